// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import Postgres
import Setup
import TestKit

/// Mary, whose execution holds a secret in every table; julia, a user; the boss and the chief, administrators; ana, an analyst.
struct Scene {
    let mary: String
    let julia: String
    let boss: String
    let chief: String
    let ana: String
    /// Mary's execution.
    let id: String
    let url: String
    let number: String
    let upload: String
    let note: String

    /// What nobody else may ever read.
    let secrets = ["SECRETLABEL", "SECRETPARAMETER", "SECRETMESSAGE", "SECRETITEM", "SECRETBYTES", "SECRETPROFILE"]

    static func make() async throws -> Scene {
        let session = try await Session.connect(try TestDatabase.current, name: "scene")
        let mary = try await TestDatabase.makePerson("mary")
        let julia = try await TestDatabase.makePerson("julia")
        let boss = try await TestDatabase.makePerson("boss")
        let chief = try await TestDatabase.makePerson("chief")
        let ana = try await TestDatabase.makePerson("ana")
        try await session.run(
            script: """
                grant chantier_admin to \(quoteIdentifier(boss)), \(quoteIdentifier(chief));
                revoke chantier_user from \(quoteIdentifier(ana));
                grant chantier_analyst to \(quoteIdentifier(ana));
                select job.register_jobs('[{"name": "plain", "kind": "import", "label": "Plain", "is_short": false,
                  "parameters": {"file": null}, "steps": [{"name": "run", "unit": "items", "checkpoint_version": 1, "is_planned": false}]}]');
                set session authorization \(quoteIdentifier(mary));
                select tracker.launch('plain', '{"file": "SECRETPARAMETER"}', 'SECRETLABEL');
                select tracker.put_pieces(tracker.start_upload('SECRETITEM.csv', 3), 0, array['abc'::bytea]);
                reset session authorization;
                -- Of a profile that is gone: one that stands is everybody's to see.
                update job.execution set profile = 'SECRETPROFILE';
                """)
        try await session.run(script: Self.filling)
        let rows = try await session.perform { db in
            let rows = try db.query(
                Statement(
                    "scene",
                    """
                    select e.public_id::text, tracker._url(e.public_id), e.id::text,
                           (select max(id)::text from job.artifact where owner = $1 and execution_id is null),
                           (select max(id)::text from tracker.notification where person = $1)
                      from job.execution e where e.owner = $1
                    """), mary)
            return try (0..<5).map { try rows.text(0, $0) }
        }
        await session.close()
        return Scene(
            mary: mary, julia: julia, boss: boss, chief: chief, ana: ana, id: rows[0], url: rows[1], number: rows[2],
            upload: rows[3], note: rows[4])
    }

    /// A row in every table that holds anything of an execution.
    private static let filling = """
        insert into job.warning (execution_id, step_id, row, at, month, owner, reason, identifier, value, message, item)
        select e.id, s.id, g, job.now(), e.month, e.owner, 'bad', 'SECRETITEM', 'SECRETITEM', 'SECRETMESSAGE', '{"a": "SECRETITEM"}'
          from job.execution e join job.step s on s.execution_id = e.id, generate_series(1, 200) as g;
        insert into job.error (execution_id, step_id, at, month, owner, reason, message)
        select e.id, s.id, job.now(), e.month, e.owner, 'bad', 'SECRETMESSAGE'
          from job.execution e join job.step s on s.execution_id = e.id;
        insert into job.event (execution_id, at, month, owner, event, message)
        select id, job.now(), month, owner, 'bad', 'SECRETMESSAGE' from job.execution;
        insert into job.reason (execution_id, step_id, count, day, month, is_error, is_note, is_uniform, owner, kind, job, reason, message, template)
        select e.id, s.id, 1, current_date, e.month, false, false, true, e.owner, e.kind, e.job, 'bad', 'SECRETMESSAGE', 'bad'
          from job.execution e join job.step s on s.execution_id = e.id;
        insert into job.outcome (task_id, step_id, execution_id, ended_at, month, state, owner)
        select 1, s.id, e.id, job.now(), e.month, 'completed', e.owner from job.execution e join job.step s on s.execution_id = e.id;
        insert into job.artifact (execution_id, created_at, month, owner, kind, name, size, is_complete)
        select id, job.now(), month, owner, 'output', 'SECRETITEM.csv', 11, true from job.execution;
        insert into job.piece (artifact_id, ordinal, month, owner, bytes)
        select id, 0, month, owner, 'SECRETBYTES' from job.artifact where kind = 'output';
        insert into job.invalid_item (execution_id, row, month, owner, bytes)
        select id, 1, month, owner, 'SECRETBYTES' from job.execution;
        insert into catalog.history (execution_id, owner, month, item_kind, item_id, before, at)
        select id, owner, month, 'product', 1, '{"a": "SECRETITEM"}', job.now() from job.execution;
        insert into tracker.notification (execution_id, problems, created_at, month, person, owner, colour, kind, job, label)
        select id, 0, job.now(), month, owner, owner, 'green', kind, job, label from job.execution;
        analyze job.execution, job.warning, job.step, job.event, catalog.history, tracker.notification;
        """

    /// Runs a script by psql as this person: tuples only, errors in full.
    func psql(_ script: String, as person: String) async throws -> Program.Outcome {
        let file = "\(FileManager.default.temporaryDirectory.path)/chantier-\(UUID().uuidString).sql"
        try script.write(toFile: file, atomically: true, encoding: .utf8)
        defer { unlink(file) }
        return try await Program(path: "/usr/bin/env").run(
            [
                "psql", "-X", "-q", "-At", "-v", "VERBOSITY=verbose", "-v", "id=\(id)", "-v", "url=\(url)",
                "-v", "number=\(number)", "-v", "upload=\(upload)", "-v", "note=\(note)", "-v", "mary=\(mary)",
                "-f", file, try TestDatabase.text(user: person),
            ], environment: ["PGAPPNAME": "psql"])
    }

    /// A session of mary's whose last statement, with a secret in it, others may look at.
    func askingSession() async throws -> Session {
        let session = try await Session.connect(try TestDatabase.current.options(user: mary), name: "mary")
        try await session.run(script: "select 'SECRETLABEL'")
        return session
    }

    /// Everything that stands in the tables of executions, but for what reads leave.
    func fingerprint() async throws -> String {
        let session = try await Session.connect(try TestDatabase.current, name: "fingerprint")
        let text = try await session.perform { db in
            try db.query(
                Statement(
                    "fingerprint",
                    """
                    select string_agg(md5(query_to_xml(format('select * from %s t order by t::text', c.oid::regclass), true, false, '')::text), ' ' order by c.oid)
                      from pg_class c
                     where c.relnamespace in ('job'::regnamespace, 'tracker'::regnamespace) and c.relkind in ('r', 'p')
                       and not c.relispartition
                    """)
            ).text(0, 0)
        }
        await session.close()
        return text
    }
}

extension Scene {
    /// An error of psql without the name of the script, which differs from run to run.
    static func withoutFile(_ errors: String) -> String {
        errors.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.firstRange(of: #/psql:[^ ]*: /#).map { String(line[$0.upperBound...]) } ?? String(line)
        }.joined(separator: "\n")
    }
}
