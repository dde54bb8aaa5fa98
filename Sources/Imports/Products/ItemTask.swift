// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// One task of a step that writes records: a range of the file, or the records that must wait.
///
/// Records are read between transactions and written in one: look up → judge → write → count.
struct ItemTask {
    /// Records of one chunk.
    private static let recordsPerChunk = 1000
    /// Records of one chunk of those that must wait; they are judged one after the other.
    private static let waitingPerChunk = 200
    /// Records of one chunk after the database has refused one of them.
    private static let recordsPerPart = 50
    /// Records that are rather read over than a new place of the file be looked up.
    private static let readOver: Int64 = 5_000

    private let context: TaskContext
    private let setup: RecordSetup
    private let pass: ItemPass
    private let firstID: Int64
    private var judge: RecordJudge

    init(context: TaskContext, setup: RecordSetup, pass: ItemPass, firstID: Int64) {
        self.context = context
        self.setup = setup
        self.pass = pass
        self.firstID = firstID
        judge = RecordJudge(definitions: setup.definitions, parameters: setup.parameters, header: setup.header)
    }

    /// Handles all records of the task that are left.
    mutating func run(on db: isolated Session) async throws {
        if context.phase == 0 { try await runRange(on: db) } else { try await runWaiting(on: db) }
    }

    // MARK: A range

    private mutating func runRange(on db: isolated Session) async throws {
        var source = try RecordSource(setup.facts, from: context.position)
        var page = RecordPage(columns: setup.header.count, isTyped: setup.facts.isTyped)
        while true {
            let hasMore = try page.fill(from: &source, limit: Self.recordsPerChunk, until: context.rangeEnd, on: db)
            if page.count > 0 {
                let (first, last) = (page.records.row(0), page.records.row(page.count - 1))
                let superseded = try setup.superseded(in: page, execution: context.executionID, on: db)
                let waiting =
                    setup.facts.contested == 0
                    ? []
                    : try DeferredRecords.load(execution: context.executionID, from: first, to: last + 1, on: db)
                try await write(page, superseded: superseded, waiting: Set(waiting), on: db)
            }
            guard hasMore else { return }
            page.removeAll()
        }
    }

    /// One chunk for a page; when the database refuses its data, parts of fifty, each record by itself.
    private mutating func write(
        _ page: RecordPage, superseded: [Int64: Int64], waiting: Set<Int64>, on db: isolated Session
    ) async throws {
        let records = ItemChunk.Records(
            page: page, superseded: superseded, waiting: waiting, isOrdered: false, pass: pass, firstID: firstID)
        do {
            try await write(records, 0..<page.count, .together, on: db)
        } catch let error as PostgresError where error.isDataError {
            for start in stride(from: 0, to: page.count, by: Self.recordsPerPart) {
                try await write(records, start..<min(start + Self.recordsPerPart, page.count), .each, on: db)
            }
        }
    }

    private mutating func write(
        _ records: ItemChunk.Records, _ part: Range<Int>, _ mode: ProductWriter.Mode, on db: isolated Session
    ) async throws {
        let (setup, origin) = (setup, ChangeOrigin(context))
        try await context.chunk(on: db) { chunk in
            var work = ItemChunk(setup: setup, origin: origin, records: records, mode: mode)
            _ = try work.run(part, with: &judge, into: &chunk, on: db)
        }
    }

    // MARK: Records that must wait

    private mutating func runWaiting(on db: isolated Session) async throws {
        // A uuid and an identifier may name the same product, so each record must see what the one before it did.
        let limit = setup.header.fixed[.uuid] == nil ? Self.waitingPerChunk : 1
        var rows: [Int64] = []
        var source = try RecordSource(setup.facts, from: max(1, context.position))
        var next = max(1, context.position)
        while true {
            rows = try DeferredRecords.load(
                execution: context.executionID, from: context.position, limit: Self.waitingPerChunk, on: db)
            guard !rows.isEmpty else { return }
            var place = 0
            while place < rows.count {
                var page = RecordPage(columns: setup.header.count, isTyped: setup.facts.isTyped)
                let wanted = rows[place..<min(place + limit, rows.count)]
                for row in wanted {
                    if row < next || row - next > Self.readOver { source = try RecordSource(setup.facts, from: row) }
                    while try source.next(on: db), source.row < row {}
                    next = row + 1
                    page.append(source.reader)
                }
                place += try await writeWaiting(page, on: db)
            }
        }
    }

    /// One chunk of records in file order; returns how many it handled, at least one.
    private mutating func writeWaiting(_ page: RecordPage, on db: isolated Session) async throws -> Int {
        let records = ItemChunk.Records(
            page: page, superseded: [:], waiting: [], isOrdered: true, pass: pass, firstID: firstID)
        do {
            return try await writeWaiting(records, .together, on: db)
        } catch let error as PostgresError where error.isDataError {
            return try await writeWaiting(records, .each, on: db)
        }
    }

    private mutating func writeWaiting(
        _ records: ItemChunk.Records, _ mode: ProductWriter.Mode, on db: isolated Session
    ) async throws -> Int {
        let (setup, origin, page) = (setup, ChangeOrigin(context), records.page)
        let count = mode == .each ? min(page.count, Self.recordsPerPart) : page.count
        return try await context.chunk(on: db) { chunk in
            var work = ItemChunk(setup: setup, origin: origin, records: records, mode: mode)
            let handled = try work.run(0..<count, with: &judge, into: &chunk, on: db)
            let rows = (0..<handled).map { page.records.row($0) }
            // A record of the other pass waits on for that.
            try DeferredRecords.settle(rows.filter { !work.left.contains($0) }, execution: origin.executionID, on: db)
            return handled
        }
    }
}
