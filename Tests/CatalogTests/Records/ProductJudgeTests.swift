// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct ProductJudgeTests {
    private let root = ParentModel(
        id: 7, code: "desk", familyVariant: "by_colour", level: 0,
        values: Array(#"{"lumen": "800", "name-en_GB": "Desk"}"#.utf8))

    // MARK: Comparing

    @Test(arguments: [
        ("lumen", "800.0", #"{"lumen": "800"}"#), ("price-EUR", "12.5", #"{"price-EUR": "12.50"}"#),
        ("colour", "BRASS", #"{"colour": "Brass"}"#), ("rooms", "kitchen,bath", #"{"rooms": "bath,kitchen"}"#),
        ("weight", "2.50 KILOGRAM", #"{"weight": {"unit": "KILOGRAM", "amount": "2.5"}}"#),
        ("name-en_GB", "say \"hi\" \\ é", #"{"name-en_GB": "say \"hi\" \\ é"}"#),
        ("story-en_GB-web", "a\nb\tc\u{1}", "{\"story-en_GB-web\": \"a\\nb\\tc\\u0001\"}"),
        ("lumen", "", #"{"name-en_GB": "x"}"#),
    ])
    func `a record that says what is stored changes nothing`(column: String, cell: String, stored: String) throws {
        let judgement = try Shop.judge(["sku", column], ["l1", cell], item: Shop.lamp(stored))
        #expect(judgement.outcome == .unchanged)
        #expect(judgement.values.text == "{}")
        #expect(judgement.identifier.text == "L1")
    }

    @Test func `only what differs is written, and what it was is kept`() throws {
        let item = Shop.lamp(#"{"lumen": "800", "colour": "white", "released": "2020-01-01", "name-en_GB": "Desk"}"#)
        let judgement = try Shop.judge(
            ["sku", "lumen", "colour", "released", "rating"], ["L1", "900", "white", "", "3"], item: item)
        #expect(judgement.outcome == .updated)
        #expect(judgement.values.text == #"{"lumen":"900","rating":"3"}"#)
        #expect(judgement.cleared.text == "released")
        #expect(judgement.before.text == #"{"values":{"lumen":"800","rating":null,"released":"2020-01-01"}}"#)
    }

    @Test func `taking one option out of several is a change`() throws {
        let judgement = try Shop.judge(
            ["sku", "rooms"], ["L1", "bath"], item: Shop.lamp(#"{"rooms": "bath,kitchen"}"#))
        #expect(judgement.outcome == .updated)
    }

    @Test func `a list of prices replaces all, one currency only itself`() throws {
        let item = Shop.lamp(#"{"price-EUR": "80", "price-USD": "95"}"#)
        let one = try Shop.judge(["sku", "price-USD"], ["L1", "60"], item: item)
        #expect(one.values.text == #"{"price-USD":"60"}"#)
        #expect(one.cleared.isEmpty)
        let all = try Shop.judge(["sku", "price"], ["L1", "60 USD"], item: item)
        #expect(all.values.text == #"{"price-USD":"60"}"#)
        #expect(all.cleared.text == "price-EUR")
    }

    @Test func `without comparison every valid record is an update`() throws {
        let judgement = try Shop.judge(["sku", "lumen"], ["L1", "800"], item: Shop.lamp(#"{"lumen": "800"}"#)) {
            $0.comparesWithStored = false
        }
        #expect(judgement.outcome == .updated)
        #expect(judgement.values.text == #"{"lumen":"800"}"#)
    }

    // MARK: Fields

    @Test func `a new product gets the profile's status and the defaults of its family`() throws {
        let judgement = try Shop.judge(["sku", "family"], ["N1", "LAMPS"]) { $0.enabled = false }
        #expect(judgement.outcome == .created)
        #expect(!judgement.isEnabled)
        #expect(judgement.family.text == "lamps")
        #expect(judgement.values.text == #"{"dimmable":"1"}"#)
        #expect(try Shop.judge(["sku", "family"], ["N1", "bulbs"]).values.text == "{}")
    }

    @Test func `an absent column leaves, an empty cell clears`() throws {
        var item = Shop.lamp("{}", enabled: false)
        item.categories = Array("indoor".utf8)
        let absent = try Shop.judge(["sku"], ["L1"], item: item)
        #expect(absent.outcome == .unchanged)
        let empty = try Shop.judge(["sku", "categories", "enabled", "family"], ["L1", "", "", ""], item: item)
        #expect(empty.outcome == .updated)
        #expect(empty.categories.isEmpty)
        #expect(empty.family.isEmpty)
        #expect(!empty.isEnabled)
        #expect(empty.before.text == #"{"family":"lamps","categories":"indoor"}"#)
    }

    @Test func `categories and groups are sets in their stored spelling`() throws {
        let judgement = try Shop.judge(
            ["sku", "categories", "groups"], ["N1", "OUTDOOR, indoor,outdoor", "sale,new"])
        #expect(judgement.categories.text == "indoor,outdoor")
        #expect(judgement.groups.text == "new,sale")
        let unknown = try Shop.judge(["sku", "categories", "groups"], ["N1", "attic,cellar", "old"])
        #expect(unknown.violations.map(\.reason) == [.unknownCategory, .unknownCategory, .unknownGroup])
    }

    @Test(arguments: [
        ("a,b", Reason.invalidIdentifier), ("a;b", .invalidIdentifier), (" a", .invalidIdentifier),
        ("a\nb", .invalidIdentifier),
        (String(repeating: "x", count: 256), .textTooLong),
    ])
    func `an identifier has a form`(identifier: String, reason: Reason) throws {
        let judgement = try Shop.judge(["sku"], [identifier])
        #expect(judgement.violations.map(\.reason) == [reason])
    }

    @Test func `a product found by its uuid may get another identifier or lose it`() throws {
        let other = try Shop.judge(["uuid", "sku"], ["", "L9"], item: Shop.lamp("{}"), match: .uuid)
        #expect(other.outcome == .updated)
        #expect(other.identifierKey.text == "l9")
        let none = try Shop.judge(["uuid", "sku"], ["", ""], item: Shop.lamp("{}"), match: .uuid)
        #expect(none.identifier.isEmpty)
        let taken = try Shop.judge(["uuid", "sku"], ["", "L9"], item: Shop.lamp("{}"), match: .uuid, isTaken: true)
        #expect(taken.violations.map(\.reason) == [.identifierTaken])
    }

    @Test func `surplus cells refuse a record unless they are empty`() throws {
        #expect(try Shop.judge(["sku", "lumen"], ["N1", "800", "", ""]).outcome == .created)
        let long = try Shop.judge(["sku", "lumen"], ["N1", "x", "", "more"])
        #expect(long.violations.map(\.text) == ["4 cells, header has 2"])
    }

    @Test func `an unknown family is the only thing said of a record`() throws {
        let judgement = try Shop.judge(["sku", "family", "lumen", "enabled"], ["N1", "shoes", "x", "maybe"])
        #expect(judgement.violations.map(\.reason) == [.unknownFamily])
    }

    @Test func `filled cells outside the family are counted and dropped`() throws {
        let judgement = try Shop.judge(["sku", "family", "lumen", "rating", "mail"], ["N1", "bulbs", "800", "x", ""])
        #expect(judgement.outcome == .created)
        #expect(judgement.outsideFamily == 1)
        #expect(judgement.values.text == #"{"lumen":"800"}"#)
    }

    @Test func `values outside a new family stay`() throws {
        let item = Shop.lamp(#"{"lumen": "800", "rating": "3"}"#)
        let judgement = try Shop.judge(["sku", "family"], ["L1", "bulbs"], item: item)
        #expect(judgement.outcome == .updated)
        #expect(judgement.cleared.isEmpty)
    }

    @Test func `unique values are named in the form they are compared by`() throws {
        let new = try Shop.judge(["sku", "model_number"], ["N1", "Ab-1"])
        #expect(new.uniqueValues == [.init(attribute: "model_number", key: Array("ab-1".utf8))])
        let gone = try Shop.judge(["sku", "model_number"], ["L1", ""], item: Shop.lamp(#"{"model_number": "Ab-1"}"#))
        #expect(gone.uniqueValues == [.init(attribute: "model_number", key: nil)])
    }

    // MARK: Variants

    @Test func `a variant takes its family from its model and keeps only values of its level`() throws {
        let judgement = try Shop.judge(
            ["sku", "parent", "colour", "lumen", "price-EUR"], ["V1", "Desk", "white", "900", "5"],
            givenParent: .found(root))
        #expect(judgement.outcome == .created)
        #expect(judgement.family.text == "lamps")
        #expect(judgement.parent.text == "desk")
        #expect(judgement.parentID == 7)
        #expect(judgement.values.text == #"{"colour":"white","price-EUR":"5"}"#)
        #expect(judgement.outsideFamily == 1)
        #expect(judgement.axisKey.text == "white")
    }

    @Test func `axes must be filled and never change`() throws {
        let empty = try Shop.judge(["sku", "parent"], ["V1", "desk"], givenParent: .found(root))
        #expect(empty.violations.map(\.reason) == [.emptyAxis])
        let stored = Shop.lamp(#"{"colour": "white"}"#, parent: "desk")
        let other = try Shop.judge(["sku", "colour"], ["L1", "black"], item: stored, storedParent: root)
        #expect(other.violations.map(\.reason) == [.axisNotChangeable])
        #expect(other.violations.first?.text == "axis is \"white\" and stays")
        let cleared = try Shop.judge(["sku", "colour"], ["L1", ""], item: stored, storedParent: root)
        #expect(cleared.violations.map(\.reason) == [.emptyAxis])
        let same = try Shop.judge(["sku", "colour"], ["L1", "WHITE"], item: stored, storedParent: root)
        #expect(same.outcome == .unchanged)
        #expect(same.axisKey.text == "white")
    }

    @Test func `the parent must exist, be of the last level, and of the same family`() throws {
        let unknown = try Shop.judge(["sku", "parent", "lumen"], ["V1", "chair", "x"], givenParent: .unknown)
        #expect(unknown.violations.map(\.reason) == [.unknownParent])
        var deep = root
        deep.familyVariant = "by_colour_and_weight"
        let level = try Shop.judge(
            ["sku", "parent", "weight"], ["V1", "desk", "5 GRAM"], givenParent: .found(deep))
        #expect(level.violations.map(\.reason) == [.invalidParentLevel])
        let family = try Shop.judge(
            ["sku", "parent", "family", "colour"], ["V1", "desk", "bulbs", "white"], givenParent: .found(root))
        #expect(family.violations.map(\.reason) == [.familyDiffersFromParent])
        let removed = try Shop.judge(
            ["sku", "family"], ["L1", ""], item: Shop.lamp(#"{"colour": "white"}"#, parent: "desk"), storedParent: root)
        #expect(removed.violations.map(\.reason) == [.familyRequired])
    }

    @Test func `a simple product that becomes a variant gives up what its model has`() throws {
        let item = Shop.lamp(#"{"colour": "white", "lumen": "5", "price-EUR": "9"}"#)
        let judgement = try Shop.judge(["sku", "parent"], ["L1", "desk"], item: item, givenParent: .found(root))
        #expect(judgement.outcome == .updated)
        #expect(judgement.cleared.text == "lumen")
        #expect(judgement.before.text == #"{"parent":null,"axis_key":null,"parent_id":null,"values":{"lumen":"5"}}"#)
        #expect(judgement.axisKey.text == "white")
    }

    @Test func `a variant without parent stays one, or becomes simple and takes over what it inherited`() throws {
        let item = Shop.lamp(#"{"colour": "white"}"#, parent: "desk")
        let kept = try Shop.judge(["sku", "parent", "lumen"], ["L1", "", "900"], item: item, storedParent: root)
        #expect(kept.outcome == .unchanged)
        #expect(kept.outsideFamily == 1)
        let simple = try Shop.judge(["sku", "parent", "lumen"], ["L1", "", "900"], item: item, storedParent: root) {
            $0.convertsVariantsToSimple = true
        }
        #expect(simple.outcome == .updated)
        #expect(simple.parent.isEmpty)
        #expect(simple.axisKey.isEmpty)
        #expect(simple.values.text == #"{"name-en_GB":"Desk","lumen":"900"}"#)
        #expect(simple.family.text == "lamps")
    }

    @Test func `a variant moves only within its family variant`() throws {
        let item = Shop.lamp(#"{"colour": "white"}"#, parent: "desk")
        var other = root
        (other.id, other.code) = (8, "floor")
        let moved = try Shop.judge(
            ["sku", "parent"], ["L1", "floor"], item: item, givenParent: .found(other), storedParent: root)
        #expect(moved.outcome == .updated)
        #expect(moved.parentID == 8)
        (other.familyVariant, other.level) = ("by_colour_and_weight", 1)
        let refused = try Shop.judge(
            ["sku", "parent", "weight"], ["L1", "floor", "1 GRAM"], item: item, givenParent: .found(other),
            storedParent: root)
        #expect(refused.violations.map(\.reason).contains(.familyVariantDiffers))
    }

    // MARK: Product models

    @Test func `a root needs a family variant and holds the values that no level holds`() throws {
        let names = ["code", "family_variant", "parent", "lumen", "colour"]
        let root = try Shop.judgeModel(names, ["desk", "BY_COLOUR", "", "800", "white"])
        #expect(root.outcome == .created)
        #expect(root.familyVariant.text == "by_colour")
        #expect(root.values.text == #"{"lumen":"800","dimmable":"1"}"#)
        #expect(root.outsideFamily == 1)
        #expect(try Shop.judgeModel(names, ["desk", "", "", "x"]).violations.map(\.reason) == [.unknownFamilyVariant])
        #expect(try Shop.judgeModel(names, ["", "by_colour"]).violations.map(\.reason) == [.missingCode])
    }

    @Test func `a sub-model stands below a root of two levels`() throws {
        let names = ["code", "family_variant", "parent", "colour", "weight"]
        var parent = root
        let flat = try Shop.judgeModel(names, ["desk_w", "", "desk", "white"], givenParent: .found(parent))
        #expect(flat.violations.map(\.reason) == [.parentNotAllowed])
        parent.familyVariant = "by_colour_and_weight"
        let sub = try Shop.judgeModel(names, ["desk_w", "", "desk", "white", "1 GRAM"], givenParent: .found(parent))
        #expect(sub.outcome == .created)
        #expect(sub.values.text == #"{"colour":"white"}"#)
        #expect(sub.outsideFamily == 1)
        #expect(sub.axisKey.text == "white")
        parent.level = 1
        let deep = try Shop.judgeModel(names, ["x", "", "desk_w", "white"], givenParent: .found(parent))
        #expect(deep.violations.map(\.reason) == [.invalidParentLevel])
    }

    @Test func `a family variant never changes`() throws {
        var item = StoredItem()
        item.identifier = Array("desk".utf8)
        item.familyVariant = Array("by_colour".utf8)
        let changed = try Shop.judgeModel(["code", "family_variant"], ["desk", "by_colour_and_weight"], item: item)
        #expect(changed.violations.map(\.reason) == [.propertyNotChangeable])
        let same = try Shop.judgeModel(["code", "family_variant"], ["DESK", "by_colour"], item: item)
        #expect(same.outcome == .unchanged)
    }
}
