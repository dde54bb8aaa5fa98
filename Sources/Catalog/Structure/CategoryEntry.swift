// SPDX-License-Identifier: Apache-2.0

/// A category as a file brings it.
public struct CategoryEntry: StructureEntity {
    /// Its code.
    public let code: String
    /// The category above; nil for the root of a tree.
    public var parent: String?
    /// Locale to label.
    public var labels: [String: String]

    /// Puts a category together from what is stored.
    public init(code: String, parent: String? = nil, labels: [String: String] = [:]) {
        self.code = code
        self.parent = parent
        self.labels = labels
    }

    /// The columns of category files.
    public static let columns = StructureColumns(required: ["code"], optional: ["parent"])

    /// Reads a record onto what is stored.
    ///
    /// A parent may stand anywhere in the file: whether it exists, and whether the tree stays a tree, is judged for the
    /// whole file by `CategoryPlan` before.
    public static func read(_ cells: inout StructureCells, onto stored: CategoryEntry?) -> CategoryEntry {
        let own = cells.own
        var entry = stored ?? CategoryEntry(code: cells.code(stored: nil))
        if cells.has("parent") {
            let value = cells.trimmed("parent")
            if value.isEmpty {
                entry.parent = nil
            } else {
                entry.parent = cells.reference("parent", value, .unknownParentCategory, "category") { code in
                    own[folded(code)]
                }
            }
        }
        cells.labels(&entry.labels)
        return entry
    }

    /// What the plan of a file needs to know of a record; nil when it has no code.
    ///
    /// `tree` is what is stored: a record without the column leaves its category where it is.
    public static func node(
        _ cells: StructureCells, row: Int64, isTooLong: Bool, tree: [String: (code: String, parent: String?)]
    ) -> CategoryPlan.Node? {
        guard let key = key(of: [cells.code]) else { return nil }
        var cells = cells
        _ = cells.code(stored: tree[key]?.code)
        var labels: [String: String] = [:]
        cells.labels(&labels)
        let parent = cells.trimmed("parent")
        return CategoryPlan.Node(
            row: row, key: key,
            parent: cells.has("parent") ? (parent.isEmpty ? nil : folded(parent)) : tree[key]?.parent,
            isRefused: isTooLong || !cells.violations.isEmpty)
    }

    /// The fault of a record's parent in words.
    public static func violation(_ fault: CategoryPlan.Fault, _ cells: StructureCells) -> Violation {
        let parent = cells.trimmed("parent")
        return switch fault {
        case .unknownParent:
            Violation(.unknownParentCategory, field: "parent", value: parent, text: "no category \(quoted(parent))")
        case .cycle:
            Violation(
                .categoryCycle, field: "parent", value: parent,
                text: "\(quoted(cells.code)) would stand below itself")
        }
    }

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
