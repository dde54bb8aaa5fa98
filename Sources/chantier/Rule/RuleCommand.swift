// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Rules
import Setup
import Terminal
import Tracking

struct RuleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "Rules: what products become of themselves whenever they are executed.",
        discussion: """
            Examples:
              chantier rule check rules.yml                     every fault, with its line; nothing is imported
              chantier launch yml_rule_import --file rules.yml --wait
              chantier rule list
              chantier rule explain linen_care A12              which condition held, and what each action would do
              chantier rule run --all --preview --wait          only shows what it would do

            A rule selects products and product models by its conditions and changes them by its actions. docs/rules.md says how one is
            written.
            """,
        subcommands: [
            RuleListCommand.self, RuleShowCommand.self, RuleCheckCommand.self, RuleExplainCommand.self,
            RuleRunCommand.self,
            RuleEnableCommand.self, RuleDisableCommand.self,
        ])
}

extension Context {
    /// Reads one rule; throws with the code for “not found”.
    func rule(_ code: String, doing: String, on db: isolated Session) throws -> Rule {
        if let rule = try RuleStore.load(codes: [code], on: db).first { return rule }
        let known = try RuleStore.load(on: db).map(\.code)
        let near =
            Choice.nearest(to: code, among: known)
            .map { language("  Did you mean “\($0)”?", "  Vouliez-vous dire « \($0) » ?") } ?? ""
        throw ProgramFailure(
            doing, reason: language("there is no such rule.", "cette règle n'existe pas.") + near,
            action: language("“chantier rule list” names them.", "« chantier rule list » les nomme."), code: .notFound)
    }
}
