// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "The people: who may launch and follow jobs.",
        discussion: """
            Examples:
              chantier user add mary                  mary may launch any job; she sees her executions and nobody else's
              chantier user add boss --admin          and may open another's by its full URL, which its owner sees
              chantier user add grafana --only-analyst --password
              PGUSER=mary tracker list                what mary does then

            A person is a role of PostgreSQL, who logs in as with psql. Log in yourself as a superuser, or as a role with CREATEROLE
            that owns the schemas.
            """,
        subcommands: [UserAddCommand.self, UserListCommand.self, UserRemoveCommand.self])
}

extension Context {
    /// Connects as an operator and runs a unit of work on people or settings.
    func operating<R: Sendable>(
        _ doing: String, _ body: @Sendable (isolated Session) throws -> R
    ) async throws -> R {
        do {
            return try await running(doing) {
                let session = try await database.connect(.administrator, applicationName: "chantier")
                let result = try await session.perform { db in
                    do {
                        return try body(db)
                    } catch let error as PostgresError where error.state == "22023" {
                        // A group or a setting that is not known, a value that cannot be.
                        throw ProgramFailure(
                            doing, reason: Wording(Language.current).stored(error.message) + ".", action: error.hint,
                            code: .usage)
                    }
                }
                await session.close()
                return result
            }
        } catch var failure as ProgramFailure where failure.code == .notAllowed && failure.summary == doing {
            failure.action = language(
                "log in as a superuser, or as a role with CREATEROLE that owns the schemas.",
                "se connecter en super-utilisateur, ou avec un rôle CREATEROLE qui possède les schémas.")
            throw failure
        }
    }

    /// Throws unless a role of this name may be a person.
    func checkName(_ name: String, doing: String) throws {
        guard !Person.mayBeNamed(name) else { return }
        throw ProgramFailure(
            doing,
            reason: language(
                "it is the name of a role of PostgreSQL or Chantier, or no name.",
                "c'est le nom d'un rôle de PostgreSQL ou de Chantier, ou pas un nom."),
            action: language("choose another one.", "en choisir un autre."), code: .usage)
    }
}
