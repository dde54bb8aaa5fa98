// SPDX-License-Identifier: Apache-2.0

import Glibc
import JobEngine
public import Postgres
import Synchronization

/// The database of the running test.
public enum TestDatabase {
    /// How to reach it as superuser; nil outside a test with a database of its own.
    @TaskLocal public static var bound: ConnectionOptions?
    /// The persons that the running test has made.
    @TaskLocal static var persons: Persons?

    /// How to reach the running test's database, as superuser.
    public static var current: ConnectionOptions {
        get throws {
            guard let bound else {
                throw PostgresError(
                    kind: .usage, message: "this test has no database",
                    hint: "Write @Suite(.ownDatabase) or @Test(.ownDatabase).")
            }
            return bound
        }
    }

    /// How to reach the running test's database as the workers' role.
    public static var worker: ConnectionOptions {
        get throws { try current.options(user: "chantier_worker") }
    }

    /// Makes a person — a role that may launch and track — and returns its name, which no other test has.
    ///
    /// Roles belong to the whole server; this one is dropped when the test ends. Needs `.ownDatabase`.
    public static func makePerson(_ name: String = "mary") async throws -> String {
        let role = "\(name)_\(String(UInt64.random(in: .min ... .max), radix: 36))"
        let session = try await Session.connect(try current, name: "test person")
        try await session.run(
            script: """
                create role \(quoteIdentifier(role)) login;
                grant chantier_user to \(quoteIdentifier(role));
                """)
        persons?.names.withLock { $0.append(role) }
        try await session.execute(Statement("add_person", "select tracker.add_person($1)"), role)
        await session.close()
        return role
    }

    /// Moves the clock of this database's functions forward: whatever asks `job.now()` sees it, in every session.
    ///
    /// The first call replaces `job.now()` by a clock that can be set.
    public static func advanceClock(by duration: Duration) async throws {
        let session = try await Session.connect(try current, name: "test clock")
        try await session.run(
            script: """
                create table if not exists public.test_clock (ahead interval not null);
                grant select on public.test_clock to public;
                grant usage on schema public to public;
                insert into public.test_clock select '0' where not exists (select from public.test_clock);
                create or replace function job.now() returns timestamptz language sql volatile security definer
                  set search_path = pg_catalog, pg_temp
                as $$ select clock_timestamp() + (select ahead from public.test_clock) $$;
                """)
        try await session.execute(Statement("advance", "update public.test_clock set ahead = ahead + $1"), duration)
        await session.close()
    }

    /// Names of roles to drop.
    final class Persons: Sendable {
        let names = Mutex<[String]>([])
    }
}

extension ConnectionOptions {
    /// The same database as another role.
    public func options(user: String, applicationName: String? = nil) -> ConnectionOptions {
        var copy = self
        copy.user = user
        if let applicationName { copy.applicationName = applicationName }
        return copy
    }
}
extension TestDatabase {
    /// The running test's database as a connection text for a program's `--database`.
    public static func text(user: String? = nil) throws -> String {
        let options = try current
        let pairs = [
            ("host", options.host), ("port", options.port), ("dbname", options.database),
            ("user", user ?? options.user),
        ]
        return pairs.compactMap { keyword, value in value.map { "\(keyword)='\($0)'" } }.joined(separator: " ")
    }
}
