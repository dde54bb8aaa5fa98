// SPDX-License-Identifier: Apache-2.0

/// The order in which the records of a category file can be written, and which of them cannot.
///
/// A parent may stand anywhere in the file. So the tree is judged as a whole, before anything is written: what is
/// stored, overlaid by the records of the file. A record is on level 0 when its parent is not in the file, else one
/// below its parent's; level by level every parent exists before its children do.
public struct CategoryPlan: Sendable {
    /// What the plan needs to know of one record.
    public struct Node: Sendable {
        /// The record's number in the file.
        public let row: Int64
        /// The folded code.
        public let key: String
        /// The folded code of its parent; nil: a root.
        public let parent: String?
        /// Whether the record is refused for another cause, so that its children have no parent in it.
        public let isRefused: Bool

        /// Describes one record.
        public init(row: Int64, key: String, parent: String?, isRefused: Bool = false) {
            self.row = row
            self.key = key
            self.parent = parent
            self.isRefused = isRefused
        }
    }

    /// Why a record's parent is refused.
    public enum Fault: Sendable, Equatable {
        /// Its parent is neither stored nor written by this file.
        case unknownParent
        /// It would stand below itself.
        case cycle
    }

    /// Records whose parent is refused, by row.
    public private(set) var faults: [Int64: Fault] = [:]
    /// The level of each record that can be written, by row.
    public private(set) var levels: [Int64: Int] = [:]
    /// The highest level; 0 when there is nothing to write.
    public private(set) var highestLevel = 0

    /// Plans a file: `stored` is what the catalogue has, key to its parent's key (nil: a root).
    public init(_ nodes: [Node], stored: [String: String?]) {
        var pending: [String: Node] = [:]
        for node in nodes where !node.isRefused { pending[node.key] = node }
        refuseCycles(&pending, stored: stored)
        refuseOrphans(&pending, stored: stored)
        for node in pending.values { setLevel(of: node, pending: pending) }
    }

    /// Refuses the records that close a circle; those that leave their parent as it is are not to blame.
    private mutating func refuseCycles(_ pending: inout [String: Node], stored: [String: String?]) {
        while true {
            var cleared: Set<String> = []
            var guilty: Set<String> = []
            for start in pending.keys where !cleared.contains(start) {
                var path: [String] = []
                var places: [String: Int] = [:]
                var current: String? = start
                while let key = current, !cleared.contains(key) {
                    if let place = places[key] {
                        guilty.formUnion(
                            path[place...].filter { key in
                                guard let node = pending[key] else { return false }
                                guard let before = stored[key] else { return true }
                                return before != node.parent
                            })
                        break
                    }
                    places[key] = path.count
                    path.append(key)
                    if let node = pending[key] { current = node.parent } else { current = stored[key] ?? nil }
                }
                cleared.formUnion(path)
            }
            guard !guilty.isEmpty else { return }
            for key in guilty {
                if let node = pending.removeValue(forKey: key) { faults[node.row] = .cycle }
            }
        }
    }

    /// Refuses what has no parent, then what had its parent in a refused record, and so on.
    private mutating func refuseOrphans(_ pending: inout [String: Node], stored: [String: String?]) {
        var children: [String: [Node]] = [:]
        var orphans: [Node] = []
        for node in pending.values {
            guard let parent = node.parent, stored[parent] == nil else { continue }
            children[parent, default: []].append(node)
            if pending[parent] == nil { orphans.append(node) }
        }
        while let node = orphans.popLast() {
            guard pending.removeValue(forKey: node.key) != nil else { continue }
            faults[node.row] = .unknownParent
            // A record that is stored already keeps its place, and with it its children.
            guard stored[node.key] == nil else { continue }
            orphans.append(contentsOf: children[node.key] ?? [])
        }
    }

    /// Levels of the record and of those above it, without recursion: a tree may be deep.
    private mutating func setLevel(of node: Node, pending: [String: Node]) {
        var path: [Node] = []
        var current: Node? = node
        while let next = current, levels[next.row] == nil {
            path.append(next)
            current = next.parent.flatMap { pending[$0] }
        }
        var level = current.flatMap { levels[$0.row] }.map { $0 + 1 } ?? 0
        for node in path.reversed() {
            levels[node.row] = level
            highestLevel = max(highestLevel, level)
            level += 1
        }
    }
}
