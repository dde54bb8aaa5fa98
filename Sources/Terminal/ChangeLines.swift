// SPDX-License-Identifier: Apache-2.0

internal import Postgres
package import Tracking

/// What is told of executions where there is no terminal: a line for each change of state, or for every half minute.
package struct ChangeLines {
    /// How much counts as a change.
    package enum Detail: Sendable {
        /// Status, step, trouble, totals.
        case states
        /// Every look that differs, for programs.
        case progress
    }

    private static let longest: Duration = .seconds(30)

    private let detail: Detail
    private var last: [UUIDBytes: (state: String, at: Duration)] = [:]
    private var lastNumber = -1

    package init(_ detail: Detail) { self.detail = detail }

    /// The reports of a look that are worth a line.
    package mutating func changed(_ look: Follower.Look) -> [Report] {
        guard look.number != lastNumber else { return [] }
        lastNumber = look.number
        return look.reports.filter { report in
            let execution = report.summary
            let state = state(of: report)
            if let before = last[execution.id] {
                let isDue = detail == .states && !execution.hasEnded && look.elapsed - before.at >= Self.longest
                guard before.state != state || isDue else { return false }
            }
            last[execution.id] = (state, look.elapsed)
            return true
        }
    }

    private func state(of report: Report) -> String {
        let execution = report.summary
        let step = report.currentStep
        var parts = [
            execution.status.rawValue, String(execution.step), step?.progress.trouble ?? "",
            step?.progress.total.map { String($0) } ?? "",
        ]
        if detail == .progress {
            parts += [
                String(step?.progress.done ?? 0), String(execution.warnings), String(execution.errors),
                execution.colour.rawValue,
            ]
        }
        return parts.joined(separator: " ")
    }
}

/// Says on the standard error that the connection is lost, and that it is back: once each, and every half minute between.
package struct ConnectionNotes {
    private var saidAt: Duration?

    package init() {}

    /// The sentence for a look, if one is due.
    package mutating func note(_ look: Follower.Look, _ wording: Wording) -> String? {
        guard look.attempt > 0 else {
            guard saidAt != nil else { return nil }
            saidAt = nil
            return wording.connected
        }
        if let saidAt, look.elapsed - saidAt < .seconds(30) { return nil }
        saidAt = look.elapsed
        return wording.connectionLost(attempt: look.attempt)
    }
}
