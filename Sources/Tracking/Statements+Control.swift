// SPDX-License-Identifier: Apache-2.0

internal import Postgres

// What acts, and what is read around an act.

extension Statements {
    /// The functions answer “requested” or the state they found.
    static func act(_ act: ControlAct) -> Statement {
        Statement("tracker.\(act.rawValue)", "select tracker.\(act.rawValue)($1)")
    }

    /// What a person is asked about before a stop, and told after.
    static let controlTarget = Statement(
        "control target",
        """
        select e.public_id, e.label, e.status, e.step, e.steps, e.owner, e.is_own, e.ended_at,
               coalesce((select sum(s.created + s.updated + s.written) from tracker.step s where s.execution_id = e.execution_id), 0)::bigint,
               e.unit
          from tracker.execution e
         where e.public_id = $1
        """)

    static let why = Statement("tracker.why", "select w.reason, w.message, w.detail from tracker.why($1) w")

    /// All lines behind a moment, in their order; the log itself is rendered by the view.
    static let log = Statement(
        "log",
        """
        select l.at, l.place, l.level, l.event, l.step, l.message, l.detail, s.label, s.unit
          from tracker.log l
          left join (
            select x ->> 'name' as name, x ->> 'label' as label, x ->> 'unit' as unit
              from tracker.execution e
              join job.job j on j.name = e.job
             cross join jsonb_array_elements(j.steps) as x
             where e.public_id = $1) as s on s.name = l.step
         where l.public_id = $1
           and ($2::timestamptz is null or l.at >= $2 - interval '1 min')
         order by l.at, l.place
        """)

    /// Unread first, then newest; served by notification_person_is_read_idx.
    static let notificationPage = Statement(
        "notification page",
        """
        select n.id, n.public_id, n.url, n.owner, n.status, n.colour, n.kind, n.job, n.label, n.problems, n.stopped_by,
               n.first_reason, n.first_message, n.created_at, n.read_at,
               date_part('epoch', tracker._now() - n.created_at), n.project, n.due_date::text, n.schedule
          from tracker.my_notification n
         where ($1 = false or n.read_at is null)
         order by (n.read_at is not null), n.id desc
         limit $2
        """)

    /// What came after another one, oldest first.
    static let notificationsAfter = Statement(
        "notifications after",
        """
        select n.id, n.public_id, n.url, n.owner, n.status, n.colour, n.kind, n.job, n.label, n.problems, n.stopped_by,
               n.first_reason, n.first_message, n.created_at, n.read_at,
               date_part('epoch', tracker._now() - n.created_at), n.project, n.due_date::text, n.schedule
          from tracker.my_notification n
         where n.read_at is null and n.id > $1
         order by n.id
         limit 100
        """)

    static let unreadCount = Statement(
        "unread", "select count(*) from tracker.my_notification n where n.read_at is null")
    static let markRead = Statement("tracker.mark_read", "select tracker.mark_read($1)")
    static let removeNotifications = Statement(
        "tracker.remove_notification", "select tracker.remove_notification($1)")
}
