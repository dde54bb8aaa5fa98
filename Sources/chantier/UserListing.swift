// SPDX-License-Identifier: Apache-2.0

import Setup
import Terminal
import Tracking

extension Listing<Person> {
    /// Persons.
    static let people = Listing<Person>(
        [
            .init("name", "NAME", "NOM", value: { .text($0.name) }),
            .init(
                "rights", "MAY", "PEUT", dropOrder: 2, value: { .array($0.rightNames.map(JSONValue.text)) },
                plain: { $0.rightNames.joined(separator: ",") },
                cell: { person, screen in
                    let names = person.isSuperuser ? ["superuser"] + person.rightNames : person.rightNames
                    return Table.Cell(names.joined(separator: ", "))
                }),
            .init(
                "groups", "GROUPS", "GROUPES", dropOrder: 1, mayShrink: true,
                value: { .array($0.groups.map(JSONValue.text)) }, plain: { $0.groups.joined(separator: ",") },
                cell: { person, screen in Table.Cell(person.groups.joined(separator: ", ")) }),
            .init(
                "may_log_in", "LOGS IN", "CONNEXION", dropOrder: 3, value: { .bool($0.mayLogIn) },
                cell: { person, screen in
                    Table.Cell(person.mayLogIn ? screen.language("yes", "oui") : screen.language("no", "non"))
                }),
            .init("is_superuser", value: { .bool($0.isSuperuser) }),
        ],
        plain: ["name", "rights", "groups", "may_log_in", "is_superuser"],
        table: ["name", "rights", "groups", "may_log_in"])
}
