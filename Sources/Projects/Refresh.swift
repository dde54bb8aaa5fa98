// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// Brings the states and numbers of all projects up to what has changed since: products, product models, families, rights.
///
/// What changed stands in `tracker.project_change`, written by whoever changed it in the same transaction; that the structure changed is seen by
/// its version. Both are taken off in the transaction that writes what follows from them.
struct Refresh {
    /// Entries taken at once: chunks of changes of about a thousand products each.
    private static let entriesPerTurn = 5

    private var cache = DefinitionsCache()
    /// No more projects are kept compiled.
    private static let mostMeasures = 64
    /// Projects as they were compiled last, against which structure.
    private var measures: [Int32: (version: Int64, measure: ProjectMeasure)] = [:]

    init() {}

    /// A little of what is to be done, within the caller's transaction: how many products were looked at; nil: nothing is to be done.
    mutating func run(on db: isolated Session) throws -> Int64? {
        let due = try db.query(ProjectStatements.isDue)
        if try due.bool(0, 1) { return try adoptStructure(on: db) }
        guard try due.bool(0, 0) else { return nil }
        return try takeChanges(on: db)
    }

    private func prepared(on db: isolated Session) throws -> [Int32] {
        let rows = try db.query(ProjectStatements.prepared)
        return try (0..<rows.count).map { try rows.int32($0, 0) }
    }

    // MARK: Structure

    /// Families, attribute groups, channels, rights or people have changed: what they change of products is entered as changed, and what
    /// they change of rights is counted anew.
    private mutating func adoptStructure(on db: isolated Session) throws -> Int64 {
        // That locks many, in another order than what comes next.
        guard try db.query(ProjectStatements.end).int(0, 0) == 0 else { return 0 }
        for id in try prepared(on: db) {
            try ProjectReading.own(id, on: db)
            guard var project = try ProjectRecord.lock(id, on: db) else { continue }
            // In this order: what changes in between makes it look again.
            let version = try StructureStore.version(on: db)
            let definitions = try cache.current(on: db)
            guard project.structureVersion != version else { continue }
            do {
                try ProjectPreparation.run(&project, definitions, version, on: db)
            } catch is StepFailure {
                // It has lost what it is about since the others were removed.
                project.structureVersion = version
                try project.save(on: db)
            }
        }
        return 0
    }

    // MARK: Products

    private mutating func takeChanges(on db: isolated Session) throws -> Int64? {
        let rows = try db.query(ProjectStatements.takeChanges, Int64(Self.entriesPerTurn))
        // Another worker is at all of them.
        guard !rows.isEmpty else { return nil }
        var forAll: Set<Int64> = []
        var models: Set<Int64> = []
        var byProject: [Int32: Set<Int64>] = [:]
        for row in 0..<rows.count {
            let ids = try rows.int64Array(row, 2) + (rows.bool(row, 3) ? rows.int64Array(row, 4) : [])
            if let project = try rows.optionalInt64(row, 0) {
                byProject[Int32(truncatingIfNeeded: project), default: []].formUnion(ids)
            } else if try rows.bool(row, 1) {
                models.formUnion(ids)
            } else {
                forAll.formUnion(ids)
            }
        }
        let projects = try prepared(on: db)
        measures = measures.filter { projects.contains($0.key) }
        guard !projects.isEmpty else { return 0 }
        if !models.isEmpty {
            forAll.formUnion(try db.query(ProjectStatements.variants, models.sorted()).int64Array(0, 0))
        }
        var count: Int64 = 0
        let start = try DatabaseClock.now(on: db).microsecondsSince1970
        for id in projects {
            let ids = forAll.union(byProject[id] ?? []).sorted()
            guard !ids.isEmpty else { continue }
            count += Int64(ids.count)
            try measure(ids, of: id, start: start, on: db)
        }
        return count
    }

    private mutating func measure(_ ids: [Int64], of id: Int32, start: Int64, on db: isolated Session) throws {
        // Alone from before they are read: whoever measures them too writes before or after, and the later one has seen more.
        try ProjectReading.own(id, on: db)
        guard let project = try ProjectRecord.lock(id, on: db) else { return }
        let version = try StructureStore.version(on: db)
        var measure: ProjectMeasure
        if let known = measures.removeValue(forKey: id), known.version == version,
            known.measure.project.hasForm(of: project)
        {
            measure = known.measure
        } else {
            do {
                measure = try ProjectMeasure(project, definitions: cache.current(on: db), on: db)
            } catch is StepFailure {
                // It has lost what it is about, and is removed when the structure is looked at.
                return
            }
        }
        let found: ProjectMeasure.Found
        do {
            found = try measure.measure(ids, start: start, on: db)
        } catch is StepFailure {
            return
        }
        if measures.count < Self.mostMeasures { measures[id] = (version, measure) }
        try ProjectNumbers.put(found, lookedAt: ids, of: project, on: db)
    }
}

/// The refresh as every worker does it, beside its slots; the reminders of due dates; and that a project is finished.
struct RefreshChore: ChoreWork {
    private var refresh = Refresh()
    private var nextReminder = ContinuousClock.now

    mutating func run(on db: isolated Session) throws -> Bool {
        if nextReminder <= .now {
            nextReminder = .now + .seconds(30)
            _ = try db.query(ProjectStatements.remind)
        }
        // Nothing to do is found out without a transaction.
        let due = try db.query(ProjectStatements.isDue)
        let (hasChanges, isOld, isFinished) = (try due.bool(0, 0), try due.bool(0, 1), try due.bool(0, 2))
        guard hasChanges || isOld else {
            if isFinished { _ = try db.query(ProjectStatements.finish) }
            return false
        }
        // Whoever asks for it rolls back what fails.
        try db.begin()
        let count = try refresh.run(on: db)
        try db.commit()
        return count != nil
    }
}
