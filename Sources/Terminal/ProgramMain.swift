// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
internal import Glibc
internal import Setup

/// The beginning and the end of a program.
package enum ProgramMain {
    /// The version of all programs.
    package static let version = "0.1.0"

    /// Runs a program from beginning to end; what its `main` calls, and all that it does.
    ///
    /// The main thread only waits, with the signals blocked. An asynchronous `main` would hand it to Dispatch, which waits with
    /// every signal let through: SIGTERM then ended a worker on the spot instead of being taken by its listener.
    package static func start(_ root: any ParsableCommand.Type, as program: String) -> Never {
        Interrupts.shield()
        Task.detached { await run(root, as: program) }
        while true { pause() }
    }

    /// Parses the arguments, runs the command, and ends the process with its code.
    @concurrent private static func run(_ root: any ParsableCommand.Type, as program: String) async -> Never {
        let arguments = CommandArguments.ordered(
            CommandArguments.placed(Array(CommandLine.arguments.dropFirst()), of: root))
        do {
            if try ManPage.write(arguments, of: root, as: program) { exit(0) }
            if let topic = try CommandArguments.topic(arguments, of: root) {
                let screen = console(program)
                screen.page(topic.lines(Language.current, columns: screen.columns))
                exit(0)
            }
            if let help = HelpScreen.requested(
                by: arguments, of: root, as: program, Language.current, columns: console(program).columns)
            {
                console(program).page(help.lines())
                exit(0)
            }
            EarlyConnection.begin(arguments, as: program)
            var command = try await parse(arguments, root)
            if !(command is any ListensToSignals) { try Interrupts.listen() }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            exit(0)
        } catch let failure as ProgramFailure {
            console(program).report(failure)
            exit(failure.code.rawValue)
        } catch let status as ExitStatus {
            exit(status.rawValue)
        } catch {
            let code = root.exitCode(for: error)
            if code == .success {
                // A version, a completion: the parser would drop what cannot be written.
                console(program).written(root.fullMessage(for: error))
                exit(0)
            }
            // Behind a key nobody reads a message.
            if arguments.first == "---completion" { exit(code.rawValue) }
            guard code == .validationFailure else { root.exit(withError: error) }
            console(program).note(CommandArguments.refusal(error, of: root, program, arguments))
            exit(ExitStatus.usage.rawValue)
        }
    }

    /// By the command itself, where one is named, which is half of the parser's work; whatever is wrong is the root's to judge.
    ///
    /// Asynchronously where the root is, so that completions may ask the database.
    private static func parse(
        _ arguments: [String], _ root: any ParsableCommand.Type
    ) async throws -> any ParsableCommand {
        if let command = await parseDirectly(arguments, root) { return command }
        guard let root = root as? any AsyncParsableCommand.Type else { return try root.parseAsRoot(arguments) }
        return try await root.asyncParseAsRoot(arguments)
    }

    private static func parseDirectly(
        _ arguments: [String], _ root: any ParsableCommand.Type
    ) async -> (any ParsableCommand)? {
        var command: any ParsableCommand.Type = root
        var rest = arguments[...]
        while let name = rest.first,
            let next = command.configuration.subcommands.first(where: { $0._commandName == name })
        {
            command = next
            rest = rest.dropFirst()
        }
        // Parsed otherwise, a command whose completions ask the database is ended by the parser.
        guard command.configuration.subcommands.isEmpty, let asynchronous = command as? any AsyncParsableCommand.Type,
            let parsed = try? await asynchronous.asyncParseAsRoot(Array(rest)), type(of: parsed) == command
        else { return nil }
        return parsed
    }

    /// The options were perhaps never parsed, so only the environment and a bare look at the arguments decide.
    private static func console(_ program: String) -> Console {
        Console(
            program: program, environment: Environment.current, language: Language.current.rawValue,
            isASCII: CommandLine.arguments.contains("--ascii"))
    }
}

/// A command that deals with SIGINT and SIGTERM itself.
package protocol ListensToSignals {}
