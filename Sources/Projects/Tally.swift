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

/// The numbers of a project: of its owner, of each attribute group, of each contributor.
struct Tally {
    let contributors: [Contributor]
    private(set) var products: Int64 = 0
    private(set) var owner = Sums()
    /// By place.
    private(set) var groups: [Sums]
    /// In the order of the contributors.
    private(set) var persons: [Sums]
    private let memberships: [Set<String>]
    private var allowed: [[String]: [Bool]] = [:]

    init(groups: Int, contributors: [Contributor]) {
        self.contributors = contributors
        self.groups = Array(repeating: Sums(), count: groups)
        persons = Array(repeating: Sums(), count: contributors.count)
        memberships = contributors.map { Set($0.userGroups) }
    }

    /// Adds products of one state, or takes them away.
    mutating func add(_ state: ProductState, _ count: Int64) {
        products += count
        owner.add(Self.state(state, mask: nil), count)
        let words = state.words
        for word in 0..<words {
            var rest = state.bits[word]
            while rest != 0 {
                let place = word << 6 + rest.leadingZeroBitCount
                let bit = Bits.bit(place)
                rest &= ~bit
                guard place < groups.count else { continue }
                let isDone = state.bits[2 * words + word] & bit != 0
                groups[place].add(isDone ? .done : state.bits[words + word] & bit != 0 ? .inProgress : .toDo, count)
            }
        }
        var isAllowed: [Bool]?
        if let editors = state.editors { isAllowed = mayEdit(editors) }
        for place in contributors.indices where isAllowed?[place] ?? true {
            persons[place].add(Self.state(state, mask: contributors[place].edits), count)
        }
    }

    /// Who may edit a product of these user groups.
    private mutating func mayEdit(_ editors: [String]) -> [Bool] {
        if let known = allowed[editors] { return known }
        let made = memberships.map { !$0.isDisjoint(with: editors) }
        allowed[editors] = made
        return made
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
