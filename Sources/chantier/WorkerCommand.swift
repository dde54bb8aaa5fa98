// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import JobEngine
import Logging
import Postgres
import Setup
import Terminal

struct WorkerCommand: AsyncParsableCommand, ListensToSignals {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Run jobs, until Ctrl-C or SIGTERM.",
        discussion: """
            The first signal lets running tasks finish their chunk and gives them back; a second one, or ten seconds, end the
            process at once. Either way nothing is lost. Start as many workers as you like, on as many hosts.
            """)

    @Option(help: "How many tasks at once, each on a thread and a connection of its own.")
    var slots = 2

    @Flag(help: "End when nothing is left to do.")
    var untilIdle = false

    @Option(help: "The worker's name in reports. Default: host and process.")
    var name: String?

    @Option(help: ArgumentHelp("Seconds that its tasks stay its own without a heartbeat.", visibility: .hidden))
    var lease: Double?

    @Option(help: ArgumentHelp("Seconds between heartbeats.", visibility: .hidden))
    var heartbeat: Double?

    @Flag(name: .shortAndLong, help: "Log details.")
    var verbose = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let lease, lease < 2 * (heartbeat ?? 5) { throw ValidationError("A lease lasts two heartbeats at least.") }
        if slots < 1 || slots > 1_000 { throw ValidationError("“--slots \(slots)” is not a number from 1 to 1000.") }
    }

    func run() async throws {
        // A worker outlives whoever reads its log.
        signal(SIGPIPE, SIG_IGN)
        let context = common.context("chantier", registry: Jobs.all)
        let level: Logger.Level = verbose ? .debug : context.isQuiet ? .error : .notice
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        if context.database.embedded != nil { try await context.database.prepare() }
        // A worker waits for its database at any later time; at the start a wrong address or schema should be told.
        let session = try await context.database.connect(.worker, applicationName: "chantier worker")
        await session.close()

        var configuration = WorkerConfiguration(slots: slots)
        configuration.name = name
        configuration.version = ProgramMain.version
        configuration.endsWhenIdle = untilIdle
        if let lease { configuration.lease = .seconds(lease) }
        if let heartbeat { configuration.heartbeat = .seconds(heartbeat) }
        try await context.running(Language.current("the worker cannot go on", "l'exécutant ne peut pas continuer")) {
            let worker = try Worker(
                options: try context.database.options(.worker, applicationName: "chantier worker"), registry: Jobs.all,
                configuration: configuration)
            try SignalListener.drain(worker)
            context.note(
                Language.current(
                    "worker \(worker.name) with \(slots) slots; Ctrl-C lets it finish its chunks and leave",
                    "exécutant \(worker.name) à \(slots) places ; Ctrl-C le laisse finir ses blocs et partir"))
            try await worker.run()
        }
    }
}
