// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres

/// The last step of every export: each file gets its size and checksum, for which it is read once more where need be; several files, or
/// files with media, are packed into one archive besides; then all become complete at once.
///
/// Until that moment none of them can be downloaded, so a failed or stopped export leaves no half file.
enum StoreStep {
    private static let maximumTasks = 16

    /// What a task does.
    private enum Act: String, Codable {
        case measure, pack, complete
    }

    /// What a task is told.
    private struct Order: Codable {
        var act: Act
    }

    static let step = Step(
        name: "store", label: "Store the files", unit: "files",
        plan: { context, db in
            let acts = try acts(context.executionID, on: db)
            guard context.phase < acts.count else { return .none }
            return try plan(acts[context.phase], isFirst: context.phase == 0, context, on: db)
        },
        run: { context, db in
            switch try context.input(as: Order.self)?.act {
            case .measure: try await measure(context, on: db)
            case .pack:
                guard let archive = try files(context.executionID, on: db).last else {
                    throw ExportFailure.planIsGone()
                }
                try await ArchiveTask(context: context, artifact: archive.artifact).run(on: db)
            default: try await complete(context, on: db)
            }
        })

    /// What is done one after the other: the same whenever it is asked, since the archive becomes a file only when its packing is planned.
    private static func acts(_ execution: Int64, on db: isolated Session) throws -> [Act] {
        let count = try db.query(ExportStatements.files, execution).count
        guard count > 0 else { return [.complete] }
        let isPacked = try count > 1 || db.query(ArchiveStatements.listsMedia, execution).bool(0, 0)
        return isPacked ? [.measure, .pack, .measure, .complete] : [.measure, .complete]
    }

    private static func plan(
        _ act: Act, isFirst: Bool, _ context: PlanContext, on db: isolated Session
    ) throws -> StepPlan {
        let files = try files(context.executionID, on: db)
        let end = Int64(files.last?.ordinal ?? 0) + 1
        let input = try JSONB(encoding: Order(act: act))
        switch act {
        case .measure where isFirst:
            var plan = StepPlan.ranges(of: 1..<end, count: maximumTasks)
            for place in plan.tasks.indices { plan.tasks[place].input = input }
            plan.total = Int64(files.count)
            return plan
        case .measure: return StepPlan(tasks: [TaskPlan(part: end, rangeStart: end - 1, rangeEnd: end, input: input)])
        case .pack:
            try db.execute(ArchiveStatements.putFiles, context.executionID)
            try db.execute(ArchiveStatements.placeEntries, context.executionID)
            let name = try archiveName(context, on: db)
            let artifact = try Artifact.makeOutput(
                execution: context.executionID, name: name, mediaType: "application/zip", on: db)
            let records = files.reduce(0) { $0 + $1.records }
            try db.execute(ExportStatements.putFile, context.executionID, Int32(end), artifact, records)
            return StepPlan(tasks: [TaskPlan(input: input)], total: Int64(files.count) + 1)
        case .complete: return StepPlan(tasks: [TaskPlan(part: end, rangeStart: end, input: input)])
        }
    }

    /// The name of the archive: that of the files, without a number.
    private static func archiveName(_ context: PlanContext, on db: isolated Session) throws -> String {
        let rows = try db.query(ExportStatements.names, context.executionID)
        guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
        let parameters = try ExportParameters(storageOf: context.parameters.bytes)
        let template = parameters.storage?.filePath ?? "export_%job_label%_%datetime%.zip"
        return FileNames(
            template: template, label: try rows.text(0, 0), datetime: try rows.text(0, 1), fileExtension: "zip",
            isNumbered: false
        ).archive
    }

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
            let sum = try await sum(of: file, context, on: db)
            let isLast = Int64(file.ordinal) + 1 >= end
            try await context.chunk(on: db) { chunk in
                try db.execute(
                    ExportStatements.setFile, context.executionID, file.ordinal, sum.size, sum.checksum)
                chunk.position = Int64(file.ordinal) + 1
                chunk.counters.done = 1
                if isLast { chunk.finish() }
            }
        }
    }

    /// The sum of a file, known since it was written here or else read once more.
    private static func sum(
        of file: File, _ context: TaskContext, on db: isolated Session
    ) async throws -> FileSums.Sum {
        let timeline = try db.query(ExportStatements.timeline).text(0, 0)
        let key = FileSums.Key(execution: context.publicID, artifact: file.artifact, timeline: timeline)
        if let sum = FileSums.ofProcess.take(key, records: file.records),
            try Artifact.storedSize(file.artifact, on: db) == sum.size
        {
            return sum
        }
        var reader = ArtifactReader(artifact: file.artifact)
        // The sum of what is there is taken elsewhere while the database sends what comes next: a child of this task would run on
        // this very thread, which waits for the database.
        var summing = Task { Checksum() }
        while let bytes = try reader.next(on: db) {
            let before = await summing.value
            summing = Task.detached {
                var checksum = before
                checksum.add(bytes)
                return checksum
            }
        }
        return FileSums.Sum(size: reader.offset, checksum: await summing.value.value)
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
        let parameters = try ExportParameters(storageOf: context.parameters.bytes)
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
