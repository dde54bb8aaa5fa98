// SPDX-License-Identifier: Apache-2.0

extension Dashboard {
    /// The dashboard as programs read it, but for the executions, which are as in lists.
    package func json(live: [JSONValue], lastOperations: [JSONValue]) -> JSONValue {
        .object([
            ("schema", .integer(1)), ("person", .text(person)), ("database", .text(database)), ("at", .time(readAt)),
            ("running", .integer(running)), ("queued", .integer(queued)), ("unread", .integer(unread)),
            ("live", .array(live)), ("last_operations", .array(lastOperations)), ("week", week.json),
            ("paused", .integer(paused)),
        ])
    }

    /// The members of `json`.
    package static let fields = [
        "person", "database", "at", "running", "queued", "unread", "live", "last_operations", "week", "paused",
    ]

    /// The figures as lines of a name and a value between tabs; the order is frozen, lines may be added at the end.
    package var figures: [(name: String, value: String)] {
        func text(_ value: Double?) -> String { JSONValue.seconds(value).plainValue }
        return [
            ("running", "\(running)"), ("queued", "\(queued)"), ("unread", "\(unread)"), ("green", "\(week.green)"),
            ("yellow", "\(week.yellow)"), ("red", "\(week.red)"), ("stopped", "\(week.stopped)"),
            ("p50_s", text(week.medianSeconds)), ("p95_s", text(week.p95Seconds)),
            ("failure_rate", text(week.failureRate)), ("paused", "\(paused)"),
        ]
    }
}

extension Dashboard.Week {
    var json: JSONValue {
        .object([
            ("green", .integer(green)), ("yellow", .integer(yellow)), ("red", .integer(red)),
            ("stopped", .integer(stopped)), ("failure_rate", .seconds(failureRate)),
            ("p50_s", .seconds(medianSeconds)), ("p95_s", .seconds(p95Seconds)),
            ("per_day", .array(perDay.map { .integer($0) })),
        ])
    }
}

extension JSONValue {
    /// A number's text; nothing for null.
    fileprivate var plainValue: String { self == .null ? "" : rendered }
}
