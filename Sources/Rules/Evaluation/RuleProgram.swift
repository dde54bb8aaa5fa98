// SPDX-License-Identifier: Apache-2.0

package import Catalog

/// Rules made ready for millions of items: compiled once, in the order in which they run.
package struct RuleProgram: Sendable {
    /// The structure of the catalogue against which they were compiled.
    package let definitions: Definitions
    /// When the execution started, in microseconds since 1970 UTC: the moment at which a changed item counts as updated.
    package let start: Int64
    /// The rules that can run, in their order.
    package let rules: [CompiledRule]
    /// What is wrong with those that cannot.
    package let faults: [RuleFault]
    /// Whether a rule changes links: items must be given theirs.
    package let hasLinks: Bool
    /// Whether a rule changes links that are those of their targets too.
    package let linksBothWays: Bool
    /// Whether a rule may give an item what only one may have: a value of a unique attribute.
    package let makesClaims: Bool
    /// Whether a condition asks for the completeness of a product model's variants: items must be given theirs.
    package let needsVariants: Bool
    /// The items to which links of the rules lead.
    package let linkNames: [LinkName]
    /// The paths of the media that rules give.
    package let mediaPaths: [String]

    let columns: [RuleColumn]
    let keys: FilterKeys
    let keyNames: [String]
    /// The place of each key's attribute in the definitions.
    let keyAttributes: [Int]
    let filters: FilterProgram

    /// Compiles rules; of those that cannot run the faults are kept.
    package init(_ rules: [Rule], definitions: Definitions, context: FilterContext, labels: RuleLabels = RuleLabels()) {
        self.definitions = definitions
        start = context.start
        let compiler = RuleCompiler(definitions: definitions, context: context, labels: labels)
        var (compiled, faults): ([CompiledRule], [RuleFault]) = ([], [])
        for rule in rules.sorted(by: Rule.runsBefore) {
            let (made, found) = compiler.compile(rule)
            if let made { compiled.append(made) }
            faults += found
        }
        (self.rules, self.faults) = (compiled, faults)
        columns = compiler.columns
        keys = compiler.keys
        keyNames = compiler.keyNames
        keyAttributes = compiler.keyNames.map { name in
            definitions.attribute(String(name.prefix { $0 != "-" }))?.index ?? 0
        }
        filters = FilterProgram(compiled.map(\.filter), definitions: definitions)
        var (names, paths): ([LinkName], [String]) = ([], [])
        var (hasLinks, linksBothWays) = (false, false)
        for action in compiled.flatMap(\.actions) {
            switch action {
            case .links(let change):
                hasLinks = true
                linksBothWays = linksBothWays || change.lists.contains(where: \.isTwoWay)
                names += change.lists.flatMap(\.targets).map(\.name).filter { $0.kind != "group" }
            case .medium(_, let path): paths.append(String(decoding: path, as: UTF8.self))
            default: break
            }
        }
        (self.hasLinks, self.linksBothWays) = (hasLinks, linksBothWays)
        makesClaims = compiled.contains { rule in
            rule.writes.keys.contains { key in
                definitions.attribute(String(key.prefix { $0 != "-" }))?.isUnique == true
            }
        }
        linkNames = Array(Set(names)).sorted { ($0.kind, $0.text) < ($1.kind, $1.text) }
        mediaPaths = Array(Set(paths)).sorted()
        needsVariants = compiled.flatMap(\.filter.tests).contains { test in
            guard case .completeness(let test) = test, case .variants = test.rule else { return false }
            return true
        }
    }

    /// The conditions of a rule that find the same before any rule has run as when its turn comes.
    ///
    /// `anyRule` false: no rule before it can change what they read of the item. True: no rule at all can, itself included, so that
    /// they also hold of a variant whose product model was changed before.
    package func stableFilter(of rule: Int, anyRule: Bool) -> Filter {
        var writes = RuleWrites()
        for other in anyRule ? rules[...] : rules[..<rule] { writes.formUnion(other.writes) }
        return Filter(tests: rules[rule].filter.tests.filter { !writes.mayChange($0) })
    }
}
