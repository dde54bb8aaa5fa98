// SPDX-License-Identifier: Apache-2.0

internal import Postgres

extension Statements {
    /// A page, and one more to know whether it is the last.
    ///
    /// In the usual order two index scans give what nobody has begun and all others, each newest first.
    static func list(
        _ filter: ExecutionFilter, _ cursor: ExecutionList.Cursor?
    ) -> (Statement, [(any PostgresEncodable)?]) {
        var text = StatementText()
        let conditions = text.conditions(filter)
        let limit = text.bind(Int64(filter.limit + 1))
        let (key, direction) = (filter.sort.key, filter.sort.isDescending ? "desc" : "asc")
        let behind = cursor.map { cursor in
            " and (\(key), e.execution_id) \(filter.sort.isDescending ? "<" : ">") (\(text.bind(cursor.key)), \(text.bind(cursor.number)))"
        }
        func phase(_ number: Int, _ condition: String, behind: String?) -> String {
            """
            (select \(summaryColumns), \(number) as phase, \(key) as key
               from tracker.my_entry e
              where \(condition)\(conditions)\(behind ?? "")
              order by \(key) \(direction), e.execution_id \(direction)
              limit \(limit))
            """
        }
        var phases: [String] = []
        if filter.sort == .usual {
            if cursor?.isQueued != false { phases.append(phase(0, "e.status = 'queued'", behind: behind)) }
            phases.append(phase(1, "e.status <> 'queued'", behind: cursor?.isQueued == true ? nil : behind))
        } else {
            phases.append(phase(0, "true", behind: behind))
        }
        return (
            Statement(
                "list",
                """
                select p.*
                  from (\(phases.joined(separator: " union all "))) as p
                 order by p.phase, p.key \(direction), p.execution_id \(direction)
                 limit \(limit)
                """, prepare: false), text.parameters
        )
    }

    /// How many a filter finds, newest first, up to a limit.
    static func count(_ filter: ExecutionFilter, most: Int) -> (Statement, [(any PostgresEncodable)?]) {
        var text = StatementText()
        let conditions = text.conditions(filter)
        let limit = text.bind(Int64(most))
        return (
            Statement(
                "count",
                """
                select x.colour, x.status, count(*)
                  from (select e.colour, e.status
                          from tracker.my_entry e
                         where true\(conditions)
                         order by e.created_at desc, e.execution_id desc
                         limit \(limit)) as x
                 group by 1, 2
                """, prepare: false), text.parameters
        )
    }

    /// The first message of each; the months from and to say which partitions the server opens to plan this.
    static let firstErrors = Statement(
        "first_errors",
        """
        select distinct on (r.execution_id) r.execution_id, r.message
          from tracker.my_error r
         where r.execution_id = any ($1) and r.month between date '2000-01-01' + $2::int and date '2000-01-01' + $3::int
         order by r.execution_id, r.step_no, r.seq
        """)
}
