// SPDX-License-Identifier: Apache-2.0

internal import Logging
public import Postgres

/// A task at work: what its step's code needs to know, and the way to write (`chunk`).
///
/// It lives on the thread of its slot and is never shared. Everything in it is as of the last committed chunk.
public final class TaskContext {
    /// The execution's internal number.
    public var executionID: Int64 { record.executionID }
    /// The execution's public number, the one in its URL.
    public var publicID: UUIDBytes { record.publicID }
    /// Who launched it.
    public var owner: String { record.owner }
    /// The first day of the month of the launch, `2026-11-01`: the partition of its rows.
    public var month: String { record.month }
    /// The job's name.
    public var job: String { definition.name }
    /// The step's internal number.
    public var stepID: Int64 { record.stepID }
    /// The step's name.
    public var step: String { record.stepName }
    /// Which plan of the step this task belongs to, from 0.
    public let phase: Int
    /// The task's number.
    public var taskID: Int64 { claim.id }
    /// Orders what the tasks of the step put out.
    public var part: Int64 { record.part }
    /// The first item of the task.
    public var rangeStart: Int64 { record.rangeStart }
    /// The item behind the last one, as far as is known; a chunk may find that it was cut.
    ///
    /// Nil: to the end.
    public internal(set) var rangeEnd: Int64?
    /// What the plan gave this task.
    public var input: JSONB? { record.input }
    /// All parameters of the execution, defaults filled in.
    public var parameters: JSONB { record.parameters }
    /// Whether it is only to show what it would do: nothing may be written to the catalogue.
    public private(set) lazy var isPreview = PreviewParameter.isSet(in: record.parameters)
    /// The uploaded file, if there is one.
    public var inputArtifact: Int64? { record.inputArtifact }
    /// The next item to handle; at first the range's start.
    public internal(set) var position: Int64
    /// What the task has counted so far, earlier runs included.
    public internal(set) var counters: Counters
    /// Where the step's own code stood at the last committed chunk; nil before the first.
    public internal(set) var checkpoint: JSONB?
    /// Whether the task has ended with a committed chunk.
    public internal(set) var isFinished = false
    /// Whether a chunk was committed in this run.
    var hasWritten = false

    let claim: ClaimedTask
    var record: TaskRecord
    let definition: Job
    let stepDefinition: Step
    let environment: SlotEnvironment
    /// Warnings counted so far, kept or not.
    var warnings: Int64
    /// Why the task was interrupted: thrown again by every further chunk.
    var interruption: TaskInterruption?
    let logger: Logger

    init(
        claim: ClaimedTask, record: TaskRecord, definition: Job, step: Step, environment: SlotEnvironment,
        logger: Logger
    ) {
        self.claim = claim
        self.record = record
        self.definition = definition
        stepDefinition = step
        self.environment = environment
        self.logger = logger
        phase = StepBarrier.planNumber(of: record, step: step) ?? 0
        rangeEnd = record.rangeEnd
        position = record.position
        counters = record.counters
        checkpoint = record.checkpoint
        warnings = record.warnings
    }

    /// Decodes the parameters.
    public func parameters<Value: Decodable>(as type: Value.Type) throws -> Value {
        try parameters.decoded(as: type)
    }

    /// Decodes what the plan gave this task; nil when it gave nothing.
    public func input<Value: Decodable>(as type: Value.Type) throws -> Value? {
        try input?.decoded(as: type)
    }

    /// Decodes the checkpoint; nil before the first chunk.
    public func checkpoint<Value: Decodable>(as type: Value.Type) throws -> Value? {
        try checkpoint?.decoded(as: type)
    }

    /// What a step of this execution found out (`Chunk.setFacts`), as a JSON object; nil when nothing.
    public func facts(ofStep name: String, on db: isolated Session) throws -> JSONB? {
        try StepFacts.read(execution: executionID, step: name, on: db)
    }
}
