// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres

/// Writes a range of an export's records into the files that hold them.
struct WriteTask {
    let context: TaskContext
    let kind: ItemKind
    let format: FileKind
    let parameters: ExportParameters

    func run(on db: isolated Session) async throws {
        var source = try RecordSource(context, kind: kind, parameters: parameters, on: db)
        let plan = source.plan
        let writer = try format.format(plan.columns, parameters)
        let titles = plan.columns.map(\.title)
        var parts = FileParts(kind, plan: plan)
        if plan.records == 0 {
            parts.append(to: 1) { writer.appendHeader(titles, to: &$0) }
            return try await parts.write(context, to: context.position, source.takeFindings(), isLast: true, on: db)
        }
        while source.next < source.end {
            let record = source.next
            parts.counters.read += 1
            let isThere = try source.advance(on: db)
            if isThere { parts.counters.written += 1 }
            parts.append(to: plan.file(of: record)) { bytes in
                if plan.isFirst(record) { writer.appendHeader(titles, to: &bytes) }
                if isThere { writer.append(source.cells, to: &bytes) }
            }
            let isLast = source.next >= source.end
            if isLast || parts.isDue {
                try await parts.write(context, to: source.next, source.takeFindings(), isLast: isLast, on: db)
            }
        }
    }
}
