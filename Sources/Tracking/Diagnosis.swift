// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import JobEngine
package import Postgres
internal import Setup

/// What can be told of a database that answers, as the person who asks sees it.
package enum Diagnosis {
    /// The oldest server whose views run as their reader.
    private static let oldest = ServerVersion(major: 15)
    /// Seconds between the clocks from which on “4 min ago” misleads.
    private static let skewLimit = 2.0

    /// Server, role and schema; when these fit, all the rest.
    ///
    /// `isEmbedded`: its links need lead nowhere.
    package static func findings(isEmbedded: Bool, on db: isolated Session) throws -> [Finding] {
        var findings = [server(db)]
        let (role, isPerson) = try role(db)
        findings += role
        let (schema, isUsable) = try schema(db)
        findings.append(schema)
        guard isPerson, isUsable else { return findings + [try clock(db)] }
        findings.append(try rowSecurity(db))
        findings.append(try clock(db))
        findings.append(try listening(db))
        findings.append(try baseURL(db, isEmbedded: isEmbedded))
        findings.append(try workers(db))
        return findings
    }

    private static func server(_ db: isolated Session) -> Finding {
        let version = db.serverVersion
        let name = "PostgreSQL \(version.map { "\($0)" } ?? "?")"
        guard let version, version < oldest else {
            return Finding("server", .init("server", "serveur"), .ok, .init(name, name))
        }
        return Finding(
            "server", .init("server", "serveur"), .problem,
            .init("\(name) is too old", "\(name) est trop ancien"),
            action: .init("use PostgreSQL 15 or newer", "utiliser PostgreSQL 15 ou plus récent"))
    }

    private static func role(_ db: isolated Session) throws -> ([Finding], isPerson: Bool) {
        let rows = try db.query(
            Statement(
                "doctor_role",
                """
                select current_user::text,
                       exists (select from pg_roles r where r.rolname = 'chantier_user'
                                 and pg_has_role(current_user, r.oid, 'usage')),
                       exists (select from pg_roles r where r.rolname = 'chantier_admin'
                                 and pg_has_role(current_user, r.oid, 'usage'))
                """))
        let (name, isPerson, isAdministrator) = (try rows.text(0, 0), try rows.bool(0, 1), try rows.bool(0, 2))
        let title = Finding.Text("role", "rôle")
        guard isPerson else {
            return (
                [
                    Finding(
                        "role", title, .problem,
                        .init("\(name) is no person of Chantier", "\(name) n'est pas une personne de Chantier"),
                        action: .init(
                            "an operator runs: chantier user add \(name)",
                            "un opérateur exécute : chantier user add \(name)"))
                ], false
            )
        }
        return (
            [
                Finding("role", title, .ok, .init(name, name)),
                Finding(
                    "administrator", .init("administrator", "administrateur"), .ok,
                    isAdministrator
                        ? .init(
                            "yes: opens others' executions by their URL",
                            "oui : ouvre les exécutions d'autrui par leur URL")
                        : .init("no: sees only own executions", "non : ne voit que ses exécutions")),
            ], true
        )
    }

    private static func schema(_ db: isolated Session) throws -> (Finding, isUsable: Bool) {
        let title = Finding.Text("schema", "schémas")
        do {
            try Migrator.check(on: db)
            guard try Migrator.isCurrent(on: db) else {
                return (
                    Finding(
                        "schema", title, .warning,
                        .init(
                            "functions of the database are not this program's",
                            "des fonctions de la base ne sont pas celles de ce programme"),
                        action: .init(
                            "an operator runs: chantier database migrate",
                            "un opérateur exécute : chantier database migrate")), true
                )
            }
            return (
                Finding("schema", title, .ok, .init("fits this program", "conviennent à ce programme")), true
            )
        } catch let error as MigrationError {
            return (
                Finding(
                    "schema", title, .problem, .init(error.description, error.frenchDescription),
                    action: .init(error.action, error.frenchAction)), false
            )
        } catch let error as PostgresError where error.state == .insufficientPrivilege {
            return (
                Finding(
                    "schema", title, .skipped,
                    .init("this role may not look at it", "ce rôle ne peut pas les regarder")), false
            )
        }
    }

    private static func rowSecurity(_ db: isolated Session) throws -> Finding {
        let title = Finding.Text("row-level security", "sécurité des lignes")
        let isActive = try db.query(
            Statement("doctor_rls", "select pg_catalog.row_security_active('job.execution'::regclass)")
        ).bool(0, 0)
        guard !isActive else {
            return Finding("row_security", title, .ok, .init("active", "active"))
        }
        return Finding(
            "row_security", title, .warning,
            .init(
                "this role passes it by (superuser): it sees everybody's rows in the tables",
                "ce rôle la contourne (superutilisateur) : il voit les lignes de tous dans les tables"),
            action: .init(
                "work as a person without that right: chantier user add NAME, then PGUSER=NAME",
                "travailler comme une personne sans ce droit : chantier user add NOM, puis PGUSER=NOM"))
    }

    /// Half of the way to the server and back is taken off.
    private static func clock(_ db: isolated Session) throws -> Finding {
        let title = Finding.Text("clocks", "horloges")
        let statement = Statement("doctor_clock", "select clock_timestamp()")
        _ = try db.query(statement)
        let before = microseconds()
        let there = try db.query(statement).timestamp(0, 0)
        let here = (before + microseconds()) / 2
        let skew = Double(there.microsecondsSince1970 - here) / 1e6
        let (english, french) = (Wording(.english), Wording(.french))
        guard abs(skew) > skewLimit else {
            return Finding(
                "clock", title, .ok,
                .init("this machine's and the server's agree", "celle de cette machine et celle du serveur s'accordent")
            )
        }
        return Finding(
            "clock", title, .warning,
            .init(
                "the server's is \(english.took(abs(skew))) \(skew > 0 ? "ahead of" : "behind") this machine's",
                "celle du serveur \(skew > 0 ? "avance" : "retarde") de \(french.took(abs(skew))) sur cette machine"),
            action: .init("let NTP set both", "laisser NTP régler les deux"))
    }

    /// This machine's time since 1970.
    private static func microseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    private static func listening(_ db: isolated Session) throws -> Finding {
        let title = Finding.Text("live updates", "suivi en direct")
        let isStandby = try db.query(Statement("doctor_standby", "select pg_is_in_recovery()")).bool(0, 0)
        let polls = Finding.Text(
            "“tracker watch” asks every 2 s instead", "« tracker watch » demande alors toutes les 2 s")
        if isStandby {
            return Finding(
                "listen", title, .warning,
                .init(
                    "a standby has no LISTEN; \(polls.english)",
                    "un serveur de secours n'a pas LISTEN ; \(polls.french)"))
        }
        do {
            try db.run(script: "listen chantier_progress; unlisten chantier_progress")
            return Finding("listen", title, .ok, .init("LISTEN works", "LISTEN fonctionne"))
        } catch {
            return Finding(
                "listen", title, .warning,
                .init("\(error.message); \(polls.english)", "\(error.message) ; \(polls.french)"))
        }
    }

    private static func baseURL(_ db: isolated Session, isEmbedded: Bool) throws -> Finding {
        let title = Finding.Text("links", "liens")
        let rows = try db.query(
            Statement("doctor_base_url", "select s.value #>> '{}' from tracker.setting s where s.key = 'base_url'"))
        let url = rows.isEmpty ? "" : try rows.optionalText(0, 0) ?? ""
        let isLocal = url.isEmpty || url.contains("//localhost") || url.contains("//127.0.0.1")
        guard isLocal, !isEmbedded else { return Finding("base_url", title, .ok, .init(url, url)) }
        return Finding(
            "base_url", title, .warning,
            .init("lead to \(url.isEmpty ? "nowhere" : url)", "mènent à \(url.isEmpty ? "nulle part" : url)"),
            action: .init(
                "an operator runs: chantier setting set base_url https://…",
                "un opérateur exécute : chantier setting set base_url https://…"))
    }

    /// Only how many there are, and which jobs none of them takes: no person is told more of the others' work.
    private static func workers(_ db: isolated Session) throws -> Finding {
        let title = Finding.Text("workers", "exécutants")
        let rows = try db.query(
            Statement("doctor_workers", "select j.name, tracker.workers_for(j.name) from job.job j order by j.name"))
        var (most, orphans) = (0, [String]())
        for row in 0..<rows.count {
            let count = try rows.int(row, 1)
            most = max(most, count)
            if count == 0 { orphans.append(try rows.text(row, 0)) }
        }
        let start = Finding.Text(
            "an operator starts one: chantier worker", "un opérateur en démarre un : chantier worker")
        guard most > 0 else {
            return Finding(
                "workers", title, .problem,
                .init("none is running: what is launched waits", "aucun n'est en marche : ce qui est lancé attend"),
                action: start)
        }
        let (english, french) = (Wording(.english), Wording(.french))
        guard orphans.isEmpty else {
            let names = orphans.prefix(5).joined(separator: ", ") + (orphans.count > 5 ? " …" : "")
            return Finding(
                "workers", title, .warning,
                .init("none takes \(names)", "aucun ne prend \(names)"), action: start)
        }
        return Finding(
            "workers", title, .ok,
            .init(
                "\(english.grouped(Int64(most))) running", "\(french.grouped(Int64(most))) en marche"))
    }
}
