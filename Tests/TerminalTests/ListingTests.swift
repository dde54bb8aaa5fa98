// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing
import Tracking

@testable import Terminal

@Suite struct ListingTests {
    private struct Fruit: Sendable {
        var name: String
        var price: Int64?
    }

    private static let listing = Listing<Fruit>(
        [
            .init("name", "NAME", "NOM", mayShrink: true, value: { .text($0.name) }),
            .init("price", "PRICE", "PRIX", isRight: true, dropOrder: 0, value: { .integer($0.price) }),
            .init("spare", isInJSON: false, value: { _ in .bool(true) }),
        ], plain: ["name", "price", "spare"], table: ["name", "price"],
        below: { fruit, _ in fruit.price == nil ? ["  no price"] : [] })

    private static let fruits = [Fruit(name: "=apple, \"red\"", price: 3), Fruit(name: "a\tpear", price: nil)]
    private static let screen = Screen(Console(program: "test", environment: ["COLUMNS": "40"]))

    @Test func `one description gives tab-separated lines, CSV and JSON`() {
        let listing = Self.listing
        #expect(Self.fruits.map(listing.line) == ["=apple, \"red\"\t3\ttrue", "a pear\t\ttrue"])
        #expect(listing.csvTitles == "name,price,spare")
        #expect(Self.fruits.map(listing.csvLine) == ["\"'=apple, \"\"red\"\"\",3,true", "a\tpear,,true"])
        #expect(listing.fields == ["name", "price"])
        #expect(
            Self.fruits.map { listing.object($0).rendered } == [
                #"{"schema":1,"name":"=apple, \"red\"","price":3}"#, #"{"schema":1,"name":"a\tpear","price":null}"#,
            ])
        #expect(listing.object(Self.fruits[0], ["price"]).rendered == #"{"schema":1,"price":3}"#)
    }

    @Test func `a table has titles unless told otherwise, and lines below its rows`() {
        #expect(
            Self.listing.table(Self.fruits, Self.screen) == [
                "NAME           PRICE", "=apple, \"red\"      3", "a pear", "  no price",
            ])
        #expect(Self.listing.table(Self.fruits, Self.screen, hasTitles: false).count == 3)
    }

    @Test func `a narrow table drops a column, a wide one never`() {
        let fruits = [Fruit(name: String(repeating: "long ", count: 20), price: 1_234_567)]
        let narrow = Screen(Console(program: "test", environment: ["COLUMNS": "20"]))
        #expect(Self.listing.table(fruits, narrow)[0] == "NAME")
        #expect(Self.listing.table(fruits, narrow, isWide: true)[1].hasSuffix("1234567"))
    }

    @Test(
        arguments: [
            ("plain", "plain", true), ("=1+1", "'=1+1", true), ("-5", "-5", false), ("@x", "'@x", true),
            ("a,b", "\"a,b\"", true), ("two\nlines", "\"two\nlines\"", true), ("", "", true),
        ]) func `a CSV cell is quoted where it must be, and is never a formula`(
            text: String, cell: String, isText: Bool
        )
    {
        #expect(CSVText.cell(text, isText: isText) == cell)
    }

    @Test func `members are picked in the order asked for, schema first`() {
        let object = JSONValue.object([("schema", .integer(1)), ("a", .integer(1)), ("b", .null)])
        #expect(object.picking(["b", "a"]).rendered == #"{"schema":1,"b":null,"a":1}"#)
        #expect(object.picking([]).rendered == #"{"schema":1,"a":1,"b":null}"#)
    }

    @Test func `a bare --json takes no argument for its fields`() {
        #expect(
            CommandArguments.ordered(["show", "--json", "7c9e2a1f", "-q"]) == ["show", "7c9e2a1f", "-q", "--json"])
        #expect(CommandArguments.ordered(["a", "--json", "--", "--json"]) == ["a", "--json", "--", "--json"])
        #expect(CommandArguments.ordered(["show", "--json=id", "7c9e2a1f"]) == ["show", "--json=id", "7c9e2a1f"])
    }
}
