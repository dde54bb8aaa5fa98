// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// What a person can ask of an execution.
package enum ControlAct: String, Sendable, Hashable, CaseIterable {
    case stop, pause, resume, retry

    /// Asks for it; returns `requested`, or the state that was found.
    ///
    /// Throws P0002 for what is not there or not one's own, and 55000 for a retry for which something is missing.
    package func ask(_ execution: UUIDBytes, on db: isolated Session) throws -> String {
        try db.query(Statements.act(self), execution).text(0, 0)
    }

    /// Whether an answer says that what was wanted is so or on its way, by this call or before it: one rule for all four.
    package func isMet(by answer: String) -> Bool {
        if answer == "requested" { return true }
        let status = ExecutionStatus(rawValue: answer)
        return switch self {
        case .stop: status == .stopping || status?.hasEnded == true
        case .pause: status == .paused || status == .pausing
        case .resume, .retry: status == .running || status == .queued || status == .starting
        }
    }
}

/// An execution that somebody is about to act on.
package struct ControlTarget: Sendable, Hashable {
    package var id: UUIDBytes
    package var label: String
    package var status: ExecutionStatus
    package var step: Int
    package var stepCount: Int
    package var owner: String
    package var isOwn: Bool
    package var endedAt: PostgresTimestamp?
    /// Items created, updated or put into files so far.
    package var written: Int64
    package var unit: String?

    package var shortID: String { String(id.description.prefix(8)) }

    /// Reads it; nil when the person may not see such an execution.
    package static func read(_ id: UUIDBytes, on db: isolated Session) throws -> ControlTarget? {
        let rows = try db.query(Statements.controlTarget, id)
        guard !rows.isEmpty else { return nil }
        return ControlTarget(
            id: try rows.uuid(0, 0), label: try rows.text(0, 1),
            status: ExecutionStatus(rawValue: try rows.text(0, 2)) ?? .unknown, step: try rows.int(0, 3),
            stepCount: try rows.int(0, 4), owner: try rows.text(0, 5), isOwn: try rows.bool(0, 6),
            endedAt: try rows.optionalTimestamp(0, 7), written: try rows.int64(0, 8), unit: try rows.optionalText(0, 9))
    }
}
