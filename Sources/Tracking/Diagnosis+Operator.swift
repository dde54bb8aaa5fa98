// SPDX-License-Identifier: Apache-2.0

package import JobEngine
package import Postgres
internal import Setup

extension Diagnosis {
    /// What an operator wants to know besides: jobs, partitions, connections, long transactions, durability.
    package static func operatorFindings(
        _ registry: JobRegistry, isEmbedded: Bool, on db: isolated Session
    ) throws -> [Finding] {
        [
            try jobs(registry, isEmbedded, db), try partitions(db), try connections(db), try transactions(db),
            try durability(db),
        ]
    }

    /// The embedded server's come with the first launch or worker; “tracker”, which knows none, may have made it.
    private static func jobs(_ registry: JobRegistry, _ isEmbedded: Bool, _ db: isolated Session) throws -> Finding {
        let title = Finding.Text("jobs", "travaux")
        let known = Set(
            try db.query(Statement("doctor_jobs", "select coalesce(array_agg(j.name), '{}') from job.job j")).textArray(
                0, 0))
        let missing = registry.jobs.map(\.name).filter { !known.contains($0) }.sorted()
        guard !missing.isEmpty else {
            return Finding(
                "jobs", title, .ok, .init("\(known.count) known", "\(known.count) connus"))
        }
        if isEmbedded {
            return Finding(
                "jobs", title, .ok,
                .init(
                    "\(known.count) known; the next launch or worker adds \(missing.count)",
                    "\(known.count) connus ; le prochain lancement ou exécutant en ajoute \(missing.count)"))
        }
        let names = missing.prefix(5).joined(separator: ", ")
        return Finding(
            "jobs", title, .problem,
            .init("the database does not know \(names)", "la base ne connaît pas \(names)"),
            action: .init("chantier database migrate", "chantier database migrate"))
    }

    /// Rows of a month without its partition go to the default one, where they cost a scan later.
    private static func partitions(_ db: isolated Session) throws -> Finding {
        let title = Finding.Text("partitions", "partitions")
        let isThere = try db.query(
            Statement(
                "doctor_partitions",
                """
                select to_regclass('job.warning_' || to_char(job.now() at time zone 'UTC' + interval '1 month', 'YYYY_MM'))
                       is not null
                """)
        ).bool(0, 0)
        guard !isThere else {
            return Finding("partitions", title, .ok, .init("made ahead", "faites d'avance"))
        }
        return Finding(
            "partitions", title, .problem,
            .init("next month's are not there", "celles du mois prochain manquent"),
            action: .init(
                "a running worker makes them, and so does: chantier database migrate",
                "un exécutant en marche les fait, et aussi : chantier database migrate"))
    }

    private static func connections(_ db: isolated Session) throws -> Finding {
        let title = Finding.Text("connections", "connexions")
        let rows = try db.query(
            Statement(
                "doctor_connections",
                """
                select (select count(*) from pg_stat_activity a where a.backend_type = 'client backend'),
                       current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                """))
        let (used, all) = (try rows.int64(0, 0), Int64(try rows.int(0, 1)))
        let text = Finding.Text("\(used) of \(all) in use", "\(used) sur \(all) utilisées")
        guard used * 10 > all * 9 else { return Finding("connections", title, .ok, text) }
        return Finding(
            "connections", title, .warning, text,
            action: .init(
                "raise max_connections, or let slots go through a pooler",
                "augmenter max_connections, ou faire passer les files par un pooler"))
    }

    private static func transactions(_ db: isolated Session) throws -> Finding {
        let title = Finding.Text("transactions", "transactions")
        let rows = try db.query(
            Statement(
                "doctor_transactions",
                """
                select max(extract(epoch from clock_timestamp() - a.xact_start))::double precision,
                       pg_has_role('chantier_definer', 'pg_signal_backend', 'usage')
                  from pg_stat_activity a
                 where a.backend_type = 'client backend' and a.pid <> pg_backend_pid()
                """))
        let seconds = try rows.optionalDouble(0, 0) ?? 0
        guard try seconds > 600 || rows.bool(0, 1) else {
            return Finding(
                "transactions", title, .warning,
                .init(
                    "one that a person leaves open can keep a worker waiting, and nobody may end it",
                    "celle qu'une personne laisse ouverte peut faire attendre un exécutant, et personne ne peut y mettre fin"
                ),
                action: .init(
                    "as a superuser: grant pg_signal_backend to chantier_definer",
                    "en superutilisateur : grant pg_signal_backend to chantier_definer"))
        }
        guard seconds > 600 else {
            return Finding("transactions", title, .ok, .init("none is long", "aucune n'est longue"))
        }
        return Finding(
            "transactions", title, .warning,
            .init(
                "the oldest is open for \(Wording(.english).took(seconds)): nothing dead is cleaned up meanwhile",
                "la plus ancienne est ouverte depuis \(Wording(.french).took(seconds)) : rien n'est nettoyé d'ici là"),
            action: .init(
                "select pid, usename, query from pg_stat_activity order by xact_start limit 5",
                "select pid, usename, query from pg_stat_activity order by xact_start limit 5"))
    }

    private static func durability(_ db: isolated Session) throws -> Finding {
        let title = Finding.Text("durability", "durabilité")
        let off =
            try db.query(
                Statement(
                    "doctor_durability",
                    """
                    select coalesce(array_agg(s.name order by s.name), '{}')
                      from pg_settings s
                     where s.name in ('fsync', 'full_page_writes', 'autovacuum') and s.setting = 'off'
                    """)
            ).textArray(0, 0)
        guard !off.isEmpty else {
            return Finding(
                "durability", title, .ok,
                .init("a commit survives a crash of the machine", "une validation survit à une panne de la machine"))
        }
        let names = off.joined(separator: ", ")
        return Finding(
            "durability", title, .warning, .init("\(names) off", "\(names) désactivé"),
            action: .init("turn it on, unless all may be lost", "l'activer, sauf si tout peut se perdre"))
    }
}
