// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// Adds, lists and removes persons, as an operator: a superuser, or a role with CREATEROLE that owns the schemas.
public enum People {
    /// What becomes of somebody.
    public struct Change: Sendable, Hashable {
        /// What they may do besides what they may already.
        public var rights: Set<Person.Right>
        /// Groups to put them into.
        public var groups: [String]
        /// A password to log in with; nil leaves it as it is.
        public var password: String?

        /// Describes a change.
        public init(rights: Set<Person.Right> = [.user], groups: [String] = [], password: String? = nil) {
            self.rights = rights
            self.groups = groups
            self.password = password
        }
    }

    /// Somebody, and what adding them has done.
    public struct Addition: Sendable, Hashable {
        /// As they are now.
        public var person: Person
        /// Whether the role was made.
        public var isNewRole: Bool
        /// The name was somebody's before, whose executions are now this person's.
        public var hadLaunched: Bool
    }

    /// What became of a role that was removed.
    public enum Removal: Sendable, Hashable {
        /// The role is gone.
        case dropped
        /// The role stays, without rights here: it was not made by `add`.
        case kept
        /// The role stays, without rights here: something else belongs to it or refers to it.
        case needed(by: String)
    }

    /// Everybody who may do anything here, by name.
    public static func list(on db: isolated Session) throws -> [Person] {
        try read(try db.query(Statements.people))
    }

    /// Somebody; nil when there is no such role, or it may do nothing here.
    public static func find(_ name: String, on db: isolated Session) throws -> Person? {
        try read(try db.query(Statements.person, name)).first { !$0.rights.isEmpty || !$0.groups.isEmpty }
    }

    /// Makes somebody's role where it is missing and gives them these rights, in one transaction.
    ///
    /// Run twice, it changes nothing.
    public static func add(_ name: String, _ change: Change, on db: isolated Session) throws -> Addition {
        // The password is in the role's row, not in the statement.
        let verifier = try change.password.map { try db.passwordVerifier($0, of: name) }
        return try repeatedly(on: db) { db in
            let found = try db.query(Statements.role, name)
            let isThere = !found.isEmpty
            let mayLogIn = isThere ? try found.bool(0, 0) : false
            let role = quoteIdentifier(name)
            if !isThere {
                try db.run(script: "create role \(role) login")
                try db.run(script: "comment on role \(role) is \(quoteLiteral(mark))")
            } else if !mayLogIn {
                try db.run(script: "alter role \(role) login")
            }
            if let verifier { try db.run(script: "alter role \(role) password \(quoteLiteral(verifier))") }
            for right in Person.Right.allCases where change.rights.contains(right) {
                let isMember = try db.query(Statements.isMember, right.role, name).bool(0, 0)
                guard !isMember else { continue }
                try db.run(script: "grant \(right.role) to \(role)")
            }
            if change.rights == [.analyst], !isThere {
                // A program that draws diagrams: what it asks is not ours to trust.
                try db.run(
                    script: """
                        alter role \(role) set default_transaction_read_only = on;
                        alter role \(role) set statement_timeout = '30s'
                        """)
            }
            let launchers = try db.query(Statements.launcher, name)
            let hadLaunched = !isThere && !launchers.isEmpty
            if change.rights != [.analyst] { try db.execute(Statements.addPerson, name) }
            if !change.groups.isEmpty { _ = try db.query(Statements.setGroups, name, change.groups, [String]()) }
            guard let person = try find(name, on: db) else {
                throw PostgresError(kind: .usage, message: "\"\(name)\" is no person")
            }
            return Addition(person: person, isNewRole: !isThere, hadLaunched: hadLaunched)
        }
    }

    /// Takes rights and groups from somebody who keeps the others.
    public static func take(
        _ rights: Set<Person.Right>, groups: [String], from name: String, on db: isolated Session
    ) throws {
        try repeatedly(on: db) { db in
            for right in Person.Right.allCases where rights.contains(right) {
                try db.run(script: "revoke \(right.role) from \(quoteIdentifier(name))")
            }
            _ = try db.query(Statements.setGroups, name, [String](), groups)
        }
    }

