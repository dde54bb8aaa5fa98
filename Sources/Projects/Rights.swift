// SPDX-License-Identifier: Apache-2.0

import Postgres

/// Which user groups may edit products, by their categories.
struct CategoryRights: Sendable {
    private var groups: [String: Set<String>] = [:]
    /// All of it, for a fingerprint.
    private(set) var lines: [String] = []

    /// Whether no category has rights, so that everybody may edit everything.
    var isEmpty: Bool { groups.isEmpty }

    static func load(on db: isolated Session) throws -> CategoryRights {
        var rights = CategoryRights()
        let rows = try db.query(ProjectStatements.categoryRights)
        for row in 0..<rows.count {
            let (category, groups) = (try rows.text(row, 0), try rows.textArray(row, 1))
            rights.groups[category] = Set(groups)
            rights.lines.append("\(category): \(Set(groups).sorted().joined(separator: ","))")
        }
        return rights
    }

    /// The user groups that may edit a product of these categories, sorted; nil: everybody, since it has no category, or one
    /// without rights.
    func editors(of categories: [String]) -> [String]? {
        guard !categories.isEmpty else { return nil }
        var editors: Set<String> = []
        for category in categories {
            guard let groups = groups[category] else { return nil }
            editors.formUnion(groups)
        }
        return editors.sorted()
    }
}

/// Who may edit which attribute groups in a project.
enum Rights {
    /// Everybody who may edit an attribute group in its locale, by name.
    static func contributors(to project: ProjectRecord, on db: isolated Session) throws -> [Contributor] {
        let locale = try db.query(ProjectStatements.localeRights, project.locale)
        let inLocale: Set<String>? = try locale.isEmpty ? nil : Set(locale.textArray(0, 0))
        var byGroup: [String: Set<String>] = [:]
        let groups = try db.query(ProjectStatements.groupRights)
        for row in 0..<groups.count { byGroup[try groups.text(row, 0)] = Set(try groups.textArray(row, 1)) }
        let people = try db.query(ProjectStatements.people)
        var result: [Contributor] = []
        for row in 0..<people.count {
            let own = try people.textArray(row, 1)
            if let inLocale, inLocale.isDisjoint(with: own) { continue }
            var edits = Array(repeating: UInt64(0), count: project.words)
            for (place, group) in project.groups.enumerated() {
                if let allowed = byGroup[group], allowed.isDisjoint(with: own) { continue }
                edits[place >> 6] |= Bits.bit(place)
            }
            guard edits.contains(where: { $0 != 0 }) else { continue }
            result.append(Contributor(person: try people.text(row, 0), userGroups: own, edits: edits))
        }
        return result
    }
}
