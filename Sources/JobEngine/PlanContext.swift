// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
public import Postgres

/// What a step's plan may know: the execution, its parameters, and what earlier steps found out.
public struct PlanContext: Sendable {
    /// The execution's internal number.
    public let executionID: Int64
    /// The execution's public number, the one in its URL.
    public let publicID: UUIDBytes
    /// Who launched it.
    public let owner: String
    /// The first day of the month of the launch, `2026-11-01`: the partition of its rows.
    public let month: String
    /// All parameters, defaults filled in.
    public let parameters: JSONB
    /// Whether it is only to show what it would do: nothing may be written to the catalogue.
    public var isPreview: Bool { PreviewParameter.isSet(in: parameters) }
    /// The uploaded file, if there is one.
    public let inputArtifact: Int64?
    /// The step that is planned.
    public let stepID: Int64
    /// 0 when the step is reached, then one more each time all tasks planned before have ended.
    public let phase: Int

    /// Decodes the parameters.
    public func parameters<Value: Decodable>(as type: Value.Type) throws -> Value {
        try parameters.decoded(as: type)
    }

    /// What an earlier step of this execution found out (`Chunk.setFacts`), as a JSON object; nil when nothing.
    public func facts(ofStep name: String, on db: isolated Session) throws -> JSONB? {
        try StepFacts.read(execution: executionID, step: name, on: db)
    }

    /// Keeps what this plan found out with the step, as `Chunk.setFacts` does.
    public func setFacts(_ facts: JSONB, on db: isolated Session) throws {
        _ = try db.query(Statements.setFacts, stepID, facts)
    }
}

/// Reading what a step found out.
enum StepFacts {
    static func read(execution: Int64, step name: String, on db: isolated Session) throws -> JSONB? {
        let rows = try db.query(Statements.facts, execution, name)
        return rows.isEmpty ? nil : try rows.optionalJSON(0, 0)
    }
}
