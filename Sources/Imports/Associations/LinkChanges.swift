// SPDX-License-Identifier: Apache-2.0

import CatalogStore

/// The links of a chunk's owners as its records change them one after the other, and what is to be written in the end.
///
/// A link of a two-way type brings and takes its inverse along; a record sees what the ones before it did.
struct LinkChanges {
    private var links: [LinkOwner: Set<Link>]
    private(set) var added: Set<Link> = []
    private(set) var removed: Set<Link> = []

    /// Begins with the links as they are stored.
    init(stored: [LinkOwner: Set<Link>]) {
        links = stored
    }

    /// The links to write, in an order that does not depend on hashing.
    var sortedAdded: [Link] { Self.sorted(added) }
    /// The links to take away.
    var sortedRemoved: [Link] { Self.sorted(removed) }

    /// Replaces an owner's links of some types and target kinds; false when nothing differs.
    ///
    /// `sets` holds for each (type, target kind) the links wanted; `twoWay` the types that hold in both directions.
    mutating func replace(
        _ owner: LinkOwner, sets: [LinkSet: Set<Link>], isTwoWay: (String) -> Bool
    ) -> Bool {
        let before = links[owner] ?? []
        var differs = false
        for (set, wanted) in sets {
            let had = before.filter { $0.type == set.type && $0.target.kind == set.targetKind }
            guard had != wanted else { continue }
            differs = true
            for link in had.subtracting(wanted) { remove(link, alsoInverse: isTwoWay(link.type)) }
            for link in wanted.subtracting(had) { add(link, alsoInverse: isTwoWay(link.type)) }
        }
        return differs
    }

    private mutating func add(_ link: Link, alsoInverse: Bool) {
        links[link.owner, default: []].insert(link)
        if removed.remove(link) == nil { added.insert(link) }
        guard alsoInverse, let inverse = link.inverse, links[inverse.owner]?.contains(inverse) != true else { return }
        add(inverse, alsoInverse: false)
    }

    private mutating func remove(_ link: Link, alsoInverse: Bool) {
        links[link.owner]?.remove(link)
        if added.remove(link) == nil { removed.insert(link) }
        guard alsoInverse, let inverse = link.inverse else { return }
        remove(inverse, alsoInverse: false)
    }

    private static func sorted(_ links: Set<Link>) -> [Link] {
        links.sorted {
            ($0.owner.kind.rawValue, $0.owner.id, $0.type, $0.sortKey) < (
                $1.owner.kind.rawValue, $1.owner.id, $1.type, $1.sortKey
            )
        }
    }
}

/// All links of an owner that have one type and one kind of target.
struct LinkSet: Hashable {
    let type: String
    let targetKind: String
}

extension Link {
    /// Orders links of one owner and type.
    fileprivate var sortKey: String {
        switch target {
        case .item(let item): "\(item.kind.rawValue) \(String(item.id).count) \(item.id)"
        case .group(let code): "group \(code)"
        }
    }
}
