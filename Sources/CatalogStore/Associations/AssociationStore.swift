// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The links between products, product models and groups, as they are and as they become.
package enum AssociationStore {
    /// The links that start at these items.
    package static func links(
        of owners: [LinkOwner], on db: isolated Session
    ) throws(PostgresError) -> [LinkOwner: Set<Link>] {
        var found: [LinkOwner: Set<Link>] = [:]
        for kind in [LinkOwner.Kind.product, .productModel] {
            let ids = owners.filter { $0.kind == kind }.map(\.id)
            guard !ids.isEmpty else { continue }
            let rows = try db.query(ProductStatements.findAssociations, kind.rawValue, ids)
            for row in 0..<rows.count {
                let owner = LinkOwner(kind, try rows.int64(row, 0))
                let target: LinkTarget
                switch try rows.text(row, 2) {
                case "product": target = .item(LinkOwner(.product, try rows.int64(row, 3)))
                case "product_model": target = .item(LinkOwner(.productModel, try rows.int64(row, 3)))
                default: target = .group(try rows.text(row, 4))
                }
                found[owner, default: []].insert(
                    Link(
                        owner: owner, type: try rows.text(row, 1), target: target,
                        quantity: try rows.optionalInt32(row, 5)))
            }
        }
        return found
    }

    /// Takes links away and enters others; an entered link that is there already gets its new quantity.
    ///
    /// What their owners had before is kept, whichever end of a two-way link they are.
    package static func replace(
        removed: [Link], added: [Link], origin: ChangeOrigin, at: PostgresTimestamp, on db: isolated Session
    ) throws(PostgresError) {
        guard !removed.isEmpty || !added.isEmpty else { return }
        let (old, new) = (LinkColumns(removed), LinkColumns(added))
        try db.execute(
            ProductStatements.replaceAssociations, old.kinds, old.ids, old.types, old.targetKinds, old.targetIDs,
            old.groups, new.kinds, new.ids, new.types, new.targetKinds, new.targetIDs, new.groups, new.quantities,
            origin.executionID, origin.owner, origin.month, at)
    }
}

/// Asks for the ids of items by the ways in which files name them.
package struct ItemLookup: Sendable {
    private var uuids = ArrayColumn(.uuid)
    private var identifierKeys = ArrayColumn(.text)
    private var codeKeys = ArrayColumn(.text)

    /// What was found, by place.
    package struct Answer: Sendable {
        /// Ids of products by uuid.
        package let byUUID: [Int64?]
        /// Ids of products by identifier.
        package let byIdentifier: [Int64?]
        /// Ids of product models by code.
        package let byCode: [Int64?]
    }

    /// Asks for nothing yet.
    package init() {}

    /// Asks for a product; returns its place in the answer.
    package mutating func ask(uuid: UUIDBytes) -> Int {
        uuids.append(uuid)
        return uuids.count - 1
    }

    /// Asks for a product by its folded identifier; returns its place in the answer.
    package mutating func ask(identifierKey: [UInt8]) -> Int {
        identifierKeys.append(bytes: identifierKey)
        return identifierKeys.count - 1
    }

    /// Asks for a product model by its folded code; returns its place in the answer.
    package mutating func ask(codeKey: [UInt8]) -> Int {
        codeKeys.append(bytes: codeKey)
        return codeKeys.count - 1
    }

    /// The ids.
    package func answer(on db: isolated Session) throws(PostgresError) -> Answer {
        let rows = try db.query(ProductStatements.findItems, uuids, identifierKeys, codeKeys)
        var byUUID: [Int64?] = Array(repeating: nil, count: uuids.count)
        var byIdentifier: [Int64?] = Array(repeating: nil, count: identifierKeys.count)
        var byCode: [Int64?] = Array(repeating: nil, count: codeKeys.count)
        for row in 0..<rows.count {
            let (place, id) = (try rows.int(row, 1) - 1, try rows.int64(row, 2))
            switch try rows.text(row, 0) {
            case "uuid": byUUID[place] = id
            case "identifier": byIdentifier[place] = id
            default: byCode[place] = id
            }
        }
        return Answer(byUUID: byUUID, byIdentifier: byIdentifier, byCode: byCode)
    }
}

/// Links as columns.
private struct LinkColumns {
    var kinds = ArrayColumn(.text)
    var ids = ArrayColumn(.int8)
    var types = ArrayColumn(.text)
    var targetKinds = ArrayColumn(.text)
    var targetIDs = ArrayColumn(.int8)
    var groups = ArrayColumn(.text)
    var quantities = ArrayColumn(.int4)

    init(_ links: [Link]) {
        for link in links {
            kinds.append(link.owner.kind.rawValue)
            ids.append(link.owner.id)
            types.append(link.type)
            targetKinds.append(link.target.kind)
            switch link.target {
            case .item(let item):
                targetIDs.append(item.id)
                groups.appendNull()
            case .group(let code):
                targetIDs.appendNull()
                groups.append(code)
            }
            if let quantity = link.quantity { quantities.append(quantity) } else { quantities.appendNull() }
        }
    }
}
