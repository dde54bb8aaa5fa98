// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Postgres
import Setup
import Terminal
import Tracking

struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project", abstract: "Projects: products to be completed in a channel and a locale, by a day.",
        discussion: """
            Examples:
              chantier project create --label "Spring 26" --channel ecommerce --locale en_US \\
                --filter '[{"field": "categories", "operator": "IN CHILDREN", "value": ["shoes"]}]' --due 2026-12-24 --wait
              chantier project edit spring-26 --due 2027-01-15
              tracker project spring-26

            Whoever makes a project owns it. Who contributes follows from the user groups' rights to attribute groups, categories and
            locales: csv_attribute_group_access_import, csv_category_access_import, csv_locale_access_import. Its numbers follow what
            changes. A worker must run: chantier worker.
            """,
        subcommands: [
            ProjectCreateCommand.self, ProjectListCommand.self, ProjectShowCommand.self, ProjectEditCommand.self,
            ProjectDeleteCommand.self, ProjectRecalculateCommand.self,
        ])
}

extension Context {
    /// Acts on a project as the person; what the database refuses becomes a sentence with an advice.
    func onProject<R: Sendable>(
        _ doing: String, _ body: @Sendable () async throws -> R
    ) async throws -> R {
        let wording = console.wording
        return try await running(doing) {
            do {
                return try await body()
            } catch let error as PostgresError where error.constraint == "unknown_job" {
                throw ProgramFailure(
                    doing,
                    reason: language("no worker has told of this job.", "aucun exécutant n'a annoncé ce travail."),
                    action: language("start one: chantier worker", "en démarrer un : chantier worker"))
            } catch let error as PostgresError where error.state?.rawValue == "22023" {
                throw ProgramFailure(
                    doing, reason: wording.stored(error.message) + ".", action: error.hint.map(wording.stored),
                    code: .usage)
            } catch let error as PostgresError where error.state?.rawValue == "P0002" {
                throw noProject(doing)
            }
        }
    }
}

/// A day as people type it.
enum DueDate {
    /// Refuses what is no day.
    static func check(_ text: String) throws {
        guard Definitions.isDay(text) else {
            throw ValidationError(
                Language.current(
                    "“--due \(text)” is no day: yyyy-mm-dd.", "« --due \(text) » n'est pas un jour : aaaa-mm-jj."))
        }
    }
}
