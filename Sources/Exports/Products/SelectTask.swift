// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// What finds the items of an export, in the order of their ids, and settles columns and files: *begin* looks at the parameters and at the
/// clock, *find* walks ranges of ids side by side, *settle* makes one list of what they found.
///
/// What is found is kept in pages, so that the filter is asked once, all tasks agree on which record is whose, and files can be cut by
/// their number of records. Items that came after the launch are not among them.
struct SelectTask {
    /// Items that are found in one chunk.
    static let itemsPerChunk: Int64 = 200_000
    /// Ids of a page.
    static let idsPerPage = 8_000
    /// More files than this are a mistake.
    static let maximumFiles: Int64 = 10_000

    let context: TaskContext
    let kind: ItemKind
    let format: FileKind
    let parameters: ExportParameters

    /// What of the launch counts here.
    private struct Launch {
        var label: String
        var at: PostgresTimestamp
        var datetime: String
        var start: Int64
        var filter: JSONB?

        static func load(_ execution: Int64, on db: isolated Session) throws -> Launch {
            let rows = try db.query(ExportStatements.launch, execution)
            guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
            return Launch(
                label: try rows.text(0, 0), at: try rows.timestamp(0, 1), datetime: try rows.text(0, 2),
                start: try rows.timestamp(0, 3).microsecondsSince1970, filter: try rows.optionalJSON(0, 4))
        }
    }

    // MARK: Begin

    /// Refuses what cannot be done, and settles by what conditions on time are measured.
    ///
    /// The moment from which the profile's next execution looks for changes is taken before anything is read (`catalog.next_since`).
    func begin(on db: isolated Session) async throws {
        let definitions = try DefinitionsStore.load(on: db)
        let shape = try parameters.shape(kind, in: definitions)
        try parameters.checkLines(format)
        _ = try format.format([], parameters)
        let launch = try Launch.load(context.executionID, on: db)
        // What cannot be delivered is better said now than at the end.
        if try parameters.isLocal {
            _ = try parameters.delivery(label: launch.label, datetime: launch.datetime, on: db)
        }
        try await context.chunk(on: db) { chunk in
            var progress = ExportProgress()
            progress.start = launch.start
            if let json = launch.filter, json.text != "null" {
                progress.lastStarts = try FilterStore.lastStarts(
                    of: Filter.profiles(in: json.bytes), execution: context.executionID, on: db)
            }
            _ = try condition(launch, definitions, shape, progress)
            let since = try db.query(ExportStatements.nextSince, context.executionID).text(0, 0)
            try progress.put(context.executionID, kind, on: db)
            chunk.setFacts(try JSONB(encoding: ["next_since": since]))
            if parameters.escapeFormulas == true { chunk.warn(ExportNotes.escapedFormulas) }
            chunk.finish()
        }
    }

    // MARK: Find

    /// Finds the items of a range of ids.
    func find(on db: isolated Session) async throws {
        let definitions = try DefinitionsStore.load(on: db)
        let shape = try parameters.shape(kind, in: definitions)
        let launch = try Launch.load(context.executionID, on: db)
        let progress = try ExportProgress.load(context.executionID, kind, on: db)
        let condition = try condition(launch, definitions, shape, progress)
        var isDone = false
        while !isDone {
            isDone = try await context.chunk(on: db) { chunk in try find(&chunk, condition, launch, on: db) }
        }
    }

