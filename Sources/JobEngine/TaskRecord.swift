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

    var taskID: Int64

    /// Whether no code of the step belongs to it: a retry made it, behind a step's last task (version 0 of any checkpoint).
    var isGate: Bool { checkpointVersion == 0 }

    /// Reads a row of `Statements.beginTasks`.
    init(_ rows: borrowing Rows, row: Int) throws {
        executionID = try rows.int64(row, 0)
        publicID = try rows.uuid(row, 1)
        owner = try rows.text(row, 2)
        month = try rows.text(row, 3)
        job = try rows.text(row, 4)
        stepID = try rows.int64(row, 5)
        stepName = try rows.text(row, 6)
        ordinal = try rows.int(row, 7)
        phase = try rows.int(row, 8)
        part = try rows.int64(row, 9)
        rangeStart = try rows.int64(row, 10)
        rangeEnd = try rows.optionalInt64(row, 11)
        input = try rows.optionalJSON(row, 12)
        position = try rows.optionalInt64(row, 13) ?? rangeStart
        counters = Counters()
        counters.done = try rows.optionalInt64(row, 14) ?? 0
        counters.read = try rows.optionalInt64(row, 15) ?? 0
        counters.created = try rows.optionalInt64(row, 16) ?? 0
        counters.updated = try rows.optionalInt64(row, 17) ?? 0
        counters.unchanged = try rows.optionalInt64(row, 18) ?? 0
        counters.skipped = try rows.optionalInt64(row, 19) ?? 0
        counters.invalid = try rows.optionalInt64(row, 20) ?? 0
        counters.written = try rows.optionalInt64(row, 21) ?? 0
        if let more = try rows.optionalJSON(row, 22) { counters.more = try more.decoded() }
        warnings = try rows.optionalInt64(row, 23) ?? 0
        checkpoint = try rows.optionalJSON(row, 24)
        checkpointVersion = try rows.optionalInt(row, 25)
        parameters = try rows.json(row, 26)
        inputArtifact = try rows.optionalInt64(row, 27)
        taskID = try rows.int64(row, 28)
    }

    /// What a bare task is run with: what the claim says, and nothing else.
    init(bare claim: ClaimedTask, job: Job) {
        executionID = claim.executionID
        publicID = UUIDBytes(high: 0, low: 0)
        owner = ""
        month = ""
        self.job = job.name
        stepID = claim.stepID
        stepName = job.steps[0].name
        ordinal = 1
        phase = 0
        part = 0
        rangeStart = 0
        position = 0
        counters = Counters()
        warnings = 0
        parameters = JSONB("{}")
        taskID = claim.id
    }
}