    /// Takes all rights from somebody and drops the role, where `add` made it and nothing else needs it.
    ///
    /// Executions stay, and are those of whoever gets this name again.
    public static func remove(_ name: String, on db: isolated Session) throws -> Removal {
        let isOurs = try repeatedly(on: db) { db in
            for right in Person.Right.allCases {
                try db.run(script: "revoke \(right.role) from \(quoteIdentifier(name))")
            }
            _ = try db.query(Statements.setGroups, name, [String](), [String]?.none)
            return try db.query(Statements.comment, name).text(0, 0) == mark
        }
        guard isOurs else { return .kept }
        // Dropped as the last act, since a role that is needed elsewhere stays.
        var refusal: PostgresError?
        do { try db.run(script: "drop role \(quoteIdentifier(name))") } catch { refusal = error }
        guard let refusal else { return .dropped }
        guard refusal.state == "2BP01" else { throw refusal }
        return .needed(by: (refusal.detail ?? refusal.message).replacing("\n", with: "; "))
    }

    /// The comment on the roles made here.
    private static let mark = "Made by chantier user"

    /// Roles belong to the cluster: whoever changes the same one at the same moment makes one of the two begin again.
    private static func repeatedly<T>(
        on db: isolated Session, _ body: @Sendable (isolated Session) throws -> T
    ) throws -> T {
        for _ in 1..<5 {
            do {
                return try db.atomically(.readCommitted, body)
            } catch let error as PostgresError {
                guard error.state == .uniqueViolation || error.state == "42710" || error.state == "XX000" else {
                    throw error
                }
            }
        }
        return try db.atomically(.readCommitted, body)
    }

    private static func read(_ rows: consuming Rows) throws -> [Person] {
        var result: [Person] = []
        for row in 0..<rows.count {
            let rights = try rows.textArray(row, 1).compactMap(Person.Right.init(rawValue:))
            result.append(
                Person(
                    name: try rows.text(row, 0), rights: Set(rights), groups: try rows.textArray(row, 2),
                    mayLogIn: try rows.bool(row, 3), isSuperuser: try rows.bool(row, 4)))
        }
        return result
    }

    private enum Statements {
        static let columns = """
            select r.rolname::text,
                   array(select x from unnest(array['user', 'admin', 'analyst']) as x
                          where pg_has_role(r.oid, 'chantier_' || x, 'usage')),
                   array(select g.user_group from tracker.person_group g where g.person = r.rolname order by 1),
                   r.rolcanlogin, r.rolsuper
              from pg_roles r
            """
        static let role = Statement("find_role", "select rolcanlogin from pg_roles where rolname = $1")
        static let person = Statement("find_person", columns + " where r.rolname = $1")
        static let people = Statement(
            "list_people",
            columns + """

                 where r.rolname !~ '^(pg_|chantier_(owner|definer|report|worker|user|admin|analyst|web|webuser|webadmin)$)'
                   and (exists (select from job.owner o where o.name = r.rolname and o.clock_2 is not null)
                        or not r.rolsuper and (pg_has_role(r.oid, 'chantier_user', 'usage')
                                               or pg_has_role(r.oid, 'chantier_analyst', 'usage')))
                   and (pg_has_role(r.oid, 'chantier_user', 'usage') or pg_has_role(r.oid, 'chantier_analyst', 'usage'))
                 order by r.rolname
                """)
        static let isMember = Statement(
            "is_member",
            """
            select exists (select from pg_auth_members m
                            where m.roleid = $1::regrole and m.member = (select oid from pg_roles where rolname = $2))
            """)
        static let launcher = Statement("find_launcher", "select from job.owner where name = $1")
        static let addPerson = Statement("add_person", "select tracker.add_person($1)")
        static let setGroups = Statement("set_groups", "select tracker.set_groups($1, $2, $3)")
        static let comment = Statement(
            "role_comment",
            "select coalesce(shobj_description(oid, 'pg_authid'), '') from pg_roles where rolname = $1")
    }
}
