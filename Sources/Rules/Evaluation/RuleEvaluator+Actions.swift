// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore

/// What each action does.
extension RuleEvaluator {
    mutating func perform(_ action: CompiledAction, _ given: borrowing RuleItem) {
        switch action {
        case .put(let column, let changes):
            guard admits(column) else { return }
            for change in changes { put(column, change.slot, change.json, change.json?.indices ?? 0..<0) }
        case .medium(let column, let path):
            guard admits(program.columns[column]) else { return }
            take(convert(medium: path, into: column), column)
        case .join(let column, let join): self.join(join, column)
        case .categories(let change): change.apply(to: &state.fields.categories)
        case .groups(let change):
            if given.kind == .product { change.apply(to: &state.fields.groups) }
        case .family(let code): move(code, given)
        case .enable(let isOn):
            if given.kind == .product { state.fields.isEnabled = isOn }
        case .links(let change): link(change, given)
        case .copy(let operand, let column, let form): copy(operand, column, form, given)
        case .concatenate(let blocks, let column): concatenate(blocks, column, given)
        case .calculate(let calculation): calculate(calculation)
        }
    }

    // MARK: Values

    /// Whether the item can have values of a column; an attribute that its family lacks is passed over, one of another level is a
    /// fault.
    mutating func admits(_ column: RuleColumn) -> Bool {
        if let own = state.home.own, own.contains(column.attribute) { return true }
        if let family = state.home.family, family.contains(column.attribute) {
            let code = program.definitions.attributes[column.attribute].code
            refuse([
                Violation(.attributeAtOtherLevel, field: code, text: "\(quoted(code)) belongs to another level")
            ])
        }
        return false
    }

    /// Writes what a cell was converted to, or notes what is wrong with it.
    mutating func take(_ writer: ValueWriter?, _ column: Int) {
        guard let writer else { return }
        guard writer.violations.isEmpty else { return refuse(writer.violations) }
        let target = program.columns[column]
        var isNew = false
        for place in 0..<writer.valueCount {
            let (key, json) = writer.value(place)
            if put(target, target.slots[key], writer.bytes, json) { isNew = true }
        }
        for key in writer.cleared { put(target, target.slots[key], nil, 0..<0) }
        if isNew { for violation in writer.notes { note(violation) } }
    }

    /// Gives the item a value, unless it has it already; says whether it was new.
    @discardableResult
    mutating func put(_ column: RuleColumn, _ slot: Int, _ json: [UInt8]?, _ range: Range<Int>) -> Bool {
        guard !state.isSame(slot, column.type, json, range) else { return false }
        if state.home.axes.contains(column.attribute) {
            let code = program.definitions.attributes[column.attribute].code
            let value = json.map { String(decoding: $0[ValueText.inner(range)], as: UTF8.self) }
            if value == nil {
                refuse([Violation(.emptyAxis, field: code, text: "axis is empty")])
                return false
            }
            if let old = state.own[slot] {
                let expected = String(decoding: state.text(old), as: UTF8.self)
                refuse([
                    Violation(
                        .axisNotChangeable, field: code, value: value, text: "axis is \(quoted(expected)) and stays")
                ])
                return false
            }
        }
        state.put(slot, json, range)
        return true
    }

    private mutating func join(_ join: CompiledAction.CodeJoin, _ column: Int) {
        let target = program.columns[column]
        guard admits(target), let slot = target.slots.first else { return }
        let old = state.own[slot].map(state.text) ?? []
        var kept: [[UInt8]] = []
        var had: Set<[UInt8]> = []
        for code in old.split(separator: UInt8(ascii: ",")) {
            var key: [UInt8] = []
            appendFolded(code.span, to: &key)
            had.insert(key)
            if join.isAddition || !join.keys.contains(key) { kept.append(Array(code)) }
        }
        guard join.isAddition ? !join.keys.isSubset(of: had) : !join.keys.isDisjoint(with: had) else { return }
        if join.isAddition {
            for code in join.codes {
                var key: [UInt8] = []
                appendFolded(code.span, to: &key)
                if had.insert(key).inserted { kept.append(code) }
            }
        }
        take(convert(Array(kept.joined(separator: [UInt8(ascii: ",")])), into: column), column)
    }

