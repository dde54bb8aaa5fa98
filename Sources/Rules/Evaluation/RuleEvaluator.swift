// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import CatalogStore

/// Does the rules of a program to item after item, in memory: nothing is read or written here but what it is given.
///
/// A rule sees what those before it made of the item. If an action fails, or its result is not allowed, nothing of that rule is
/// kept, and the next one goes on. It belongs to one thread and is used for item after item, so its buffers keep their memory.
package struct RuleEvaluator {
    /// The rules.
    package let program: RuleProgram
    /// What became of the last item under each rule that selected it, in the order of the rules.
    package private(set) var outcomes: [RuleOutcome] = []
    /// Whether the values or fields of the last item are to be written.
    package private(set) var isChanged = false
    /// The links of the last item that are to be replaced, all of a type and kind of target each.
    package private(set) var changedLinks: [LinkSet: Set<Link>] = [:]
    /// What links of the rules lead to.
    package var targets = LinkTargets()
    /// Whether outcomes hold what each action changed: for previews and explanations.
    package var keepsChanges = false

    var state: ItemState
    private var judge: RecordJudge
    private var familyJudge: RecordJudge
    private var item: FilterItem
    private var writers: [ValueWriter?]
    private var mediumWriters: [ValueWriter?]
    private var media = MediaFiles()
    var current = RuleOutcome(rule: 0)
    private var inheritedCategories: [UInt8] = []
    private var isModel = false
    var action = 0

    /// Prepares for the items of one task.
    package init(_ program: RuleProgram) throws(ProductHeader.Faults) {
        self.program = program
        state = ItemState(slots: program.keyNames.count)
        judge = try RecordJudge(definitions: program.definitions, kind: .product)
        var parameters = RecordParameters(kind: .product)
        parameters.namesItems = false
        familyJudge = RecordJudge(
            definitions: program.definitions, parameters: parameters,
            header: try ProductHeader(names: ["family"], definitions: program.definitions, parameters: parameters))
        item = program.filters.makeItem()
        writers = Array(repeating: nil, count: program.columns.count)
        mediumWriters = writers
    }

    /// What the last item comes to, to be written; valid when `isChanged`.
    package var judgement: Judgement { judge.judgement }

    /// Gives the media that `RuleProgram.mediaPaths` name, as they were found in the store.
    package mutating func take(_ media: MediaFiles) {
        self.media = media
        for place in mediumWriters.indices { mediumWriters[place]?.media = media }
    }

    /// Does all rules to an item, but for those whose places are in `skipping`.
    package mutating func evaluate(_ given: borrowing RuleItem, skipping: Set<Int> = []) {
        outcomes.removeAll(keepingCapacity: true)
        (isChanged, changedLinks) = (false, [:])
        inheritedCategories = given.inheritedCategories
        isModel = given.kind == .productModel
        item.load(given, program.definitions)
        if program.needsVariants { item.loadVariants(of: given, program.filters) }
        var isLoaded = false
        var hasChanges = false
        var inherited = 0
        for rule in program.rules.indices {
            while inherited < given.inheritedChanges.count, given.inheritedChanges[inherited].rule <= rule {
                inherit(given.inheritedChanges[inherited], given, isLoaded: isLoaded)
                inherited += 1
            }
            guard program.filters.matches(rule, item), skipping.isEmpty || !skipping.contains(rule) else { continue }
            if !isLoaded {
                state.load(given, keys: program.keys, definitions: program.definitions)
                for change in given.inheritedChanges[..<inherited] { inherit(change) }
                isLoaded = true
            }
            apply(rule, to: given)
            if current.state == .changed { hasChanges = true }
            outcomes.append(current)
        }
        if hasChanges { finish(given) }
    }

    // MARK: What is inherited

    /// Shows the item what a rule has made of a product model above it.
    private mutating func inherit(_ change: InheritedChange, _ given: borrowing RuleItem, isLoaded: Bool) {
        if change.rule >= 0 { item.updatedAt = max(item.updatedAt, program.start) }
        guard change.key == InheritedChange.categories else {
            item.set(change.key, to: change.value)
            for place in item.variants.indices { item.variants[place].set(change.key, to: change.value) }
            if isLoaded { inherit(change) }
            return
        }
        let above = change.value ?? []
        let own = isLoaded ? state.fields.categories : given.stored.categories
        inheritedCategories = above
        item.clearCategories()
        item.add(categories: above.span)
        item.add(categories: own.span)
    }

    private mutating func inherit(_ change: InheritedChange) {
        guard let slot = program.keys.find(Array(change.key.utf8).span) else { return }
        state.inherit(slot, change.value)
    }

    // MARK: One rule

    private mutating func apply(_ rule: Int, to given: borrowing RuleItem) {
        current = RuleOutcome(rule: rule)
        state.begin()
        let actions = program.rules[rule].actions
        for place in actions.indices {
            action = place
            let start = (log: state.log.count, fields: state.fields)
            perform(actions[place], given)
            if keepsChanges { keepChanges(since: start.log, start.fields) }
            guard current.faults.isEmpty else {
                let isMoved = state.fields.family != state.fieldsAtStart.family
                state.rollBack()
                if isMoved { state.findHome(given, program.definitions) }
                current.state = .invalid
                current.notes.removeAll()
                return
            }
        }
        let slots = state.changedSlots
        guard !slots.isEmpty || state.fields != state.fieldsAtStart else { return }
        current.state = .changed
        for slot in slots { commit(slot) }
        if state.fields != state.fieldsAtStart { commitFields(given) }
        if !slots.isEmpty || state.changesFields { item.updatedAt = max(item.updatedAt, program.start) }
    }

    /// Shows conditions of later rules the value that a rule gave.
    private mutating func commit(_ slot: Int) {
        let name = program.keyNames[slot]
        let json = state.value(slot).map { Array(state.bytes[$0]) }
        item.set(name, to: json)
        for place in item.variants.indices { item.variants[place].set(name, to: json) }
        if isModel { current.trail.append(InheritedChange(rule: current.rule, key: name, value: json)) }
        let attribute = program.definitions.attributes[program.keyAttributes[slot]]
        guard attribute.isUnique, let range = state.own[slot] else { return }
        current.claims.append(
            .init(attribute: attribute.code, key: ValueText.comparable(state.bytes, range, attribute.type)))
    }

    private mutating func commitFields(_ given: borrowing RuleItem) {
        let fields = state.fields
        item.isEnabled = fields.isEnabled
        if fields.family != state.fieldsAtStart.family {
            item.family = program.definitions.family(String(decoding: fields.family, as: UTF8.self))?.index
        }
        if fields.categories != state.fieldsAtStart.categories {
            item.clearCategories()
            let above = inheritedCategories
            item.add(categories: above.span)
            item.add(categories: fields.categories.span)
            if isModel {
                current.trail.append(
                    InheritedChange(rule: current.rule, key: InheritedChange.categories, value: fields.categories))
            }
        }
        if fields.groups != state.fieldsAtStart.groups {
            item.clearGroups()
            item.add(groups: fields.groups.span)
        }
    }

    private mutating func finish(_ given: borrowing RuleItem) {
        var fields = given.stored
        fields.family = state.fields.family
        fields.isEnabled = state.fields.isEnabled
        fields.categories = state.fields.categories
        fields.groups = state.fields.groups
        judge.judge(
            given.stored, becoming: fields,
            state.changes(names: program.keyNames, attributes: program.keyAttributes))
        isChanged = judge.judgement.outcome == .updated
        guard state.fields.links != given.links else { return }
        for link in state.fields.links.symmetricDifference(given.links) {
            let set = LinkSet(type: link.type, targetKind: link.target.kind)
            guard changedLinks[set] == nil else { continue }
            changedLinks[set] = state.fields.links.filter { $0.type == set.type && $0.target.kind == set.targetKind }
        }
    }

    // MARK: Parts

    /// The writer of a column, made when it is first needed.
    mutating func convert(_ cell: [UInt8], into column: Int) -> ValueWriter? {
        if writers[column] == nil { writers[column] = makeWriter(column, checksMedia: false) }
        writers[column]?.convert(cell)
        return writers[column]
    }

    /// As `convert`, of a path that must be in the store.
    mutating func convert(medium path: [UInt8], into column: Int) -> ValueWriter? {
        if mediumWriters[column] == nil {
            mediumWriters[column] = makeWriter(column, checksMedia: true)
            mediumWriters[column]?.media = media
        }
        mediumWriters[column]?.convert(path)
        return mediumWriters[column]
    }

    private func makeWriter(_ column: Int, checksMedia: Bool) -> ValueWriter? {
        // The name was compiled before, against the same definitions.
        try? ValueWriter(
            column: program.columns[column].name, checksMedia: checksMedia, definitions: program.definitions)
    }

    /// What is wrong with the item's going to another family; empty: nothing.
    mutating func faults(ofFamily code: [UInt8], _ given: borrowing RuleItem) -> [Violation] {
        var batch = RecordBatch(columns: 1)
        batch.begin(row: 0, line: 0)
        batch.append(cell: code.span)
        familyJudge.judgeProduct(
            0, in: batch, item: given.stored, match: .identifier, givenParent: .none, storedParent: given.parent)
        return familyJudge.judgement.violations
    }

    mutating func refuse(_ violations: [Violation]) {
        current.faults += violations.map { RuleOutcome.Remark(action: action, violation: $0) }
    }

    mutating func note(_ violation: Violation) {
        current.notes.append(RuleOutcome.Remark(action: action, violation: violation))
    }

    // MARK: Explanations

    private mutating func keepChanges(since place: Int, _ fields: ItemState.Fields) {
        var seen: Set<Int> = []
        for change in state.log[place...] where seen.insert(change.slot).inserted {
            let (old, new) = (change.old.map(state.text), state.own[change.slot].map(state.text))
            guard old != new else { continue }
            keep(program.keyNames[change.slot], old, new)
        }
        func field(_ name: String, _ old: [UInt8], _ new: [UInt8]) {
            if old != new { keep(name, old.isEmpty ? nil : old, new.isEmpty ? nil : new) }
        }
        let now = state.fields
        field("family", fields.family, now.family)
        field("categories", fields.categories, now.categories)
        field("groups", fields.groups, now.groups)
        field("enabled", [fields.isEnabled ? 0x31 : 0x30], [now.isEnabled ? 0x31 : 0x30])
        if fields.links != now.links {
            keep(
                "associations", Self.words(fields.links.subtracting(now.links)),
                Self.words(now.links.subtracting(fields.links)))
        }
    }

    private mutating func keep(_ field: String, _ old: [UInt8]?, _ new: [UInt8]?) {
        current.changes.append(
            .init(
                action: action, field: field, before: old.map { String(decoding: $0, as: UTF8.self) },
                after: new.map { String(decoding: $0, as: UTF8.self) }))
    }

    /// Links in words: `X_SELL product 12, UPSELL group sale`.
    private static func words(_ links: Set<Link>) -> [UInt8]? {
        guard !links.isEmpty else { return nil }
        let words = links.map { link -> String in
            let target =
                switch link.target {
                case .item(let item): "\(item.kind.rawValue) \(item.id)"
                case .group(let code): "group \(code)"
                }
            return "\(link.type) \(target)\(link.quantity.map { " × \($0)" } ?? "")"
        }
        return Array(words.sorted().joined(separator: ", ").utf8)
    }
}
