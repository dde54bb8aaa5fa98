// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct CellTests {
    @Test(arguments: [
        ("name-en_GB", " Desk \"lamp\" ", #"{"name-en_GB":" Desk \"lamp\" "}"#),
        ("name-en_GB", "one\r\ntwo", #"{"name-en_GB":"one two"}"#),
        ("story-fr_FR-web", "un\ndeux\té", #"{"story-fr_FR-web":"un\ndeux\té"}"#),
        ("lumen", " 800 ", #"{"lumen":"800"}"#),
        ("lumen", "+800.00", #"{"lumen":"800.00"}"#),
        ("rating", "4.50", #"{"rating":"4.50"}"#),
        ("offset", "-0.5", #"{"offset":"-0.5"}"#),
        ("weight", "2.5 kilogram", #"{"weight":{"unit": "KILOGRAM", "amount": "2.5"}}"#),
        ("price-EUR", "12.50", #"{"price-EUR":"12.50"}"#),
        ("price", "80 EUR, 95.5 USD", #"{"price-EUR":"80","price-USD":"95.5"}"#),
        ("price", " EUR, 7 USD", #"{"price-USD":"7"}"#),
        ("dimmable", "0", #"{"dimmable":"0"}"#),
        ("released", "2026-02-28", #"{"released":"2026-02-28"}"#),
        ("colour", "brass", #"{"colour":"Brass"}"#),
        ("rooms", "kitchen , BATH", #"{"rooms":"bath,kitchen"}"#),
        ("photo", "files/l1/photo/a.JPG", #"{"photo":"files/l1/photo/a.JPG"}"#),
        ("mail", "shop@lamps.example", #"{"mail":"shop@lamps.example"}"#),
        ("grade", "AbC", #"{"grade":"AbC"}"#),
        ("name-en_GB", "   ", "{}"), ("rooms", ",", "{}"), ("lumen", "", "{}"),
    ])
    func `a cell becomes the value that is stored`(column: String, cell: String, values: String) throws {
        let judgement = try Shop.judge(["sku", column], ["L1", cell]) { $0.checksMedia = false }
        #expect(judgement.outcome == .created)
        #expect(judgement.values.text == values)
    }

    @Test(arguments: [
        ("lumen", "12,5", Reason.wrongDecimalSeparator), ("lumen", "1e3", .invalidNumber),
        ("lumen", "1 000", .invalidNumber),
        ("lumen", "12.5", .decimalsNotAllowed), ("lumen", "9", .belowMinimum), ("lumen", "5001", .aboveMaximum),
        ("lumen", ".", .invalidNumber), ("lumen", "5.", .invalidNumber), ("lumen", "--5", .invalidNumber),
        ("rating", "-1", .belowMinimum), ("weight", "2", .missingUnit), ("weight", "2 STONE", .unknownUnit),
        ("weight", "-1 GRAM", .belowMinimum), ("weight", "x GRAM", .invalidNumber), ("price", "12", .invalidNumber),
        ("price", "5 SEK", .currencyNotActive), ("price-EUR", "a", .invalidNumber),
        ("dimmable", "yes", .invalidBoolean),
        ("dimmable", "10", .invalidBoolean), ("released", "28/02/2026", .wrongDateFormat),
        ("released", "2026-02-30", .invalidDate), ("released", "1999-12-31", .dateTooEarly),
        ("released", "2031-01-01", .dateTooLate), ("colour", "green", .unknownOption),
        ("rooms", "bath,bath", .duplicateOption),
        ("rooms", "bath,attic", .unknownOption), ("photo", "../a.jpg", .unsafePath), ("photo", "/a.jpg", .unsafePath),
        ("photo", "a/../../b.png", .unsafePath), ("photo", "a.gif", .extensionNotAllowed),
        ("photo", "a", .extensionNotAllowed),
        ("mail", "shop@lamps", .invalidEmail), ("mail", "a b@c.example", .invalidEmail),
        ("page", "lamps.example", .invalidURL),
        ("page", "https://", .invalidURL), ("grade", "abd", .patternMismatch), ("grade", "abcab", .textTooLong),
    ])
    func `a cell that is not allowed is refused with its reason`(column: String, cell: String, reason: Reason) throws {
        let judgement = try Shop.judge(["sku", column], ["L1", cell]) { $0.checksMedia = false }
        #expect(judgement.outcome == .invalid)
        #expect(judgement.violations.map(\.reason) == [reason])
        #expect(judgement.violations.first?.field == column)
    }

    @Test func `all violations of a record are reported at once`() throws {
        let judgement = try Shop.judge(["sku", "lumen", "colour", "released"], ["L1", "x", "green", "never"])
        #expect(judgement.violations.map(\.reason) == [.invalidNumber, .unknownOption, .wrongDateFormat])
    }

    @Test func `media that must have come along is not found in a plain file`() throws {
        let judgement = try Shop.judge(["sku", "photo"], ["L1", "files/a.jpg"])
        #expect(judgement.violations.map(\.reason) == [.mediaNotFound])
    }

    @Test(arguments: [
        ("7,5", "7.5"), ("7", "7"), ("7,00", "7.00"),
    ])
    func `a comma is a decimal point where the profile says so`(cell: String, stored: String) throws {
        let judgement = try Shop.judge(["sku", "dimmable", "rating"], ["L1", "1", cell]) { $0.decimalSeparator = "," }
        #expect(judgement.values.text == #"{"dimmable":"1","rating":"\#(stored)"}"#)
    }

    @Test func `commas separate prices only behind a currency`() throws {
        let judgement = try Shop.judge(["sku", "dimmable", "price"], ["L1", "1", "49,90 EUR, 55 USD"]) {
            $0.decimalSeparator = ","
        }
        #expect(judgement.values.text == #"{"dimmable":"1","price-EUR":"49.90","price-USD":"55"}"#)
    }

    @Test func `a unit may stand in a column of its own`() throws {
        let given = try Shop.judge(["sku", "weight", "weight-unit", "dimmable"], ["L1", "5", "gram", "1"])
        #expect(given.values.text == #"{"weight":{"unit": "GRAM", "amount": "5"},"dimmable":"1"}"#)
        let alone = try Shop.judge(["sku", "weight", "weight-unit", "dimmable"], ["L1", "", "GRAM", "1"])
        #expect(alone.values.text == #"{"dimmable":"1"}"#)
        let both = try Shop.judge(["sku", "weight", "weight-unit"], ["L1", "5 GRAM", "GRAM"])
        #expect(both.violations.map(\.reason) == [.conflictingCells])
    }

    @Test func `two forms of one price conflict when both are filled`() throws {
        let both = try Shop.judge(["sku", "price", "price-EUR"], ["L1", "80 EUR", "80"])
        #expect(both.violations.map(\.reason) == [.conflictingCells])
        let one = try Shop.judge(["sku", "price", "price-EUR", "dimmable"], ["L1", "", "80", "1"])
        #expect(one.values.text == #"{"price-EUR":"80","dimmable":"1"}"#)
    }

    @Test(arguments: [
        ("MM/dd/yyyy", "02/29/2024"), ("dd/MM/yyyy", "29/02/2024"), ("dd.MM.yyyy", "29.02.2024"),
        ("yyyy/MM/dd", "2024/02/29"),
    ])
    func `days are read in each format`(format: String, cell: String) throws {
        let format = try #require(DateFormat(rawValue: format))
        let judgement = try Shop.judge(["sku", "dimmable", "released"], ["L1", "1", cell]) { $0.dateFormat = format }
        #expect(judgement.values.text == #"{"dimmable":"1","released":"2024-02-29"}"#)
    }

    @Test func `line ends in a text are replaced and noted`() throws {
        let judgement = try Shop.judge(["sku", "name-en_GB"], ["L1", "a\nb\rc\r\nd"])
        #expect(judgement.values.text.contains(#""name-en_GB":"a b c d""#))
        #expect(judgement.notes.map(\.reason) == [.lineBreaksReplaced])
    }

    @Test func `lengths count Unicode scalars`() throws {
        let long = String(repeating: "é", count: 255)
        #expect(try Shop.judge(["sku", "name-en_GB"], ["L1", long]).outcome == .created)
        let longer = try Shop.judge(["sku", "name-en_GB"], ["L1", long + "e\u{301}"])
        #expect(longer.violations.map(\.text) == ["257 characters, allowed 255"])
    }

    @Test(arguments: [
        ("12.50", "12.5", 0), ("0", "-0.00", 0), ("007", "7", 0), ("-3", "2", -1), ("-3", "-2", -1), ("10", "9", 1),
        ("0.1", "0.09", 1), ("123456789012345678901234567890", "123456789012345678901234567891", -1),
        ("+4", "4.000", 0),
    ])
    func `numbers are compared by value`(one: String, other: String, order: Int) {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        #expect(PlainDecimal.compare(one.span, other.span).map { $0.signum() } == order)
        #expect(PlainDecimal.compare(other.span, one.span).map { $0.signum() } == -order)
    }
}
