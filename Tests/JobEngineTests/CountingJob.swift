// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres

/// A job that writes each number of a range into a table without a key.
enum CountingJob {
    static let insert = Statement(
        "insert_seen",
        "insert into public.seen select $1, $2, i, 'w' from pg_catalog.generate_series($3::bigint, $4::bigint - 1) i")

    /// What a test does inside each chunk, after its items are written.
    typealias Hook = @Sendable (TaskContext, Int64, isolated Session) throws -> Void

    struct Parameters: Decodable {
        var items: Int64
        var tasks: Int
        var chunk: Int64
    }

    static let parameters = [
        Parameter("items", default: "100"), Parameter("tasks", default: "4"), Parameter("chunk", default: "10"),
        Parameter("note", default: "null"),
    ]

    /// begin → count (planned in ranges, may be split) → end.
    static func job(
        _ name: String = "counting", version: Int = 1, mayBeSplit: Bool = false, pace: Duration? = nil,
        warns: Bool = false,
        hook: @escaping Hook = { _, _, _ in }
    ) -> Job {
        let begin = Step(name: "begin", label: "Begin") { context, db in
            try await context.chunk(on: db) { chunk in
                chunk.setFacts(JSONB(#"{"seen": true}"#))
                chunk.finish()
            }
        }
        let count = Step(
            name: "count", label: "Count", unit: "numbers", checkpointVersion: version, mayBeSplit: mayBeSplit,
            splitMinimum: 20, plan: planRanges,
            run: { context, db in try await self.count(context, pace: pace, warns: warns, hook: hook, on: db) })
        let end = Step(name: "end", label: "End") { _, _ in }
        return Job(name: name, kind: .import, label: "Counting", parameters: parameters, steps: [begin, count, end])
    }

    static let planRanges: Step.Plan = { context, db in
        guard context.phase == 0 else { return .none }
        let parameters = try context.parameters(as: Parameters.self)
        return .ranges(of: 0..<parameters.items, count: parameters.tasks)
    }

    /// Writes the task's range, a chunk at a time; refuses every seventh item when it is to warn.
    static func count(
        _ context: TaskContext, pace: Duration? = nil, warns: Bool = false, hook: Hook = { _, _, _ in },
        on db: isolated Session
    ) async throws {
        let size = try context.parameters(as: Parameters.self).chunk
        while let end = context.rangeEnd, context.position < end {
            if let pace { try await Task.sleep(for: pace) }
            try await context.chunk(on: db) { chunk in
                let first = chunk.position
                let next = min(first + size, chunk.rangeEnd ?? .max)
                guard first < next else { return }
                try db.execute(insert, context.executionID, context.step, first, next)
                chunk.counters.done = next - first
                chunk.counters.read = next - first
                let refused = warns ? (first..<next).filter { $0.isMultiple(of: 7) } : []
                for item in refused {
                    chunk.warn(Warning(reason: "seventh", message: "item \(item) is refused", row: item))
                    chunk.refuse(row: item, bytes: Array("item \(item)\n".utf8), header: Array("item\n".utf8))
                }
                chunk.counters.invalid = refused.count.asInt64
                chunk.counters.created = next - first - refused.count.asInt64
                chunk.counters.more["even"] = (first..<next).count { $0.isMultiple(of: 2) }.asInt64
                chunk.position = next
                chunk.checkpoint = JSONB(#"{"next": \#(next)}"#)
                try hook(context, first, db)
            }
        }
    }
}

extension Int {
    var asInt64: Int64 { Int64(self) }
}
