// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JobEngine
import Logging
import Postgres

/// The worker under measure: a process of its own, with nothing in it but the engine and the job that does nothing.
struct QueueWorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "queue-worker", shouldDisplay: false)

    @Argument var conninfo: String
    @Option var slots = 4
    @Flag var untilIdle = false
    @Flag var saysWhenItBegins = false

    func run() async throws {
        var options = try ConnectionOptions(conninfo: conninfo)
        options.user = "chantier_worker"
        var configuration = WorkerConfiguration(slots: slots)
        configuration.endsWhenIdle = untilIdle
        let worker = try Worker(
            options: options, registry: JobRegistry([NoOpJob.make(saysWhenItBegins: saysWhenItBegins)]),
            configuration: configuration,
            logger: Logger(label: "bench") { label in
                var handler = StreamLogHandler.standardError(label: label)
                handler.logLevel = .warning
                return handler
            })
        try await worker.run()
    }
}
