// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup
import TestKit
import Testing

/// Hand-written SQL that tries to get around the rule, by psql, as a user and as an administrator who has opened nothing.
///
/// Everything that comes back is searched for what is mary's.
@Suite(.ownDatabase) struct BypassTests {
    @Test func `no attempt brings out or changes anything of another's`() async throws {
        let scene = try await Scene.make()
        let before = try await scene.fingerprint()
        let asking = try await scene.askingSession()
        #expect(Attempt.all.count >= 60)
        for person in [scene.julia, scene.boss] {
            for attempt in Attempt.all {
                let outcome = try await scene.psql(attempt.script, as: person)
                let told = outcome.output + outcome.errors
                for secret in scene.secrets where told.contains(secret) {
                    Issue.record("\(person): \(attempt.what): told \(secret): \(told)")
                }
                if let output = attempt.output, output != outcome.output {
                    Issue.record("\(person): \(attempt.what): \(outcome.output) \(outcome.errors)")
                }
                let states = Self.states(outcome.errors)
                let wanted = attempt.state.map { Set([$0]) } ?? []
                if states != wanted { Issue.record("\(person): \(attempt.what): \(outcome.errors)") }
                if attempt.state != nil, outcome.output.isEmpty,
                    Self.errorCount(outcome.errors) != Self.statementCount(attempt.script)
                {
                    Issue.record("\(person): \(attempt.what): not every statement was refused: \(outcome.errors)")
                }
            }
        }
        await asking.close()
        #expect(try await scene.fingerprint() == before)
    }

    /// The SQLSTATEs of a verbose psql's standard error.
    private static func states(_ errors: String) -> Set<String> {
        Set(
            errors.split(separator: "\n").compactMap { line in
                line.firstRange(of: "ERROR:  ").map { String(line[$0.upperBound...].prefix(5)) }
            })
    }

    private static func errorCount(_ errors: String) -> Int {
        errors.split(separator: "\n").count { $0.contains("ERROR:  ") }
    }

    /// Statements that could be refused: all but those that prepare the attempt.
    private static func statementCount(_ script: String) -> Int {
        let preparing = [
            "create function pg_temp.peep() returns bigint language sql security", "create function pg_temp.leak",
            "create function pg_temp.yes", "create function pg_temp.pg_has_role", "create temporary table setting",
            "create temporary table execution",
            "set search_path", "set role chantier_user", "prepare p", "set row_security", "begin",
        ]
        var text = script
        // Bodies in dollars have semicolons of their own.
        while let open = text.firstRange(of: "$$"), let close = text[open.upperBound...].firstRange(of: "$$") {
            text.replaceSubrange(open.lowerBound..<close.upperBound, with: "body")
        }
        return text.split(separator: ";").map { $0.drop { $0.isWhitespace } }.count { statement in
            !statement.isEmpty && !preparing.contains { statement.hasPrefix($0) }
        }
    }
}
