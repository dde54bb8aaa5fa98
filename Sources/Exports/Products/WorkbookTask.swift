// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres
import Tabular

/// Writes whole workbooks of an export, one behind the other; all their cells are text.
///
/// Chunks end where another process can go on: at the end of a file, or once in so many rows of it. Bytes, place and the state of the
/// workbook are one transaction, so what a killed worker leaves is continued to the byte.
struct WorkbookTask {
    let context: TaskContext
    let kind: ItemKind
    let parameters: ExportParameters

    /// Tasks that share the files.
    static func plan(_ plan: ExportPlan, atMost count: Int) -> StepPlan {
        let lines = plan.linesPerFile ?? plan.records
        var tasks = StepPlan.ranges(of: 1..<plan.files + 1, count: count).tasks
        for place in tasks.indices {
            let (first, end) = (tasks[place].rangeStart, tasks[place].rangeEnd ?? plan.files + 1)
            tasks[place].rangeStart = (first - 1) * lines + 1
            tasks[place].rangeEnd = min((end - 1) * lines, plan.records) + 1
            tasks[place].part = tasks[place].rangeStart
        }
        return StepPlan(tasks: tasks, total: plan.records)
    }

    func run(on db: isolated Session) async throws {
        var source = try RecordSource(context, kind: kind, parameters: parameters, on: db)
        let plan = source.plan
        var parts = FileParts(kind, plan: plan)
        if plan.records == 0 {
            let workbook = try begin(plan)
            try workbook.finish()
            parts.append(to: 1) { $0 += workbook.take() }
            return try await parts.write(context, to: context.position, source.takeFindings(), isLast: true, on: db)
        }
        var workbook = try context.checkpoint(as: FileParts.Checkpoint.self)?.workbook.map {
            try XLSXWriter(resuming: $0)
        }
        while source.next < source.end {
            let file = plan.file(of: source.next)
            let sheet = try workbook ?? begin(plan)
            workbook = sheet
            parts.counters.read += 1
            if try source.advance(on: db) {
                for place in source.cells.places {
                    if place.isEmpty {
                        sheet.write(Span())
                    } else {
                        sheet.write(source.cells.bytes.span.extracting(place.range))
                    }
                }
                try sheet.endRecord()
                parts.counters.written += 1
            }
            let isWhole = source.next > plan.records || plan.isFirst(source.next)
            if isWhole { try sheet.finish() }
            guard isWhole || sheet.state != nil else { continue }
            parts.append(to: file) { $0 += sheet.take() }
            if isWhole { workbook = nil }
            let isLast = source.next >= source.end
            if isLast || parts.isDue {
                try await parts.write(
                    context, to: source.next, source.takeFindings(), workbook: workbook?.state, isLast: isLast, on: db)
            }
        }
    }

    /// A workbook with its header.
    private func begin(_ plan: ExportPlan) throws -> XLSXWriter {
        let workbook = try XLSXWriter(sheet: "Sheet1")
        guard parameters.withHeader ?? true else { return workbook }
        for column in plan.columns {
            let title = Array(column.title.utf8)
            workbook.write(title.span)
        }
        try workbook.endRecord()
        return workbook
    }
}
