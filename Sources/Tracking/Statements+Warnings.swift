// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// Warnings are read step by step from the table itself, in the order of its index; row-level security decides what is there.
extension Statements {
    /// The steps that may have warnings; at least one row for an execution that the person may see.
    static let warningSteps = Statement(
        "warning_steps",
        """
        select e.execution_id, e.month::text, s.no, s.name, s.step_id
          from tracker.execution e
          join tracker.step s on s.execution_id = e.execution_id
         where e.public_id = $1
         order by s.no
        """)

    private static let warning = """
        select w.id, w.reason, w.is_note, w.row, w.line, w.identifier, w.field, w.value, w.message, w.item, w.at
          from job.warning w
         where w.execution_id = $1 and w.month = $2::text::date and w.step_id = $3 and ($4::text is null or w.reason = $4)
        """

    /// Those that are about no row.
    static let warningsOfStep = Statement(
        "warnings_of_step",
        "\(warning) and w.row is null and w.id > $6 order by w.id limit $5")

    static let warningsOfRows = Statement(
        "warnings_of_rows",
        "\(warning) and (w.row, w.id) > ($6, $7) order by w.row, w.id limit $5")
}
