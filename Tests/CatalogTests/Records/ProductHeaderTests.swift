// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct ProductHeaderTests {
    private func header(_ names: [String], kind: ItemKind = .product) throws -> ProductHeader {
        try ProductHeader(names: names, definitions: Shop.definitions, parameters: RecordParameters(kind: kind))
    }

    private func reasons(_ names: [String], kind: ItemKind = .product) -> [Reason] {
        do {
            _ = try header(names, kind: kind)
            return []
        } catch {
            return (error as? ProductHeader.Faults)?.violations.map(\.reason) ?? []
        }
    }

    @Test func `each form of column finds its key`() throws {
        let header = try header([
            "sku", "name-fr_FR", "story-en_GB-print", "price-EUR", "price-USD", "weight", "weight-unit", "rooms",
        ])
        #expect(
            header.values.map { header.keys[$0.key].name }
                == ["name-fr_FR", "story-en_GB-print", "price-EUR", "price-USD", "weight", "rooms"])
        #expect(header.values[4].form == .measure(unitColumn: 6))
    }

    @Test(arguments: [
        ("name", Reason.columnNeedsLocaleOrChannel), ("story-en_GB", .columnNeedsLocaleOrChannel),
        ("name-pt_BR", .unknownColumn), ("name-EN_gb", .unknownColumn), ("story-fr_FR-print", .unknownColumn),
        ("story-en_GB-shop", .unknownColumn), ("lumen-en_GB", .unknownColumn), ("price-SEK", .unknownColumn),
        ("Lumen", .unknownColumn), ("nothing", .unknownColumn), ("ALSO-things", .unknownColumn),
        ("SET-products", .missingQuantityColumn), ("weight-grams", .unknownColumn), ("sku", .duplicateColumn),
    ])
    func `a column that cannot be read fails the header`(name: String, reason: Reason) {
        #expect(reasons(["sku", name]) == [reason])
    }

    @Test func `all faults are listed together`() {
        #expect(
            reasons(["", "name", "nothing"]) == [
                .emptyColumnName, .columnNeedsLocaleOrChannel, .unknownColumn, .missingColumn,
            ])
    }

    @Test func `a locale that no channel uses is named as such`() {
        #expect(throws: ProductHeader.Faults.self) { try header(["sku", "name-pt_BR"]) }
        do {
            _ = try header(["sku", "name-pt_BR"])
        } catch {
            let text = (error as? ProductHeader.Faults)?.violations.first?.text ?? ""
            #expect(text.contains("locale_not_active"))
        }
    }

    @Test func `quality scores and trailing empty names are passed over`() throws {
        let header = try header(["sku", "dqi", "dqi-web", "", ""])
        #expect(header.count == 3)
        #expect(header.values.isEmpty)
    }

    @Test func `links with and without quantities are found before attributes`() throws {
        let header = try header(["sku", "ALSO-products", "ALSO-groups", "SET-products", "SET-products-quantity"])
        #expect(header.associations.map(\.name) == ["ALSO-products", "ALSO-groups", "SET-products"])
        #expect(header.associations[2].quantities == 4)
    }

    @Test func `model files have a code and no status`() {
        #expect(reasons(["code", "family_variant", "parent"], kind: .productModel) == [])
        #expect(reasons(["family_variant"], kind: .productModel) == [.missingColumn])
        #expect(reasons(["code", "enabled"], kind: .productModel) == [.unknownColumn])
    }

    @Test func `the names of three columns can be other ones`() throws {
        var parameters = RecordParameters(kind: .product)
        parameters.categoriesColumn = "aisle"
        parameters.groupsColumn = "batch"
        let header = try ProductHeader(
            names: ["sku", "aisle", "batch"], definitions: Shop.definitions, parameters: parameters)
        #expect(header.fixed[.categories] == 1)
        #expect(header.fixed[.groups] == 2)
    }
}
