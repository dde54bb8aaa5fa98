// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// A task as its worker finds it when it begins: what was planned, and where the last chunk left it.
struct TaskRecord: Sendable {
    var executionID: Int64
    var publicID: UUIDBytes
    var owner: String
    var month: String
    var job: String
    var stepID: Int64
    var stepName: String
    var ordinal: Int
    var phase: Int
    var part: Int64
    var rangeStart: Int64
    var rangeEnd: Int64?
    var input: JSONB?
    var position: Int64
    var counters: Counters
    var warnings: Int64
    var checkpoint: JSONB?
    var checkpointVersion: Int?
    var parameters: JSONB
    var inputArtifact: Int64?

    /// Reads the row of `Statements.beginTask`; nil when the lease is lost.
    init?(_ rows: borrowing Rows) throws {
        guard rows.count == 1 else { return nil }
        executionID = try rows.int64(0, 0)
        publicID = try rows.uuid(0, 1)
        owner = try rows.text(0, 2)
        month = try rows.text(0, 3)
        job = try rows.text(0, 4)
        stepID = try rows.int64(0, 5)
        stepName = try rows.text(0, 6)
        ordinal = try rows.int(0, 7)
        phase = try rows.int(0, 8)
        part = try rows.int64(0, 9)
        rangeStart = try rows.int64(0, 10)
        rangeEnd = try rows.optionalInt64(0, 11)
        input = try rows.optionalJSON(0, 12)
        position = try rows.optionalInt64(0, 13) ?? rangeStart
        counters = Counters()
        counters.done = try rows.optionalInt64(0, 14) ?? 0
        counters.read = try rows.optionalInt64(0, 15) ?? 0
        counters.created = try rows.optionalInt64(0, 16) ?? 0
        counters.updated = try rows.optionalInt64(0, 17) ?? 0
        counters.unchanged = try rows.optionalInt64(0, 18) ?? 0
        counters.skipped = try rows.optionalInt64(0, 19) ?? 0
        counters.invalid = try rows.optionalInt64(0, 20) ?? 0
        counters.written = try rows.optionalInt64(0, 21) ?? 0
        if let more = try rows.optionalJSON(0, 22) { counters.more = try more.decoded() }
        warnings = try rows.optionalInt64(0, 23) ?? 0
        checkpoint = try rows.optionalJSON(0, 24)
        checkpointVersion = try rows.optionalInt(0, 25)
        parameters = try rows.json(0, 26)
        inputArtifact = try rows.optionalInt64(0, 27)
    }
}
