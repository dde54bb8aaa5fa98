// SPDX-License-Identifier: Apache-2.0

/// The links of a chunk's owners as its records change them one after the other, and what is to be written in the end.
///
/// A link of a two-way type brings and takes its inverse along; a record sees what the ones before it did.
package struct LinkChanges {
    private var links: [LinkOwner: Set<Link>]
    /// What came to be.
    package private(set) var added: Set<Link> = []
    /// What went.
    package private(set) var removed: Set<Link> = []

    /// Begins with the links as they are stored.
    package init(stored: [LinkOwner: Set<Link>]) {
        links = stored
    }

    /// The links to write, in an order that does not depend on hashing.
    package var sortedAdded: [Link] { Self.sorted(added) }
    /// The links to take away.
    package var sortedRemoved: [Link] { Self.sorted(removed) }

    /// Replaces an owner's links of some types and target kinds; false when nothing differs.
    ///
    /// `sets` holds for each (type, target kind) the links wanted; `twoWay` the types that hold in both directions.
    package mutating func replace(
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

    /// All links of an owner as they are now.
    package func links(of owner: LinkOwner) -> Set<Link> { links[owner] ?? [] }

    /// The links of an owner as they are now, of one type and kind of target.
    package func links(of owner: LinkOwner, in set: LinkSet) -> Set<Link> {
        (links[owner] ?? []).filter { $0.type == set.type && $0.target.kind == set.targetKind }
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
package struct LinkSet: Hashable {
    /// The code of the association type.
    package let type: String
    /// What the links lead to, as stored.
    package let targetKind: String

    /// Names a set.
    package init(type: String, targetKind: String) {
        self.type = type
        self.targetKind = targetKind
    }
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