    /// One chunk; true when all items of the range are found.
    private func find(
        _ chunk: inout Chunk, _ condition: FilterSQL, _ launch: Launch, on db: isolated Session
    ) throws -> Bool {
        let isCopied = parameters.consistent ?? false
        let limit = isCopied ? Int64.max : Self.itemsPerChunk
        let end = chunk.rangeEnd ?? .max
        var values: [any PostgresEncodable] = [chunk.position, end, launch.at, limit]
        if isCopied { values.append(context.executionID) }
        let found = try db.query(
            SelectStatements.select(kind, condition, isCopied: isCopied), parameters: values + condition.parameters)
        var ids: [Int64] = []
        var met = MetContent()
        for row in 0..<found.count {
            ids += try found.int64Array(row, 0)
            // Values of items without a family stand in the columns that the families bring.
            if let family = try found.optionalText(row, 1) { met.families.insert(family) }
            if try found.bool(row, 2) { met.hasParent = true }
        }
        // They come in any order that suits the server.
        ids.sort()
        try meet(ids, &met, on: db)
        for start in stride(from: 0, to: ids.count, by: Self.idsPerPage) {
            try db.execute(
                ExportStatements.putPage, context.executionID, kind.rawValue, -ids[start],
                Array(ids[start..<min(start + Self.idsPerPage, ids.count)]))
        }
        // Last, since others wait for it until this chunk is committed.
        var progress = try ExportProgress.load(context.executionID, kind, locking: true, on: db)
        progress.records += Int64(ids.count)
        progress.met.join(met)
        try progress.put(context.executionID, kind, on: db)
        chunk.setTotal(progress.records)
        let isDone = Int64(ids.count) < limit
        chunk.position = isDone ? max(chunk.position, min(end, (ids.last ?? 0) + 1)) : (ids.last ?? 0) + 1
        if isDone { chunk.finish() }
        return isDone
    }

    /// The filter of the profile.
    private func condition(
        _ launch: Launch, _ definitions: Definitions, _ shape: OutputShape, _ progress: ExportProgress
    ) throws -> FilterSQL {
        let entity = kind == .product ? FilterEntity.products : .productModels
        var filter = Filter.everything
        if let json = launch.filter, json.text != "null" {
            let moment = FilterContext(
                start: progress.start, channel: shape.channel.code, locales: shape.locales,
                lastStarts: progress.lastStarts)
            do throws(FilterFaults) {
                filter = try Filter(json: json.bytes, definitions: definitions, context: moment)
            } catch {
                throw ExportFailure.invalidFilter(error.sentences.joined(separator: "; "))
            }
        }
        let before = SelectStatements.parameters(isCopied: parameters.consistent ?? false)
        return FilterSQL(filter, entity, definitions: definitions, firstParameter: before + 1)
    }

    /// What columns follow from the links of a chunk's items.
    private func meet(_ ids: [Int64], _ met: inout MetContent, on db: isolated Session) throws {
        guard let first = ids.first, let last = ids.last else { return }
        let isCopied = parameters.consistent ?? false
        if !isCopied, try !db.query(ExportStatements.hasLinks, kind.rawValue, first, last).bool(0, 0) { return }
        let links =
            isCopied
            ? try db.query(ExportStatements.copiedMetLinks, context.executionID, kind.rawValue)
            : try db.query(ExportStatements.metLinks, kind.rawValue, first, last, ids)
        for row in 0..<links.count {
            met.links.insert(
                MetContent.Links(
                    type: try links.text(row, 0), target: try links.text(row, 1), isNameless: try links.bool(row, 2)))
        }
    }

    // MARK: Settle

