// SPDX-License-Identifier: Apache-2.0

import Catalog
import Postgres

/// The cells of links, for the columns that a file has of them.
struct LinkCells {
    private struct Columns {
        var plain: Int?
        var uuids: Int?
        var quantities: Int?
    }

    private struct Target {
        var name: [UInt8]?
        var uuid: [UInt8]?
        var quantity: Int64?
    }

    private let columns: [String: Columns]
    private let hasUUID: Bool
    private let kind: ItemKind
    private let isCopied: Bool
    private let execution: Int64
    /// By item, then by type and kind of target.
    private var found: [Int64: [(key: String, targets: [Target])]] = [:]

    /// Prepares for columns.
    init(columns all: [OutputColumn], shape: OutputShape, plan: ExportPlan, execution: Int64) {
        var columns: [String: Columns] = [:]
        for (place, column) in all.enumerated() {
            guard let type = column.type, let target = column.target else { continue }
            let end =
                switch target {
                case .groups: "group"
                case .products, .productUUIDs: "product"
                case .productModels: "product_model"
                }
            let key = "\(type) \(end)"
            switch (column.content, target) {
            case (.quantities, _): columns[key, default: Columns()].quantities = place
            case (_, .productUUIDs): columns[key, default: Columns()].uuids = place
            default: columns[key, default: Columns()].plain = place
            }
        }
        self.columns = columns
        hasUUID = shape.hasUUID
        kind = shape.kind
        isCopied = plan.isCopied
        self.execution = execution
    }

    /// Whether there is any such column.
    var isNeeded: Bool { !columns.isEmpty }

    /// Reads the links of some items.
    mutating func load(_ ids: ArraySlice<Int64>, on db: isolated Session) throws {
        found.removeAll(keepingCapacity: true)
        let rows = try db.query(
            isCopied ? ExportStatements.copiedLinks : ExportStatements.links, kind.rawValue, Array(ids), execution)
        for row in 0..<rows.count {
            let owner = try rows.int64(row, 0)
            let key = "\(try rows.text(row, 1)) \(try rows.text(row, 2))"
            let target = Target(
                name: try rows.optionalByteArray(row, 3), uuid: try rows.optionalByteArray(row, 4),
                quantity: try rows.optionalInt64(row, 5))
            var sets = found[owner] ?? []
            if sets.last?.key == key {
                sets[sets.count - 1].targets.append(target)
            } else {
                sets.append((key, [target]))
            }
            found[owner] = sets
        }
    }

    /// Writes the cells of an item's links.
    func render(_ id: Int64, into cells: inout RecordCells) {
        for (key, targets) in found[id] ?? [] {
            guard let columns = columns[key] else { continue }
            if let quantities = columns.quantities, let plain = columns.plain {
                // A cell names all its products in one way.
                let byUUID = key.hasSuffix(" product") && (hasUUID || targets.contains { $0.name == nil })
                write(targets.compactMap { byUUID ? $0.uuid : $0.name }, ",", plain, &cells)
                write(targets.map { Array(String($0.quantity ?? 1).utf8) }, "|", quantities, &cells)
                continue
            }
            if let plain = columns.plain { write(targets.compactMap(\.name), ",", plain, &cells) }
            if let uuids = columns.uuids {
                // Where both columns stand, this one is for products that have nothing but a uuid.
                write(targets.filter { hasUUID || $0.name == nil }.compactMap(\.uuid), ",", uuids, &cells)
            }
        }
    }

    private func write(_ texts: [[UInt8]], _ separator: Character, _ column: Int, _ cells: inout RecordCells) {
        guard !texts.isEmpty else { return }
        let start = cells.bytes.count
        for (place, text) in texts.enumerated() {
            if place > 0 { cells.bytes.append(contentsOf: String(separator).utf8) }
            cells.bytes.append(contentsOf: text)
        }
        cells.set(column, from: start)
    }
}
