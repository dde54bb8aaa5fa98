// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import FoundationEssentials
import JobEngine
import Postgres

/// The first task of an export: finds the items, in the order of their ids, and settles columns and files.
///
/// What it finds is kept in pages, so that the filter is asked once, all tasks agree on which record is whose, and files can be cut by
/// their number of records. Items that came after the launch are not among them.
struct SelectTask {
    /// Items that are found in one chunk.
    static let itemsPerChunk: Int64 = 200_000
    /// Ids of a page.
    static let idsPerPage = 2_000
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
    }

    func run(on db: isolated Session) async throws {
        let definitions = try DefinitionsStore.load(on: db)
        let shape = try parameters.shape(kind, in: definitions)
        try parameters.checkLines(format)
        _ = try format.format([], parameters)
        let rows = try db.query(ExportStatements.launch, context.executionID)
        guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
        let launch = Launch(
            label: try rows.text(0, 0), at: try rows.timestamp(0, 1), datetime: try rows.text(0, 2),
            start: try rows.timestamp(0, 3).microsecondsSince1970, filter: try rows.optionalJSON(0, 4))
        // What cannot be delivered is better said now than at the end.
        if try parameters.isLocal {
            _ = try parameters.delivery(label: launch.label, datetime: launch.datetime, on: db)
        }
        var isDone = false
        while !isDone {
            isDone = try await context.chunk(on: db) { chunk in
                try select(&chunk, definitions, shape, launch, on: db)
            }
        }
    }

    /// One chunk; true when all items are found.
    private func select(
        _ chunk: inout Chunk, _ definitions: Definitions, _ shape: OutputShape, _ launch: Launch,
        on db: isolated Session
    ) throws -> Bool {
        var progress = try ExportProgress.load(context.executionID, kind, on: db)
        let isCopied = parameters.consistent ?? false
        let condition = try condition(launch, definitions, shape, &progress, on: db)
        let limit = isCopied ? Int64.max : Self.itemsPerChunk
        let last = chunk.position - 1
        var ids: [Int64] = []
        let statement = SelectStatements.select(kind, condition, isCopied: isCopied)
        let found = try db.query(
            statement, parameters: [last, launch.at, limit, context.executionID] + condition.parameters)
        for row in 0..<found.count {
            ids += try found.int64Array(row, 2)
            // Values of items without a family stand in the columns that the families bring.
            if let family = try found.optionalText(row, 0) { progress.met.families.insert(family) }
            if try found.bool(row, 1) { progress.met.hasParent = true }
        }
        ids.sort()
        try meet(ids, &progress.met, on: db)
        for start in stride(from: 0, to: ids.count, by: Self.idsPerPage) {
            try db.execute(
                ExportStatements.putPage, context.executionID, kind.rawValue, progress.records + 1 + Int64(start),
                Array(ids[start..<min(start + Self.idsPerPage, ids.count)]))
        }
        progress.records += Int64(ids.count)
        let isDone = Int64(ids.count) < limit
        chunk.setTotal(progress.records)
        if let end = ids.last { chunk.position = end + 1 }
        let plan = isDone ? try settle(progress, definitions, shape, launch, on: db) : nil
        let encoder = JSONEncoder()
        try db.execute(
            ExportStatements.putPlan, context.executionID, kind.rawValue, JSONB(Array(try encoder.encode(progress))),
            try plan.map { JSONB(Array(try encoder.encode($0))) })
        if let plan {
            chunk.setFacts(
                JSONB(#"{"records": \#(plan.records), "columns": \#(plan.columns.count), "files": \#(plan.files)}"#))
            chunk.finish()
        }
        return isDone
    }

    /// The filter of the profile.
    private func condition(
        _ launch: Launch, _ definitions: Definitions, _ shape: OutputShape, _ progress: inout ExportProgress,
        on db: isolated Session
    ) throws -> FilterSQL {
        let entity = kind == .product ? FilterEntity.products : .productModels
        var filter = Filter.everything
        if let json = launch.filter, json.text != "null" {
            if progress.start == nil {
                progress.start = launch.start
                progress.lastStarts = try FilterStore.lastStarts(
                    of: Filter.profiles(in: json.bytes), execution: context.executionID, on: db)
            }
            let moment = FilterContext(
                start: progress.start ?? launch.start, channel: shape.channel.code, locales: shape.locales,
                lastStarts: progress.lastStarts)
            do throws(FilterFaults) {
                filter = try Filter(json: json.bytes, definitions: definitions, context: moment)
            } catch {
                throw ExportFailure.invalidFilter(error.sentences.joined(separator: "; "))
            }
        }
        return FilterSQL(filter, entity, definitions: definitions, firstParameter: SelectStatements.parameters + 1)
    }

    /// What columns follow from the items of a chunk.
    private func meet(_ ids: [Int64], _ met: inout MetContent, on db: isolated Session) throws {
        guard let first = ids.first, let last = ids.last else { return }
        let isCopied = parameters.consistent ?? false
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

    /// All items are found: columns and files.
    private func settle(
        _ progress: ExportProgress, _ definitions: Definitions, _ shape: OutputShape, _ launch: Launch,
        on db: isolated Session
    ) throws -> ExportPlan {
        var columns = shape.columns(progress.met, in: definitions)
        if parameters.headerWithLabel == true, let locale = shape.labelLocale {
            OutputTitles.apply(to: &columns, shape: shape, locale: locale, in: definitions)
        }
        let lines = parameters.linesPerFile
        let isNumbered = lines.map { progress.records > $0 } ?? false
        let names = FileNames(
            template: parameters.storage?.filePath ?? "", label: launch.label, datetime: launch.datetime,
            fileExtension: format.fileExtension, isNumbered: isNumbered)
        let plan = ExportPlan(
            columns: columns, names: names, records: progress.records, linesPerFile: isNumbered ? lines : nil,
            isCopied: parameters.consistent ?? false, label: launch.label, datetime: launch.datetime)
        guard plan.files <= Self.maximumFiles else {
            throw ExportFailure.tooManyFiles(plan.files, allowed: Self.maximumFiles)
        }
        for number in 1...Int(plan.files) {
            let artifact = try Artifact.makeOutput(
                execution: context.executionID, name: names.file(number), mediaType: format.mediaType, on: db)
            try db.execute(
                ExportStatements.putFile, context.executionID, Int32(number), artifact, plan.records(ofFile: number))
        }
        return plan
    }
}

/// The statements that find items.
enum SelectStatements {
    /// How many parameters stand before the condition's.
    static let parameters = 4

    /// Items behind $1, created up to $2, at most $3; $4 is the execution, the condition's parameters follow.
    ///
    /// With `isCopied` all is one statement, and so one moment: what is found is kept as it is.
    static func select(_ kind: ItemKind, _ condition: FilterSQL, isCopied: Bool) -> Statement {
        let table = kind == .product ? "catalog.product" : "catalog.product_model"
        let joins = FilterSQL.joins(kind == .product ? .products : .productModels)
        let found = """
            with found as materialized (
              select i.id, i.family, i.parent_id is not null as has_parent
                from \(table) i
                \(joins)
               where i.id > $1 and i.created_at <= $2 and $4::bigint > 0 and (\(condition.condition))
               order by i.id
               limit $3)
            """
        let result = "select f.family, bool_or(f.has_parent), array_agg(f.id) from found f group by f.family"
        guard isCopied else { return Statement("export select", "\(found) \(result)", prepare: false) }
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
            \(found),
            copied as (
              insert into catalog.export_copy (execution_id, owner, month, item_kind, item_id, uuid, identifier, family,
                     family_variant, parent, enabled, categories, groups, values, above, top)
              select e.id, e.owner, e.month, '\(kind.rawValue)', i.id, \(columns)
                from found f
                join \(table) i on i.id = f.id
                \(above)
                join job.execution e on e.id = $4::bigint),
            linked as (
              insert into catalog.export_copy_link (execution_id, owner, month, item_kind, item_id, type, target_kind, target,
                     target_uuid, quantity)
              select e.id, e.owner, e.month, '\(kind.rawValue)', a.owner_id, a.type, a.target_kind,
                     coalesce(p.identifier, m.code, a.target_group), p.uuid, a.quantity
                from found f
                join catalog.association a on a.owner_kind = '\(kind.rawValue)' and a.owner_id = f.id
                left join catalog.product p on a.target_kind = 'product' and p.id = a.target_id
                left join catalog.product_model m on a.target_kind = 'product_model' and m.id = a.target_id
                join job.execution e on e.id = $4::bigint)
            \(result)
            """, prepare: false)
    }
}