    /// All items are found: the numbers of their records, columns and files.
    func settle(on db: isolated Session) async throws {
        let definitions = try DefinitionsStore.load(on: db)
        let shape = try parameters.shape(kind, in: definitions)
        let launch = try Launch.load(context.executionID, on: db)
        try await context.chunk(on: db) { chunk in
            let progress = try ExportProgress.load(context.executionID, kind, locking: true, on: db)
            try db.execute(ExportStatements.numberPages, context.executionID, kind.rawValue)
            let plan = try settle(progress, definitions, shape, launch, on: db)
            try progress.put(context.executionID, kind, plan: plan, on: db)
            chunk.setTotal(plan.records)
            chunk.setFacts(
                JSONB(#"{"records": \#(plan.records), "columns": \#(plan.columns.count), "files": \#(plan.files)}"#))
            chunk.finish()
        }
    }

    private func settle(
        _ progress: ExportProgress, _ definitions: Definitions, _ shape: OutputShape, _ launch: Launch,
        on db: isolated Session
    ) throws -> ExportPlan {
        var columns = shape.columns(progress.met, in: definitions)
        if let quick = parameters.quick { columns = quick.chosen(columns) }
        if parameters.headerWithLabel == true, let locale = shape.labelLocale {
            OutputTitles.apply(to: &columns, shape: shape, locale: locale, in: definitions)
        }
        let lines = parameters.linesPerFile
        let isNumbered = lines.map { progress.records > $0 } ?? false
        let names = FileNames(
            template: parameters.storage?.filePath ?? "", label: launch.label, datetime: launch.datetime,
            fileExtension: format.fileExtension, isNumbered: isNumbered)
        let before = try db.query(ExportStatements.files, context.executionID)
        var ordinal: Int32 = 1
        for row in 0..<before.count { ordinal = max(ordinal, try before.int32(row, 0) + 1) }
        let plan = ExportPlan(
            columns: columns, names: names, records: progress.records, linesPerFile: isNumbered ? lines : nil,
            isCopied: parameters.consistent ?? false, label: launch.label, datetime: launch.datetime,
            firstFile: ordinal, isOptional: parameters.quick != nil)
        guard plan.files <= Self.maximumFiles else {
            throw ExportFailure.tooManyFiles(plan.files, allowed: Self.maximumFiles)
        }
        for number in 1..<Int(plan.files) + 1 {
            let artifact = try Artifact.makeOutput(
                execution: context.executionID, name: names.file(number), mediaType: format.mediaType, on: db)
            try db.execute(
                ExportStatements.putFile, context.executionID, ordinal + Int32(number) - 1, artifact,
                plan.records(ofFile: number))
        }
        return plan
    }
}

/// The statements that find items.
enum SelectStatements {
    /// How many parameters stand before the condition's.
    static func parameters(isCopied: Bool) -> Int { isCopied ? 5 : 4 }

    /// Items from id $1 on and before $2, created up to $3, at most $4: their ids by family and by whether they have a
    /// parent; the condition's parameters follow.
    ///
    /// With `isCopied` all is one statement, and so one moment: what is found is kept as it is, for the execution $5.
    static func select(_ kind: ItemKind, _ condition: FilterSQL, isCopied: Bool) -> Statement {
        let table = kind == .product ? "catalog.product" : "catalog.product_model"
        let joins = FilterSQL.joins(kind == .product ? .products : .productModels)
        let found = """
            select i.id, i.family, i.parent_id is not null as has_parent
              from \(table) i
              \(joins)
             where i.id >= $1 and i.id < $2 and i.created_at <= $3 and (\(condition.condition))
             order by i.id
             limit $4
            """
        let result = "select array_agg(f.id), f.family, f.has_parent"
        let groups = "group by f.family, f.has_parent"
        guard isCopied else {
            return Statement("export select", "\(result) from (\(found)) f \(groups)", prepare: false)
        }
        let columns =
            kind == .product
            ? "i.uuid, i.identifier, i.family, null, i.parent, i.enabled, i.categories, i.groups, i.values, m.values, o.values"
            : "null, i.code, i.family, i.family_variant, i.parent, null, i.categories, '{}', i.values, null, null"
        let above =
            kind == .product
            ? """
            left join catalog.product_model m on m.id = i.parent_id
            left join catalog.product_model o on o.id = m.parent_id
            """ : ""
        return Statement(
            "export copy",
            """
            with found as materialized (\(found)),
            copied as (
              insert into catalog.export_copy (execution_id, owner, month, item_kind, item_id, uuid, identifier, family,
                     family_variant, parent, enabled, categories, groups, values, above, top)
              select e.id, e.owner, e.month, '\(kind.rawValue)', i.id, \(columns)
                from found f
                join \(table) i on i.id = f.id
                \(above)
                join job.execution e on e.id = $5::bigint),
            linked as (
              insert into catalog.export_copy_link (execution_id, owner, month, item_kind, item_id, type, target_kind, target,
                     target_uuid, quantity)
              select e.id, e.owner, e.month, '\(kind.rawValue)', a.owner_id, a.type, a.target_kind,
                     coalesce(p.identifier, m.code, a.target_group), p.uuid, a.quantity
                from found f
                join catalog.association a on a.owner_kind = '\(kind.rawValue)' and a.owner_id = f.id
                left join catalog.product p on a.target_kind = 'product' and p.id = a.target_id
                left join catalog.product_model m on a.target_kind = 'product_model' and m.id = a.target_id
                join job.execution e on e.id = $5::bigint)
            \(result) from found f \(groups)
            """, prepare: false)
    }
}
