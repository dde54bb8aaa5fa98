// SPDX-License-Identifier: Apache-2.0

@testable import Catalog

/// A small catalogue of lamps: two locales, two channels, one attribute of each kind.
enum Shop {
    static let definitions: Definitions = {
        var source = Definitions.Source()
        source.attributes = [
            attribute("sku", .identifier) { $0.unique = true },
            attribute("name", .text) { $0.localizable = true },
            attribute("story", .textarea) {
                $0.localizable = true
                $0.scopable = true
            },
            attribute("model_number", .text) { $0.unique = true },
            attribute("mail", .text) { $0.validationRule = "email" },
            attribute("page", .text) { $0.validationRule = "url" },
            attribute("grade", .text) {
                $0.validationRule = "regexp"
                $0.validationRegexp = "/^[a-c]+$/i"
                $0.maxCharacters = 4
            },
            attribute("lumen", .number) {
                $0.numberMin = "10"
                $0.numberMax = "5000"
            },
            attribute("rating", .number) { $0.decimalsAllowed = true },
            attribute("offset", .number) {
                $0.decimalsAllowed = true
                $0.negativeAllowed = true
            },
            attribute("weight", .metric) {
                $0.decimalsAllowed = true
                $0.metricFamily = "Weight"
                $0.defaultMetricUnit = "GRAM"
            },
            attribute("price", .price) { $0.decimalsAllowed = true },
            attribute("dimmable", .boolean) { $0.defaultValue = true },
            attribute("released", .date) {
                $0.dateMin = "2000-01-01"
                $0.dateMax = "2030-12-31"
            },
            attribute("colour", .simpleSelect), attribute("rooms", .multiSelect),
            attribute("photo", .image) { $0.allowedExtensions = ["jpg", "png"] },
        ]
        for code in ["white", "black", "Brass"] { source.options.append(("colour", code)) }
        for code in ["kitchen", "bath", "hall"] { source.options.append(("rooms", code)) }
        let all = source.attributes.map(\.code)
        source.families = [
            FamilyEntry(code: "lamps", attributes: all.filter { $0 != "page" }),
            FamilyEntry(code: "bulbs", attributes: ["sku", "name", "lumen"]),
        ]
        source.familyVariants = [
            FamilyVariantEntry(
                code: "by_colour", family: "lamps",
                first: .init(axes: ["colour"], attributes: ["colour", "model_number", "price", "sku", "weight"])),
            FamilyVariantEntry(
                code: "by_colour_and_weight", family: "lamps",
                first: .init(axes: ["colour"], attributes: ["colour", "photo"]),
                second: .init(axes: ["weight"], attributes: ["model_number", "sku", "weight"])),
        ]
        source.locales = ["en_GB", "fr_FR", "pt_BR"]
        source.currencies = [
            CurrencyEntry(code: "EUR"), CurrencyEntry(code: "USD"), CurrencyEntry(code: "SEK", activated: false),
        ]
        source.categories = [("lighting", true), ("indoor", false), ("outdoor", false)]
        source.groups = ["sale", "new"]
        source.channels = [
            ChannelEntry(code: "web", tree: "lighting", locales: ["en_GB", "fr_FR"], currencies: ["EUR", "USD"]),
            ChannelEntry(code: "print", tree: "lighting", locales: ["en_GB"], currencies: ["EUR"]),
        ]
        source.associationTypes = [
            AssociationTypeEntry(code: "ALSO"), AssociationTypeEntry(code: "SET", isQuantified: true),
        ]
        return Definitions(source)
    }()

    private static func attribute(
        _ code: String, _ type: AttributeType, _ change: (inout AttributeEntry) -> Void = { _ in }
    ) -> AttributeEntry {
        var entry = AttributeEntry(code: code)
        entry.type = type.rawValue
        change(&entry)
        return entry
    }

    /// Judges one product record.
    static func judge(
        _ names: [String], _ cells: [String], item: StoredItem? = nil, match: ProductMatch? = nil,
        givenParent: GivenParent = .none, storedParent: ParentModel? = nil, isTaken: Bool = false,
        _ change: (inout RecordParameters) -> Void = { _ in }
    ) throws -> Judgement {
        var parameters = RecordParameters(kind: .product)
        change(&parameters)
        var judge = RecordJudge(
            definitions: definitions, parameters: parameters,
            header: try ProductHeader(names: names, definitions: definitions, parameters: parameters))
        judge.judgeProduct(
            0, in: batch(names, cells), item: item, match: match ?? (item == nil ? .new : .identifier),
            givenParent: givenParent, storedParent: storedParent, isTaken: isTaken)
        return judge.judgement
    }

    /// Judges one product model record.
    static func judgeModel(
        _ names: [String], _ cells: [String], item: StoredItem? = nil, givenParent: GivenParent = .none,
        storedParent: ParentModel? = nil
    ) throws -> Judgement {
        let parameters = RecordParameters(kind: .productModel)
        var judge = RecordJudge(
            definitions: definitions, parameters: parameters,
            header: try ProductHeader(names: names, definitions: definitions, parameters: parameters))
        judge.judgeModel(
            0, in: batch(names, cells), item: item, givenParent: givenParent, storedParent: storedParent)
        return judge.judgement
    }

    private static func batch(_ names: [String], _ cells: [String]) -> RecordBatch {
        var batch = RecordBatch(columns: names.count)
        batch.begin(row: 1, line: 2)
        for cell in cells {
            let bytes = Array(cell.utf8)
            batch.append(cell: bytes.span)
        }
        return batch
    }

    /// A stored lamp with these values.
    static func lamp(_ values: String, family: String = "lamps", parent: String = "", enabled: Bool = true)
        -> StoredItem
    {
        var item = StoredItem()
        item.identifier = Array("L1".utf8)
        item.family = Array(family.utf8)
        item.parent = Array(parent.utf8)
        item.isEnabled = enabled
        item.values = Array(values.utf8)
        return item
    }
}

extension [UInt8] {
    /// The bytes as text.
    var text: String { String(decoding: self, as: UTF8.self) }
}
