// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// What a report is made of, by the execution's number; the summary, which says the number, has been read before.
extension Statements {
    static let reportSteps = Statement("report_steps", steps.sql.replacing("= any ($1)", with: "= $1"))

    /// The month says which partition the server opens to plan this.
    static let errors = Statement(
        "errors",
        """
        select r.step_no, r.step, r.reason, r.message, r.cause, r.hint, r.sqlstate, r.worker, r.at
          from tracker.error r
         where r.execution_id = $1 and r.month = date '2000-01-01' + $2::int
         order by r.step_no, r.seq
         limit 100
        """)

    static let reasons = Statement(
        "reasons",
        """
        select w.step_no, w.reason, w.is_note, w.field, w.count, w.message, w.is_uniform, w.rows
          from tracker.reason w
         where w.execution_id = $1 and not w.is_error
         order by w.step_no, w.is_note, w.count desc, w.reason, w.field
         limit 100
        """)

    static let artifacts = Statement(
        "artifacts",
        """
        select a.kind, a.name,
               -- A workbook of refused records is made when it is read: only then its size is known.
               case when a.kind <> 'invalid_items' or a.name not like '%.xlsx' then a.size end, a.records, a.is_complete, a.artifact_id,
               a.sha256
          from tracker.artifact a
         where a.execution_id = $1
         order by a.artifact_id
        """)

    /// The parameters, and the job's defaults.
    static let parameters = Statement(
        "parameters",
        """
        select d.parameters, coalesce(j.parameters, '{}')
          from job.execution_detail d
          left join job.job j on j.name = $2
         where d.execution_id = $1
        """)

    static let openings = Statement(
        "openings", "select o.person, o.via, o.opened_at from tracker.opened_by($1) as o limit 20")

    /// How long this job usually takes this person.
    static let usual = Statement("usual", "select d.runs, d.p25_s, d.p75_s from tracker.my_duration d where d.job = $1")
}
