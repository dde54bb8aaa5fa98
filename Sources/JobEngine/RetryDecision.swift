// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Whether a chunk that failed is tried again, and after how long.
///
/// Pure: decided from the error and a count alone.
package enum RetryDecision: Equatable, Sendable {
    /// Run the chunk again after this time.
    case retry(after: Duration)
    /// The chunk has failed too often: the step ends.
    case giveUp
    /// Trying again would fail in the same way.
    case isFinal

    /// How often one chunk may fail before its step does.
    ///
    /// With the waits between it takes about 20 s.
    package static let limit = 12
    /// The longest wait between two tries.
    package static let longestWait: Duration = .seconds(3)

    /// Decides about a chunk that has now failed `failures` times in a row.
    ///
    /// `jitter` is between 0 and 1: it spreads the tries of workers that failed together between half the wait and all of it.
    package static func decide(error: PostgresError, failures: Int, jitter: Double) -> RetryDecision {
        guard isTransient(error) else { return .isFinal }
        guard failures < limit else { return .giveUp }
        return .retry(after: wait(failures: failures, jitter: jitter))
    }

    /// How long to wait after so many failures in a row: 20 ms, doubled each time.
    package static func wait(failures: Int, jitter: Double) -> Duration {
        let doubled = Duration.milliseconds(20) * (1 << min(max(failures - 1, 0), 10))
        return min(doubled, longestWait) * (0.5 + jitter / 2)
    }

    /// Whether the circumstances failed, not the work: classes 08, 40, 53 and 57, locks, lost plans, lost connections.
    package static func isTransient(_ error: PostgresError) -> Bool {
        if error.isTransient { return true }
        guard error.kind == .server, let state = error.state else { return false }
        return ["08", "40", "53", "57"].contains(state.errorClass)
    }
}
