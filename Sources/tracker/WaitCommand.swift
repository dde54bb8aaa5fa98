// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait until executions have ended; one line for each.",
        discussion:
            "Exit code: 0 when all ended green or yellow, 1 when one failed, 6 when one was stopped, 124 at the time limit."
    )

    @Argument(help: "The executions: 8 or more digits of the id, the id, its URL, or @latest.")
    var ids: [String]

    @Option(help: "Wait at most this long: 90s, 30m, 2h.")
    var timeout: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if ids.isEmpty { throw ValidationError("Name at least one execution.") }
        if let timeout, Self.duration(timeout) == nil {
            throw ValidationError("“--timeout \(timeout)” is not a time. Write 90s, 30m or 2h.")
        }
    }

    func run() async throws {
        let context = common.context("tracker")
        let names = ids
        let limit = timeout.flatMap(Self.duration)
        let reports = try await context.running("cannot wait for \(names.joined(separator: ", "))") {
            let session = try await context.database.connect(.person, applicationName: "tracker")
            let found = try await session.perform { db in
                try names.map { try context.resolve($0, doing: "cannot wait for execution \($0)", on: db) }
            }
            var seen: Set<UUIDBytes> = []
            let distinct = found.filter { seen.insert($0).inserted }
            return try await Follower(session: session, limit: limit).follow(distinct) { _, _ in }
        }
        let console = context.console
        if console.isTerminal {
            for report in reports {
                let execution = report.summary
                let line =
                    "\(console.wording.symbol(execution.status.rawValue, execution.colour)) \(console.wording.headline(execution))"
                console.print(
                    "\(console.painted(line, execution.colour, isBold: true))  \(execution.label)  \(execution.shortID)"
                )
            }
        } else {
            console.print(reports.map { PlainLine.execution($0.summary) }.joined(separator: "\n"))
        }
        let status = ExitStatus(of: reports)
        if status != .done { throw status }
    }

    /// Reads `90s`, `30m`, `2h` or a bare number of seconds.
    static func duration(_ text: String) -> Duration? {
        let factors: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let factor = text.last.flatMap { factors[$0] }
        guard let number = Int(factor == nil ? text : String(text.dropLast())), number >= 0, number < 1 << 40 else {
            return nil
        }
        return .seconds(number * (factor ?? 1))
    }
}
