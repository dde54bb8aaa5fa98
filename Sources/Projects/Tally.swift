// SPDX-License-Identifier: Apache-2.0

/// Products by how far they are.
struct Sums: Equatable, Sendable {
    var toDo: Int64 = 0
    var inProgress: Int64 = 0
    var done: Int64 = 0

    var isZero: Bool { toDo == 0 && inProgress == 0 && done == 0 }

    mutating func add(_ state: WorkState, _ count: Int64) {
        switch state {
        case .none: break
        case .toDo: toDo += count
        case .inProgress: inProgress += count
        case .done: done += count
        }
    }
}

/// How far a product is in some attribute groups.
enum WorkState {
    /// None of them requires anything of it.
    case none
    case toDo, inProgress, done
}

/// Somebody who may edit attributes in a project.
struct Contributor: Equatable, Sendable {
    var person: String
    /// Their user groups.
    var userGroups: [String]
    /// The attribute groups that they may edit, bit by bit.
    var edits: [UInt64]
}

/// The numbers of a project: of its owner, of each attribute group by who may edit the products, of each contributor.
struct Tally {
    let contributors: [Contributor]
    private(set) var products: Int64 = 0
    private(set) var owner = Sums()
    /// The attribute groups' numbers, by who may edit the products.
    private(set) var parts: [Part] = []
    /// In the order of the contributors.
    private(set) var persons: [Sums]
    private let memberships: [Set<String>]
    /// Attribute groups.
    private let width: Int
    /// Where the part of some user groups stands; nil: of everybody.
    private var places: [[String]?: Int] = [:]

    /// Products that the same user groups may edit.
    struct Part {
        /// These; nil: everybody.
        let editors: [String]?
        /// How far they are in each attribute group, by place.
        fileprivate(set) var groups: [Sums]
        /// Who may edit them, in the order of the contributors.
        fileprivate let isAllowed: [Bool]
    }

    init(groups: Int, contributors: [Contributor]) {
        self.contributors = contributors
        width = groups
        persons = Array(repeating: Sums(), count: contributors.count)
        memberships = contributors.map { Set($0.userGroups) }
    }

    /// Adds products of one state, or takes them away.
    mutating func add(_ state: ProductState, _ count: Int64) {
        products += count
        owner.add(Self.state(state, mask: nil), count)
        let words = state.words
        let part = part(of: state.editors)
        for word in 0..<words {
            var rest = state.bits[word]
            while rest != 0 {
                let place = word << 6 + rest.leadingZeroBitCount
                let bit = Bits.bit(place)
                rest &= ~bit
                guard place < width else { continue }
                let isDone = state.bits[2 * words + word] & bit != 0
                let isBegun = state.bits[words + word] & bit != 0
                parts[part].groups[place].add(isDone ? .done : isBegun ? .inProgress : .toDo, count)
            }
        }
        for place in contributors.indices where parts[part].isAllowed[place] {
            persons[place].add(Self.state(state, mask: contributors[place].edits), count)
        }
    }

    /// Where the part of products stands that these user groups may edit.
    private mutating func part(of editors: [String]?) -> Int {
        if let known = places[editors] { return known }
        let isAllowed = memberships.map { groups in editors.map { !groups.isDisjoint(with: $0) } ?? true }
        parts.append(
            Part(editors: editors, groups: Array(repeating: Sums(), count: width), isAllowed: isAllowed))
        places[editors] = parts.count - 1
        return parts.count - 1
    }

    /// How far a product is in the attribute groups of a mask; nil: in all.
    static func state(_ state: ProductState, mask: [UInt64]?) -> WorkState {
        let words = state.words
        var (isPresent, isBegun, isComplete) = (false, false, true)
        for word in 0..<words {
            let mask = mask.map { word < $0.count ? $0[word] : 0 } ?? .max
            let present = state.bits[word] & mask
            if present != 0 { isPresent = true }
            if state.bits[words + word] & mask != 0 { isBegun = true }
            if state.bits[2 * words + word] & mask != present { isComplete = false }
        }
        guard isPresent else { return .none }
        return !isBegun ? .toDo : isComplete ? .done : .inProgress
    }
}
