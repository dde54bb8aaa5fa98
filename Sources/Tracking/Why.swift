// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
package import Postgres

/// Why an execution does not go on, or that it does.
package struct Why: Sendable, Hashable {
    /// The stable code, such as `queued`, `slots_busy` or `no_worker`.
    package var reason: String
    /// One line in English.
    package var message: String
    package var detail: Detail

    /// What the message is made of.
    package struct Detail: Sendable, Hashable, Decodable {
        package var status: String?
        package var step: String?
        package var job: String?
        package var profile: String?
        package var by: String?
        package var worker: String?
        package var failure: String?
        package var held: String?
        package var working: Int64?
        package var open: Int64?
        package var seconds: Int64?
        package var alive: Int64?
        package var position: Int64?
        package var free: Int64?
        package var rescued_at: String?
    }

    /// Whether nothing will happen before somebody does something.
    package var needsSomebody: Bool {
        switch reason {
        case "no_worker", "unknown_job", "unknown_step", "checkpoint_version": true
        case "worker_lost": detail.alive == 0
        default: false
        }
    }

    /// Asks; throws P0002 for what the person may not see.
    package static func ask(_ execution: UUIDBytes, on db: isolated Session) throws -> Why {
        let rows = try db.query(Statements.why, execution)
        return Why(
            reason: try rows.text(0, 0), message: try rows.text(0, 1),
            detail: try JSONDecoder().decode(Detail.self, from: Data(rows.json(0, 2).bytes)))
    }

    package static let fields = ["id", "label", "reason", "message", "position"]

    /// The answer about an execution, for programs.
    package func json(_ target: ControlTarget) -> JSONValue {
        .object([
            ("schema", .integer(1)), ("id", .text(target.id.description)), ("label", .text(target.label)),
            ("reason", .text(reason)), ("message", .text(message)), ("position", .integer(detail.position)),
        ])
    }
}
