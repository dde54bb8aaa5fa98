// SPDX-License-Identifier: Apache-2.0

/// Which families an edit of requirements changes, and how; all faults are collected.
package struct RequirementsReader {
    /// Whether a channel needs a value of an attribute.
    package struct Change: Sendable, Equatable {
        /// The attribute's code; a family that lacks it gets it.
        package let attribute: String
        /// The channel's code.
        package let channel: String
        /// Whether products of the family are complete only with a value.
        package let isRequired: Bool
    }

    private let definitions: Definitions
    /// Everything wrong with the selection.
    package private(set) var filterFaults: [String] = []
    /// Everything wrong with the actions.
    package private(set) var actionFaults: [String] = []

    /// Prepares for the parameters of one execution.
    package init(definitions: Definitions) {
        self.definitions = definitions
    }

    /// The families that the member `filters` selects, by code; nil: none was given.
    package mutating func families(parameters json: [UInt8]) -> [FamilyEntry]? {
        guard let filters = FilterJSON(json)?["filters"] else { return nil }
        guard case .list(let conditions) = filters else {
            filterFaults.append("the filter must be a list of conditions")
            return []
        }
        var selected = definitions.families.map(\.entry)
        for (place, condition) in conditions.enumerated() {
            let place = "condition \(place + 1)"
            guard let field = condition["field"]?.text, ["id", "code", "identifier"].contains(field),
                let comparison = condition["operator"]?.text, comparison == "IN" || comparison == "NOT IN",
                case .list(let values)? = condition["value"], values.allSatisfy({ $0.text != nil })
            else {
                filterFaults.append("\(place): families are selected by their code, IN or NOT IN a list of codes")
                continue
            }
            let codes = values.compactMap(\.text)
            for code in codes where definitions.family(code) == nil {
                filterFaults.append("\(place): no family \(quoted(code))")
            }
            let keys = Set(codes.map(folded))
            selected = selected.filter { keys.contains(folded($0.code)) == (comparison == "IN") }
        }
        return selected
    }

    /// What the member `actions` changes.
    package mutating func changes(parameters json: [UInt8]) -> [Change] {
        guard case .list(let actions)? = FilterJSON(json)?["actions"], !actions.isEmpty else {
            actionFaults.append("actions must hold at least one action")
            return []
        }
        var changes: [Change] = []
        for (place, action) in actions.enumerated() {
            let place = "action \(place + 1)"
            guard let code = action["attribute_code"]?.text, let channel = action["channel_code"]?.text,
                case .bool(let isRequired)? = action["is_required"]
            else {
                actionFaults.append("\(place) must have attribute_code, channel_code and is_required")
                continue
            }
            let (attribute, known) = (definitions.attribute(code), definitions.channel(channel))
            if attribute == nil { actionFaults.append("\(place): no attribute \(quoted(code))") }
            if known == nil { actionFaults.append("\(place): no channel \(quoted(channel))") }
            guard let attribute, let known else { continue }
            changes.append(Change(attribute: attribute.code, channel: known.code, isRequired: isRequired))
        }
        return changes
    }

    /// A family as the changes leave it; the identifier stays required everywhere.
    package func apply(_ changes: [Change], to family: FamilyEntry) -> FamilyEntry {
        var entry = family
        for change in changes {
            entry.attributes = Set(entry.attributes).union([change.attribute]).sorted()
            var required = Set(entry.requirements[change.channel] ?? [])
            if change.isRequired {
                required.insert(change.attribute)
            } else {
                required.remove(change.attribute)
            }
            // Identifiers are always required where anything is, as after an import of families.
            if !required.isEmpty || entry.requirements[change.channel] != nil {
                required.formUnion(definitions.identifierCodes.filter(entry.attributes.contains))
            }
            // A channel of which nothing was said before is left out until something is.
            if !required.isEmpty || entry.requirements[change.channel] != nil {
                entry.requirements[change.channel] = required.sorted()
            }
        }
        return entry
    }
}