    private mutating func move(_ code: [UInt8], _ given: borrowing RuleItem) {
        // The family of product models is their family variant's, which never changes.
        guard given.kind == .product, state.fields.family != code else { return }
        let faults = faults(ofFamily: code, given)
        guard faults.isEmpty else { return refuse(faults) }
        state.fields.family = code
        state.findHome(given, program.definitions)
    }

    // MARK: Links

    private mutating func link(_ change: CompiledAction.LinkChange, _ given: borrowing RuleItem) {
        guard let owner = given.owner else { return }
        var faults: [Violation] = []
        for list in change.lists {
            let had = state.fields.links.filter { $0.type == list.type && $0.target.kind == list.kind }
            var wanted = change.isAddition ? had : []
            let field = "\(list.type)-\(list.kind)s"
            for named in list.targets {
                guard let target = targets.find(named.name) else {
                    let what = list.kind == "product_model" ? "product model" : list.kind
                    faults.append(
                        Violation(
                            .associationTargetNotFound, field: field, value: named.name.text,
                            text: "no \(what) \(quoted(named.name.text))"))
                    continue
                }
                guard !list.isTwoWay || target != .item(owner) else {
                    faults.append(
                        Violation(
                            .selfAssociation, field: field, value: named.name.text,
                            text: "a two-way link cannot lead back to the item itself"))
                    continue
                }
                wanted = wanted.filter { $0.target != target }
                wanted.insert(Link(owner: owner, type: list.type, target: target, quantity: named.quantity))
            }
            if list.isQuantified, wanted.count > RecordLinks.quantifiedLimit {
                faults.append(
                    Violation(
                        .tooManyAssociations, field: field,
                        text: "\(wanted.count) links, allowed \(RecordLinks.quantifiedLimit)"))
            }
            if faults.isEmpty, wanted != had {
                state.fields.links.subtract(had)
                state.fields.links.formUnion(wanted)
            }
        }
        refuse(faults)
    }

    // MARK: Copies

    private mutating func copy(
        _ operand: RuleOperand, _ column: Int, _ form: CompiledAction.CopyForm, _ given: borrowing RuleItem
    ) {
        guard admits(program.columns[column]) else { return }
        take(convert(cell(of: operand, form, given), into: column), column)
    }

    private func cell(
        of operand: RuleOperand, _ form: CompiledAction.CopyForm, _ given: borrowing RuleItem
    ) -> [UInt8] {
        guard operand.type != .identifier else { return given.kind == .product ? given.stored.identifier : [] }
        guard operand.type != .price else { return prices(of: operand) ?? [] }
        guard let slot = operand.slots.first, let text = state.text(slot) else { return [] }
        switch form {
        case .asStored: return text
        case .moment: return text + "T00:00:00+00:00".utf8
        case .withUnit(let unit): return text + [UInt8(ascii: " ")] + unit
        case .amount: return state.measure(slot)?.amount ?? []
        }
    }

    /// `12.50 EUR, 14 USD`, by currency; nil when there is none.
    func prices(of operand: RuleOperand) -> [UInt8]? {
        var prices: [(currency: String, amount: [UInt8])] = []
        for (slot, currency) in zip(operand.slots, operand.currencies) {
            guard let currency, let amount = state.text(slot) else { continue }
            prices.append((currency, amount))
        }
        guard !prices.isEmpty else { return nil }
        let texts = prices.sorted { $0.currency < $1.currency }.map { $0.amount + " \($0.currency)".utf8 }
        return Array(texts.joined(separator: ", ".utf8))
    }
}

extension CompiledAction.CodeChange {
    /// Changes a sorted list of codes with commas.
    func apply(to list: inout [UInt8]) {
        let old = list.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
        var new: [String]
        switch mode {
        case .replace: new = codes
        case .add:
            let had = Set(old.map(folded))
            new = old + codes.filter { !had.contains(folded($0)) }
        case .remove: new = old.filter { !keys.contains(folded($0)) }
        }
        guard new != old else { return }
        new.sort()
        list = Array(new.joined(separator: ",").utf8)
    }
}
