// SPDX-License-Identifier: Apache-2.0

/// One kind of structure that a file can bring: its columns, and how a record becomes an item.
///
/// Its coded form is that of its table: the columns' names, lists as arrays, texts by locale as objects.
public protocol StructureEntity: Sendable, Equatable, Codable {
    /// The columns of its files.
    static var columns: StructureColumns { get }
    /// Reads a record onto what is stored (nil: the item is new); faults are collected in `cells`.
    static func read(_ cells: inout StructureCells, onto stored: Self?) -> Self
    /// The folded key by which the item is found.
    var key: String { get }
    /// The item's name for people.
    var name: String { get }
}

/// What a record of a structure file comes to.
public enum StructureOutcome<Entity: StructureEntity>: Sendable {
    /// The item is new.
    case created(Entity)
    /// Something differs from what is stored.
    case updated(Entity)
    /// Nothing differs.
    case unchanged(Entity)
    /// The record is refused, for every one of these.
    case invalid([Violation])
}

extension StructureEntity {
    /// The folded key of a record, from its key cells; nil when one of them is empty.
    public static func key(of cells: [String]) -> String? {
        let parts = cells.map { $0.trimmingBlanks() }
        guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        return parts.map(folded).joined(separator: "\u{1F}")
    }

    /// The name of a record for people, from its key cells.
    public static func name(of cells: [String]) -> String {
        cells.map { $0.trimmingBlanks() }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Judges one record against what is stored under its key.
    public static func judge(_ cells: StructureCells, stored: Self?) -> StructureOutcome<Self> {
        var cells = cells
        cells.requireCells()
        let item = read(&cells, onto: stored)
        guard cells.violations.isEmpty else { return .invalid(cells.violations) }
        guard let stored else { return .created(item) }
        return stored == item ? .unchanged(item) : .updated(item)
    }
}
