// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct RecordJudgeTests {
    private let model = ParentModel(
        id: 7, code: "desk", familyVariant: "by_colour", level: 0, values: Array(#"{"lumen": "800"}"#.utf8))

    @Test func `a product without family gets no defaults`() throws {
        #expect(try Shop.judge(["sku"], ["N1"]).values.text == "{}")
        #expect(try Shop.judge(["sku", "family"], ["N1", ""]).values.text == "{}")
    }

    @Test func `a default gives way to what the file says`() throws {
        let judgement = try Shop.judge(["sku", "family", "dimmable"], ["N1", "lamps", "0"])
        #expect(judgement.values.text == #"{"dimmable":"0"}"#)
    }

    @Test func `a new variant gets the defaults of its own level only`() throws {
        let judgement = try Shop.judge(
            ["sku", "parent", "colour"], ["N1", "desk", "white"], givenParent: .found(model))
        #expect(judgement.outcome == .created)
        // `dimmable` belongs to the model.
        #expect(judgement.values.text == #"{"colour":"white"}"#)
    }

    @Test func `a product that becomes a variant keeps values that are of no level`() throws {
        let item = Shop.lamp(#"{"page": "https://lamps.example", "lumen": "700", "colour": "white", "price-EUR": "5"}"#)
        let judgement = try Shop.judge(
            ["sku", "parent"], ["L1", "desk"], item: item, givenParent: .found(model))
        #expect(judgement.outcome == .updated)
        #expect(judgement.cleared.text == "lumen")
        #expect(judgement.before.text == #"{"parent":null,"axis_key":null,"parent_id":null,"values":{"lumen":"700"}}"#)
    }

    @Test func `a currency given twice in one cell conflicts`() throws {
        let judgement = try Shop.judge(["sku", "price"], ["N1", "80 EUR, 90 EUR"])
        #expect(judgement.violations.map(\.reason) == [.conflictingCells])
        // Without an amount the first one says nothing.
        let once = try Shop.judge(["sku", "price"], ["N1", "EUR, 90 EUR"])
        #expect(once.values.text == #"{"price-EUR":"90"}"#)
    }

    @Test func `a judge that has seen a record knows nothing of it at the next`() throws {
        let parameters = RecordParameters(kind: .product)
        let names = ["sku", "family", "lumen", "categories", "colour"]
        let header = try ProductHeader(names: names, definitions: Shop.definitions, parameters: parameters)
        let records = [
            ["A", "lamps", "800", "indoor", "white"], ["B", "nope", "x", "attic", "green"], ["C", "", "5", "", ""],
            ["D", "bulbs", "800", "outdoor,indoor", "white"], ["A", "lamps", "800", "indoor", "white"],
        ]
        var batch = RecordBatch(columns: names.count)
        for (row, cells) in records.enumerated() {
            batch.begin(row: Int64(row + 1), line: Int64(row + 2))
            for cell in cells {
                let bytes = Array(cell.utf8)
                batch.append(cell: bytes.span)
            }
        }
        var judge = RecordJudge(definitions: Shop.definitions, parameters: parameters, header: header)
        for record in records.indices {
            judge.judgeProduct(record, in: batch, item: nil, match: .new, givenParent: .none, storedParent: nil)
            let alone = try Shop.judge(names, records[record])
            #expect(judge.judgement.outcome == alone.outcome)
            #expect(judge.judgement.violations == alone.violations)
            #expect(judge.judgement.values == alone.values)
            #expect(judge.judgement.categories == alone.categories)
            #expect(judge.judgement.outsideFamily == alone.outsideFamily)
        }
        #expect(batch.row(4) == 5)
        #expect(batch.line(4) == 6)
    }

    @Test func `a value is kept and quoted only to a length`() throws {
        let long = String(repeating: "é", count: 300)
        let judgement = try Shop.judge(["sku", "colour"], ["N1", long])
        let violation = try #require(judgement.violations.first)
        #expect(violation.reason == .unknownOption)
        #expect(violation.value?.unicodeScalars.count == 200)
        #expect(violation.text.unicodeScalars.count == "no option \"\"".count + 60)
    }
}
