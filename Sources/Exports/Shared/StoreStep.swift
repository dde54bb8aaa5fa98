// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres

/// The last step of every export: each file is read once more for its size and checksum, then all become complete at once.
///
/// Until that moment none of them can be downloaded, so a failed or stopped export leaves no half file.
enum StoreStep {
    private static let maximumTasks = 16

    static let step = Step(
        name: "store", label: "Store the files", unit: "files",
        plan: { context, db in
            let count = Int64(try db.query(ExportStatements.files, context.executionID).count)
            switch context.phase {
            case 0:
                var plan = StepPlan.ranges(of: 1..<count + 1, count: maximumTasks)
                plan.total = count
                return plan
            case 1: return StepPlan(tasks: [TaskPlan(part: count + 1, rangeStart: count + 1)])
            default: return .none
            }
        },
        run: { context, db in
            if context.phase == 0 {
                try await measure(context, on: db)
            } else {
                try await complete(context, on: db)
            }
        })

    /// One file of an export.
    struct File {
        var ordinal: Int32
        var artifact: Int64
        var records: Int64
        var size: Int64?
        var checksum: [UInt8]?
    }

    static func files(_ execution: Int64, on db: isolated Session) throws -> [File] {
        let rows = try db.query(ExportStatements.files, execution)
        return try (0..<rows.count).map { row in
            File(
                ordinal: try rows.int32(row, 0), artifact: try rows.int64(row, 1), records: try rows.int64(row, 2),
                size: try rows.optionalInt64(row, 3), checksum: try rows.optionalByteArray(row, 4))
        }
    }

    /// Sizes and checksums of some files, one a chunk.
    private static func measure(_ context: TaskContext, on db: isolated Session) async throws {
        let files = try files(context.executionID, on: db)
        let end = context.rangeEnd ?? Int64(files.count) + 1
        for file in files where Int64(file.ordinal) >= context.position && Int64(file.ordinal) < end {
            var reader = ArtifactReader(artifact: file.artifact)
            var checksum = Checksum()
            while let bytes = try reader.next(on: db) { checksum.add(bytes) }
            let (size, sum, isLast) = (reader.offset, checksum.value, Int64(file.ordinal) + 1 >= end)
            try await context.chunk(on: db) { chunk in
                try db.execute(
                    ExportStatements.setFile, context.executionID, file.ordinal, size, sum, Int64?.none, Int64?.none)
                chunk.position = Int64(file.ordinal) + 1
                chunk.counters.done = 1
                if isLast { chunk.finish() }
            }
        }
    }

    /// All files at once, in the transaction that ends the export.
    private static func complete(_ context: TaskContext, on db: isolated Session) async throws {
        let files = try files(context.executionID, on: db)
        try await deliver(files, context, on: db)
        try await context.chunk(on: db) { chunk in
            for file in files {
                guard let size = file.size, let sum = file.checksum else { throw ExportFailure.planIsGone() }
                try Artifact.complete(file.artifact, size: size, records: file.records, checksum: sum, on: db)
            }
            try db.execute(ExportStatements.forget, context.executionID)
            chunk.finish()
        }
    }

    /// Puts the files where the profile says.
    ///
    /// A worker that is killed between here and the end leaves whole files, which the next one replaces by the same.
    private static func deliver(_ files: [File], _ context: TaskContext, on db: isolated Session) async throws {
        let parameters = try ExportParameters(json: context.parameters.bytes)
        guard try parameters.isLocal else { return }
        let rows = try db.query(ExportStatements.names, context.executionID)
        guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
        var delivery = try parameters.delivery(label: try rows.text(0, 0), datetime: try rows.text(0, 1), on: db)
        for file in files {
            guard let artifact = try Artifact.load(file.artifact, on: db) else { throw ExportFailure.planIsGone() }
            var reader = ArtifactReader(artifact: file.artifact)
            try delivery.write(artifact.name) { try reader.next(on: db) }
        }
        // The fence tells whether the task is still ours, and nobody asked to stop.
        try await context.chunk(on: db) { chunk in chunk.position = context.position }
        try delivery.finish()
    }
}
