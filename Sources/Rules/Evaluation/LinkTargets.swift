// SPDX-License-Identifier: Apache-2.0

import Catalog
package import CatalogStore
package import Postgres

/// The items to which links of rules lead, as they were found.
package struct LinkTargets: Sendable {
    private var targets: [LinkName: LinkTarget] = [:]

    /// Nothing was found.
    package init() {}

    /// Takes what a name stands for.
    package mutating func add(_ target: LinkTarget, for name: LinkName) { targets[name] = target }

    /// What a name stands for; nil when there is no such thing.
    func find(_ name: LinkName) -> LinkTarget? {
        name.kind == "group" ? .group(name.text) : targets[name]
    }

    /// Looks up what the links of a program lead to: products by identifier, or by uuid where a text is one, and models by code.
    package static func load(_ program: RuleProgram, on db: isolated Session) throws -> LinkTargets {
        var found = LinkTargets()
        guard !program.linkNames.isEmpty else { return found }
        var lookup = ItemLookup()
        var places: [(name: LinkName, identifier: Int?, uuid: Int?, code: Int?)] = []
        for name in program.linkNames {
            let key = Array(folded(name.text).utf8)
            if name.kind == "product_model" {
                places.append((name, nil, nil, lookup.ask(codeKey: key)))
            } else {
                let uuid = name.text.utf8.count == 36 ? UUIDBytes(name.text) : nil
                places.append((name, lookup.ask(identifierKey: key), uuid.map { lookup.ask(uuid: $0) }, nil))
            }
        }
        let answer = try lookup.answer(on: db)
        for (name, identifier, uuid, code) in places {
            if let id = code.flatMap({ answer.byCode[$0] }) {
                found.add(.item(LinkOwner(.productModel, id)), for: name)
            } else if let id = identifier.flatMap({ answer.byIdentifier[$0] }) ?? uuid.flatMap({ answer.byUUID[$0] }) {
                found.add(.item(LinkOwner(.product, id)), for: name)
            }
        }
        return found
    }
}
