// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
internal import Glibc
package import JobEngine
internal import Postgres
package import Setup

/// What every command takes.
package struct CommonOptions: ParsableArguments {
    @Option(
        help: "A PostgreSQL URL or any libpq text. Default: CHANTIER_DATABASE_URL, PG… variables, the embedded server.")
    package var database: String?

    @Option(help: "The language of screens: en or fr. Default: the locale.", completion: .list(["en", "fr"]))
    package var lang: String?

    @Flag(name: .customLong("no-color"), help: "No colours. So does a NO_COLOR that is not empty.")
    package var noColour = false

    @Flag(help: "Only seven-bit characters: [ok] [!!] [XX] [>>].")
    package var ascii = false

    @Flag(name: .shortAndLong, help: "No messages but errors.")
    package var quiet = false

    package init() {}

    /// Checks what was given.
    package func validate() throws {
        if let lang, !["en", "fr"].contains(lang.lowercased().prefix(2)) {
            try Choice.check("--lang", [lang], among: ["en", "fr"])
        }
    }

    /// What the command works with.
    package func context(_ program: String, registry: JobRegistry? = nil) -> Context {
        let environment = Environment.current
        let console = Console(
            program: program, environment: environment, language: lang, noColour: noColour, isASCII: ascii)
        let isQuiet = quiet
        let rule = ConnectionRule(
            database: database, environment: environment, workingFolder: Environment.workingFolder,
            systemUser: SystemAccount.current.name)
        let base = Database(rule: rule, registry: registry) { text in
            if !isQuiet { console.note("\(program): \(text)") }
        }
        return Context(console: console, database: base, isQuiet: isQuiet)
    }
}

/// What a command works with.
package struct Context: Sendable {
    package let console: Console
    package let database: Database
    package let isQuiet: Bool

    package var language: Language { console.language }

    /// Writes a message, unless only errors are wanted.
    package func note(_ text: String) {
        if !isQuiet { console.note(text) }
    }

    /// Runs what talks to the database; its errors become failures with a cause and an advice.
    package func running<R>(_ doing: String, _ body: () async throws -> R) async throws -> R {
        do {
            return try await body()
        } catch let error as PostgresError where error.state?.rawValue == "57014" {
            throw ProgramFailure(
                doing,
                reason: language("the database took longer than 15 s.", "la base a mis plus de 15 s."),
                action: language("ask for less, or again later.", "demander moins, ou plus tard."))
        } catch let error as PostgresError {
            throw database.failure(error, doing: doing)
        } catch let error as MigrationError {
            throw database.failure(error, doing: doing)
        }
    }
}

/// The process's environment.
package enum Environment {
    /// All variables, as the program was started with.
    package static let current: [String: String] = {
        var result: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return result
    }()

    /// The absolute path of the working folder.
    package static var workingFolder: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }

    /// The absolute path of this program.
    package static var program: String {
        guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments.first ?? "" }
        defer { free(path) }
        return String(cString: path)
    }
}
