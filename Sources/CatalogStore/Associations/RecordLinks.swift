// SPDX-License-Identifier: Apache-2.0

package import Catalog
import Postgres

/// What one record says about links, read from its cells; targets are asked for and resolved later.
package struct RecordLinks: Sendable {
    /// A target as the file names it.
    package struct Named: Sendable {
        /// How the lookup answers for it.
        package enum Place: Sendable {
            /// By its place among the uuids.
            case uuid(Int)
            /// By its place among the identifiers.
            case identifier(Int)
            /// By its place among the codes.
            case code(Int)
            /// A group, in its stored spelling.
            case group(String)
            /// No such thing can exist: not a uuid, no such group.
            case nowhere
        }

        /// As in the cell.
        package let text: String
        /// How the lookup answers for it.
        package let place: Place
        /// How many, of a quantified type.
        package let quantity: Int32?
    }

    /// The targets of one type and kind; a record that names them replaces all links of that type and kind.
    package struct Cell: Sendable {
        /// The column.
        package let column: AssociationColumn
        /// What it names.
        package let targets: [Named]
    }

    /// The cells of the record's association columns, in the order of the file.
    package private(set) var cells: [Cell] = []
    /// What is wrong with them.
    package private(set) var violations: [Violation] = []

    /// The most links of a quantified type that an item may have.
    package static let quantifiedLimit = 100

    /// Reads the association cells of a record and asks for what they name.
    package init(
        _ columns: [AssociationColumn], of record: Int, in batch: borrowing RecordBatch, definitions: Definitions,
        lookup: inout ItemLookup
    ) {
        for column in columns {
            let members = Self.members(batch, batch.cell(record, column.place))
            var quantities: [Int32?] = Array(repeating: nil, count: members.count)
            if let place = column.quantities {
                guard let found = quantitiesOf(column, members.count, batch, record, place) else { continue }
                quantities = found
            }
            var targets: [Named] = []
            var seen: Set<String> = []
            let areUUIDs = column.target == .productUUIDs || Self.areUUIDs(members, column)
            for (place, member) in members.enumerated() where seen.insert(folded(member)).inserted {
                targets.append(
                    Named(
                        text: member, place: Self.ask(member, column, areUUIDs: areUUIDs, definitions, &lookup),
                        quantity: quantities[place]))
            }
            if column.type.isQuantified, targets.count > Self.quantifiedLimit {
                violations.append(
                    Violation(
                        .tooManyAssociations, field: column.name,
                        text: "\(targets.count) links, allowed \(Self.quantifiedLimit)"))
            }
            cells.append(Cell(column: column, targets: targets))
        }
    }

    /// Whether every association cell of a record is empty.
    package static func areEmpty(_ columns: [AssociationColumn], of record: Int, in batch: borrowing RecordBatch)
        -> Bool
    {
        columns.allSatisfy { batch.trimmed(record, $0.place).isEmpty }
    }

    private mutating func quantitiesOf(
        _ column: AssociationColumn, _ count: Int, _ batch: borrowing RecordBatch, _ record: Int, _ place: Int
    ) -> [Int32?]? {
        let cell = batch.text(batch.trimmed(record, place))
        let parts = cell.isEmpty ? [] : cell.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == count else {
            violations.append(
                Violation(
                    .quantityCountMismatch, field: column.name, value: cell,
                    text: "\(count) targets, \(parts.count) quantities"))
            return nil
        }
        var found: [Int32?] = []
        for part in parts {
            guard let number = Int32(part.trimmingBlanks()), number > 0 else {
                violations.append(
                    Violation(
                        .invalidQuantity, field: column.name + "-quantity", value: part, text: "1 to 2147483647"))
                return nil
            }
            found.append(number)
        }
        return found
    }

    private static func members(_ batch: borrowing RecordBatch, _ cell: Range<Int>) -> [String] {
        cell.isEmpty ? [] : batch.text(cell).commaSeparated()
    }

    /// In a quantified column all are uuids or all are identifiers.
    private static func areUUIDs(_ members: [String], _ column: AssociationColumn) -> Bool {
        column.type.isQuantified && column.target == .products && !members.isEmpty
            && members.allSatisfy { $0.utf8.count == 36 && UUIDBytes($0) != nil }
    }

    private static func ask(
        _ member: String, _ column: AssociationColumn, areUUIDs: Bool, _ definitions: Definitions,
        _ lookup: inout ItemLookup
    ) -> Named.Place {
        switch column.target {
        case .groups: definitions.group(member).map { .group($0) } ?? .nowhere
        case .productModels: .code(lookup.ask(codeKey: Array(folded(member).utf8)))
        case .products, .productUUIDs:
            if areUUIDs {
                UUIDBytes(member).map { .uuid(lookup.ask(uuid: $0)) } ?? .nowhere
            } else {
                .identifier(lookup.ask(identifierKey: Array(folded(member).utf8)))
            }
        }
    }
}

extension AssociationColumn {
    /// What its links lead to, for people.
    package var targetName: String {
        switch target {
        case .groups: "group"
        case .products, .productUUIDs: "product"
        case .productModels: "product model"
        }
    }

    /// What its links lead to, as stored.
    package var targetKind: String {
        switch target {
        case .groups: "group"
        case .products, .productUUIDs: LinkOwner.Kind.product.rawValue
        case .productModels: LinkOwner.Kind.productModel.rawValue
        }
    }
}

extension RecordLinks.Named {
    /// What it is; nil when there is no such thing.
    package func target(in answer: ItemLookup.Answer) -> LinkTarget? {
        switch place {
        case .uuid(let place): answer.byUUID[place].map { .item(LinkOwner(.product, $0)) }
        case .identifier(let place): answer.byIdentifier[place].map { .item(LinkOwner(.product, $0)) }
        case .code(let place): answer.byCode[place].map { .item(LinkOwner(.productModel, $0)) }
        case .group(let code): .group(code)
        case .nowhere: nil
        }
    }
}
