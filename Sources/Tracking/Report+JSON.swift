// SPDX-License-Identifier: Apache-2.0

internal import Postgres

extension ExecutionSummary {
    /// The members that a list shows; the shape is a contract, to which members may only be added.
    private var members: [(key: String, value: JSONValue)] {
        [
            ("schema", .integer(1)), ("id", .text(id.description)), ("url", .text(url)), ("job", .text(job)),
            ("profile", .text(profile)), ("label", .text(label)), ("kind", .text(kind)), ("owner", .text(owner)),
            ("status", .text(status.rawValue)), ("colour", .text(colour.rawValue)), ("warnings", .integer(warnings)),
            ("errors", .integer(errors)), ("queued_at", .time(queuedAt)), ("started_at", .time(startedAt)),
            ("ended_at", .time(endedAt)), ("queue_s", .seconds(queueSeconds)),
            ("duration_s", .seconds(durationSeconds)),
            ("step", .integer(Int64(step))),
        ]
    }

    /// The members of the object, for `--json=`.
    package static let fields = Array(Report.fields.prefix(18))

    /// The execution without its steps.
    package var json: JSONValue { .object(members) }

    /// What was added behind the steps.
    fileprivate var furtherMembers: [(key: String, value: JSONValue)] {
        [
            ("elapsed_s", .seconds(elapsedSeconds)), ("stopped_by", .text(stoppedBy)), ("is_own", .bool(isOwn)),
            ("has_details", .bool(hasDetails)), ("preview", .bool(isPreview)),
        ]
    }

    /// The execution with its steps, and what follows them.
    fileprivate func json(with more: [(key: String, value: JSONValue)]) -> JSONValue { .object(members + more) }
}

extension StepReport {
    package var json: JSONValue {
        .object([
            ("no", .integer(Int64(number))), ("name", .text(name)), ("status", .text(status)),
            ("colour", .text(colour.rawValue)),
            ("done", .integer(progress.done)), ("total", .integer(progress.total)), ("unit", .text(progress.unit)),
            ("rate_per_s", .seconds(progress.ratePerSecond)), ("eta_s", .seconds(progress.secondsLeft)),
            ("stalled", .bool(progress.isStalled)), ("counters", counters.json), ("warnings", .integer(warnings)),
            ("errors", .integer(errors)), ("started_at", .time(startedAt)), ("ended_at", .time(endedAt)),
            ("duration_s", endedAt == nil ? .null : .seconds(seconds)), ("worker_heard_at", .time(progress.heardAt)),
            ("worker_lost", .bool(progress.isLost)),
        ])
    }
}

extension StepReport.Counters {
    /// The standard counters, then the job's own.
    package var json: JSONValue {
        .object(
            [
                ("read", .integer(read)), ("created", .integer(created)), ("updated", .integer(updated)),
                ("unchanged", .integer(unchanged)), ("skipped", .integer(skipped)), ("invalid", .integer(invalid)),
                ("written", .integer(written)),
            ] + more.map { ($0.key, .integer($0.value)) })
    }
}

extension Report {
    /// The members of the object, for `--json=`.
    package static let fields = [
        "schema", "id", "url", "job", "profile", "label", "kind", "owner", "status", "colour", "warnings", "errors",
        "queued_at", "started_at", "ended_at", "queue_s", "duration_s", "step", "steps", "failures", "reasons",
        "artifacts", "elapsed_s", "stopped_by", "is_own", "has_details", "preview", "changes", "rules",
    ]
    /// Those of a full report.
    package static let fullFields = fields + ["parameters", "usual_s", "opened_by"]

    package var json: JSONValue {
        summary.json(
            with: [
                ("steps", .array(steps.map(\.json))), ("failures", .array(failures.map(\.json))),
                ("reasons", .array(reasons.map(\.json))), ("artifacts", .array(artifacts.map(\.json))),
            ] + summary.furtherMembers + [("changes", changes?.json ?? .null), ("rules", rules.json)]
                + (extras?.members ?? []))
    }
}

extension Report.Extras {
    fileprivate var members: [(key: String, value: JSONValue)] {
        [
            ("parameters", parameters),
            (
                "usual_s",
                usual.map {
                    .object([("from", .seconds($0.from)), ("to", .seconds($0.to)), ("runs", .integer(Int64($0.runs)))])
                } ?? .null
            ),
            (
                "opened_by",
                .array(
                    openings.map {
                        .object([("person", .text($0.person)), ("via", .text($0.via)), ("at", .time($0.at))])
                    })
            ),
        ]
    }
}

extension Report.Failure {
    var json: JSONValue {
        .object([
            ("step", .integer(Int64(step))), ("reason", .text(reason)), ("message", .text(message)),
            ("cause", .text(cause)),
            ("hint", .text(hint)), ("sqlstate", .text(sqlState)), ("worker", .text(worker)), ("at", .time(at)),
        ])
    }
}

extension Report.Reason {
    var json: JSONValue {
        .object([
            ("step", .integer(Int64(step))), ("reason", .text(reason)), ("is_note", .bool(isNote)),
            ("field", .text(field)),
            ("count", .integer(count)), ("message", .text(message)), ("rows", .array(rows.map { .integer($0) })),
        ])
    }
}

extension Report.Artifact {
    var json: JSONValue {
        .object([
            ("kind", .text(kind)), ("name", .text(name)), ("size", .integer(size)), ("records", .integer(records)),
            ("is_complete", .bool(isComplete)), ("sha256", .text(checksum)),
        ])
    }
}
