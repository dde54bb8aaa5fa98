// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Setup

extension EarlyConnection {
    /// The commands of `tracker` that ask once and only read.
    private static let readers: Set<String> = ["list", "show", "dashboard", "warnings", "log", "stats"]

    /// Begins to connect where a bare look at the arguments says that the command will do so, and to which database.
    static func begin(_ arguments: [String], as program: String) {
        guard program == "tracker", let command = arguments.first, readers.contains(command) else { return }
        let refused = ["--database", "--help", "-h", "--watch"]
        guard !arguments.contains(where: { argument in refused.contains { argument.hasPrefix($0) } }) else { return }
        let rule = ConnectionRule(
            database: nil, environment: Environment.current, workingFolder: Environment.workingFolder,
            systemUser: SystemAccount.current.name)
        // What cannot be read here is told by the command itself.
        guard var options = try? Database(rule: rule).options(.person, applicationName: program) else { return }
        options.settings = Context.readingSettings
        begin(options)
    }
}
