// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Tracking

/// Remembers totals, so that one that grows is said and does not only throw a bar back.
struct RaisedTotals {
    /// How long it is said.
    private static let duration: Duration = .seconds(10)

    private struct Key: Hashable {
        var execution: UUIDBytes
        var step: Int
    }

    private var totals: [Key: Int64] = [:]
    private var raised: [Key: (total: Int64, at: Duration)] = [:]

    /// Takes a look's totals.
    mutating func see(_ reports: [Report], at elapsed: Duration) {
        for report in reports {
            for step in report.steps {
                guard let total = step.progress.total else { continue }
                let key = Key(execution: report.summary.id, step: step.number)
                if let before = totals[key], total > before { raised[key] = (total, elapsed) }
                totals[key] = total
            }
        }
    }

    /// The steps of an execution whose total has grown a moment ago.
    func recent(of execution: UUIDBytes, at elapsed: Duration) -> [Int: Int64] {
        var result: [Int: Int64] = [:]
        for (key, entry) in raised where key.execution == execution && elapsed - entry.at < Self.duration {
            result[key.step] = entry.total
        }
        return result
    }
}
