// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

struct EditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change many products and product models at once.",
        discussion: """
            Examples:
              chantier edit set brand=acme --family camcorders --wait
              chantier edit set name="New name" --locale en_US --identifiers A12,A13 --preview --wait
              chantier edit add features=wifi,usb --category audio --except A12
              chantier edit categories move outlet --filter '[{"field": "enabled", "operator": "=", "value": false}]'
              chantier edit status off --all --yes

            Before anything is changed it says how many items are concerned, and asks. With --preview it shows what would change and
            writes nothing. “chantier undo” puts back what an edit changed. Each item goes through the checks of an import: what
            fails them is left as it is, with a warning, and the others go on. A worker must run: chantier worker.
            """,
        subcommands: [
            EditSetCommand.self, EditAddCommand.self, EditRemoveCommand.self, EditFamilyCommand.self,
            EditStatusCommand.self, EditGroupsCommand.self, EditCategoriesCommand.self, EditAssociateCommand.self,
            EditToVariantCommand.self, EditParentCommand.self, EditToSimpleCommand.self, EditRequirementsCommand.self,
        ])
}

/// Reads `attribute=value`; nil: it is not of this form.
func editSetting(_ text: String) -> (code: String, text: String)? {
    guard let place = text.firstIndex(of: "="), place != text.startIndex else { return nil }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
}
