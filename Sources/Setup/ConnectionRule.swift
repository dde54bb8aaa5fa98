// SPDX-License-Identifier: Apache-2.0

/// Which server a program uses, and as whom: decided from the command line and the environment alone.
///
/// `--database` > `CHANTIER_DATABASE_URL` > libpq's own variables and service files, when one of `serverVariables` is set >
/// the embedded server. `PGUSER` alone selects no server: it names the person on whichever one is used.
public struct ConnectionRule: Sendable, Hashable {
    /// A server and how it was chosen.
    public enum Server: Sendable, Hashable {
        /// A connection text was given: a URL or `keyword=value` pairs.
        case given(String, by: Source)
        /// libpq's variables and service files say everything.
        case libpq
        /// The private server under this folder.
        case embedded(home: String)
    }

    /// Where a connection text came from.
    public enum Source: String, Sendable, Hashable {
        /// The option of the command line.
        case option = "--database"
        /// The variable.
        case variable = "CHANTIER_DATABASE_URL"
    }

    /// The variables of libpq that select a server.
    public static let serverVariables = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE"]
    /// The role of the workers on the embedded server.
    public static let workerRole = "chantier_worker"

    /// The server.
    public let server: Server
    /// The person on the embedded server: `PGUSER`, else the user of the operating system.
    ///
    /// On any other server the connection text, libpq's variables and its defaults name the person, by the same order.
    public let person: String
    /// The user of the operating system.
    public let systemUser: String

    /// Decides.
    ///
    /// An empty variable counts as not set, as a shell's `VAR= command` means it.
    public init(
        database: String?, environment: [String: String], workingFolder: String, systemUser: String
    ) {
        func variable(_ name: String) -> String? {
            guard let value = environment[name], !value.isEmpty else { return nil }
            return value
        }
        if let database, !database.isEmpty {
            server = .given(database, by: .option)
        } else if let text = variable("CHANTIER_DATABASE_URL") {
            server = .given(text, by: .variable)
        } else if Self.serverVariables.contains(where: { variable($0) != nil }) {
            server = .libpq
        } else {
            let home = variable("CHANTIER_HOME") ?? ".chantier"
            server = .embedded(home: home.hasPrefix("/") ? home : Self.join(workingFolder, home))
        }
        self.systemUser = systemUser
        person = variable("PGUSER") ?? systemUser
    }

    /// The role that the workers log in as; nil where the connection text or libpq names it.
    public var worker: String? {
        if case .embedded = server { Self.workerRole } else { nil }
    }

    private static func join(_ folder: String, _ path: String) -> String {
        var path = path[...]
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }
}
