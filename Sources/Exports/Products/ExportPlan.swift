// SPDX-License-Identifier: Apache-2.0

import Catalog
import FoundationEssentials
import Postgres

/// What the first task of an export has settled, for all others: columns, names, and how many records there are.
struct ExportPlan: Sendable, Codable {
    var columns: [OutputColumn]
    var names: FileNames
    var records: Int64
    /// Records of a file; nil: one file.
    var linesPerFile: Int64?
    /// Whether records come from a copy of one moment.
    var isCopied: Bool
    /// What stands in names and folders.
    var label: String
    var datetime: String
    /// The number of its first file among those of the export; nil: 1.
    var firstFile: Int32?
    /// Whether there is no file where there is no record.
    var isOptional: Bool?

    /// The file, from 1, that holds a record.
    func file(of record: Int64) -> Int { linesPerFile.map { Int((record - 1) / $0) + 1 } ?? 1 }

    /// Whether a record is the first of its file.
    func isFirst(_ record: Int64) -> Bool { linesPerFile.map { (record - 1) % $0 == 0 } ?? (record == 1) }

    /// How many files there are; mostly one also where there is no record.
    var files: Int64 {
        if records == 0, isOptional == true { return 0 }
        return linesPerFile.map { max(1, (records + $0 - 1) / $0) } ?? 1
    }

    /// How many records a file holds, by its number from 1.
    func records(ofFile number: Int) -> Int64 {
        guard let lines = linesPerFile else { return records }
        return max(0, min(lines, records - firstRecord(ofFile: number) + 1))
    }

    /// The first record of a file, by its number from 1.
    func firstRecord(ofFile number: Int) -> Int64 { linesPerFile.map { Int64(number - 1) * $0 + 1 } ?? 1 }

    /// The plan of an execution; throws when it is gone.
    static func load(_ execution: Int64, _ kind: ItemKind, on db: isolated Session) throws -> ExportPlan {
        let rows = try db.query(ExportStatements.plan, execution, kind.rawValue)
        guard !rows.isEmpty, let json = try rows.optionalJSON(0, 1) else { throw ExportFailure.planIsGone() }
        return try JSONDecoder().decode(ExportPlan.self, from: Data(json.bytes))
    }
}

/// What was met and settled before the plan stands.
struct ExportProgress: Sendable, Codable {
    var met = MetContent()
    var records: Int64 = 0
    /// What conditions on time are measured by, settled once: the step's start, and the starts of profiles' last executions.
    var start: Int64 = 0
    var lastStarts: [String: Int64] = [:]

    /// What is known so far; with `locking` nobody else changes it until the transaction's end.
    static func load(
        _ execution: Int64, _ kind: ItemKind, locking: Bool = false, on db: isolated Session
    ) throws -> ExportProgress {
        let rows = try db.query(
            locking ? ExportStatements.lockPlan : ExportStatements.plan, execution, kind.rawValue)
        guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
        let json = try rows.json(0, 0)
        return try JSONDecoder().decode(ExportProgress.self, from: Data(json.bytes))
    }

    /// Keeps it, and the plan once it stands.
    func put(
        _ execution: Int64, _ kind: ItemKind, plan: ExportPlan? = nil, on db: isolated Session
    ) throws {
        let encoder = JSONEncoder()
        try db.execute(
            ExportStatements.putPlan, execution, kind.rawValue, JSONB(Array(try encoder.encode(self))),
            try plan.map { JSONB(Array(try encoder.encode($0))) })
    }
}
