// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct ProfileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Saved jobs with their parameters, which anybody launches by their code.",
        discussion: """
            Examples:
              chantier profile create erp_prices csv_product_import --label "ERP prices" --set delimiter=,
              chantier launch erp_prices --file prices.csv --wait
              chantier profile edit erp_prices --overlap skip --unset delimiter
              tracker list --profile erp_prices

            A profile holds what differs from the job's defaults. What a launch would be refused for is refused when it is saved, and
            it holds no password. Everybody sees it; its owner and administrators change it.
            """,
        subcommands: [
            ProfileCreateCommand.self, ProfileListCommand.self, ProfileShowCommand.self, ProfileEditCommand.self,
            ProfileDeleteCommand.self,
        ])

    /// What a failed launch could not do.
    static func launching(_ job: String?, _ profile: String?, _ language: Language) -> String {
        let name = profile ?? job ?? ""
        return language("cannot launch “\(name)”", "impossible de lancer « \(name) »")
    }
}

extension Context {
    /// Acts on a profile as the person; what the database refuses becomes a sentence with an advice.
    func profiling<R: Sendable>(
        _ doing: String, _ body: @Sendable (isolated Session) throws -> R
    ) async throws -> R {
        let wording = console.wording
        return try await running(doing) {
            do {
                return try await acting(body)
            } catch let error as PostgresError where error.constraint == "unknown_job" {
                throw ProgramFailure(
                    doing, reason: language("there is no such job.", "ce travail n'existe pas."),
                    action: error.detail.map(wording.stored), code: .usage)
            } catch let error as PostgresError {
                let code: ExitStatus? =
                    switch error.state?.rawValue {
                    case "22023": .usage
                    case "P0002": .notFound
                    case "23505": .failed
                    case "42501" where error.constraint == "not_yours": .notAllowed
                    default: nil
                    }
                guard let code else { throw error }
                throw ProgramFailure(
                    doing, reason: wording.stored(error.message) + ".", action: error.hint.map(wording.stored),
                    code: code)
            }
        }
    }

    /// Reads one profile; throws with the code for “not found”.
    func profile(_ code: String, doing: String, on db: isolated Session) throws -> Profile {
        guard let found = try Profile.find(code, on: db) else {
            throw ProgramFailure(
                doing, reason: language("there is no such profile.", "ce profil n'existe pas."),
                action: language("“chantier profile list” names them.", "« chantier profile list » les nomme."),
                code: .notFound)
        }
        return found
    }
}
