// SPDX-License-Identifier: Apache-2.0

import Catalog
import FoundationEssentials
import JobEngine

/// What the imports of products and product models can be told, beside what every import can.
///
/// The names are those of the trade's profiles, mixed case included.
struct ProductParameters: Sendable, Decodable {
    /// What becomes of cells that name a media file.
    enum Media: String, Sendable, Decodable {
        /// The file must be in the archive or storage.
        case check
        /// The path is stored as text, no file is read.
        case keepPath = "keep_path"
    }

    /// The character before decimals.
    var decimalSeparator = "."
    /// How days are written.
    var dateFormat = "yyyy-MM-dd"
    /// The status of new products when the file has no such column.
    var enabled = true
    /// The names of three columns in the file.
    var categoriesColumn = "categories"
    var familyColumn = "family"
    var groupsColumn = "groups"
    /// The name of the column that names a root model's family variant.
    var familyVariantColumn = "family_variant"
    /// Whether records are compared with what is stored and only differences written.
    var enabledComparison = true
    /// Whether an empty parent turns a variant into a simple product.
    var convertVariantToSimple = false
    /// What becomes of media cells.
    var media = Media.check

    private enum CodingKeys: String, CodingKey {
        case decimalSeparator, dateFormat, enabled, categoriesColumn, familyColumn, groupsColumn, familyVariantColumn
        case enabledComparison, convertVariantToSimple, media
    }

    /// What imports of products have beside the parameters of their format.
    static let declaredForProducts: [Parameter] =
        shared + [
            Parameter("enabled", default: "true"),
            Parameter("groupsColumn", default: #""groups""#),
            Parameter("convertVariantToSimple", default: "false"),
        ]

    /// What imports of product models have beside the parameters of their format.
    static let declaredForModels: [Parameter] =
        shared + [Parameter("familyVariantColumn", default: #""family_variant""#)]

    private static let shared: [Parameter] = [
        Parameter("decimalSeparator", default: #"".""#, oneOf: [#"".""#, #"",""#, #""٫""#]),
        Parameter(
            "dateFormat", default: #""yyyy-MM-dd""#, oneOf: DateFormat.allCases.map { "\"\($0.rawValue)\"" }),
        Parameter("categoriesColumn", default: #""categories""#),
        Parameter("familyColumn", default: #""family""#),
        Parameter("enabledComparison", default: "true"),
        Parameter("media", default: #""check""#, oneOf: [#""check""#, #""keep_path""#]),
    ]

    /// Takes the defaults.
    init() {}

    /// Reads the parameters of an execution; what is missing has its default.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys, _ value: inout Value) throws {
            if let found = try values.decodeIfPresent(Value.self, forKey: key) { value = found }
        }
        try read(.decimalSeparator, &decimalSeparator)
        try read(.dateFormat, &dateFormat)
        try read(.enabled, &enabled)
        try read(.categoriesColumn, &categoriesColumn)
        try read(.familyColumn, &familyColumn)
        try read(.groupsColumn, &groupsColumn)
        try read(.familyVariantColumn, &familyVariantColumn)
        try read(.enabledComparison, &enabledComparison)
        try read(.convertVariantToSimple, &convertVariantToSimple)
        if let text = try values.decodeIfPresent(String.self, forKey: .media) {
            guard let found = Media(rawValue: text) else {
                throw ImportFailure.invalidProfile("media", why: "must be check or keep_path")
            }
            media = found
        }
    }

    /// Reads the parameters from the JSON text of an execution; throws `invalid_profile`.
    init(json: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(ProductParameters.self, from: Data(json))
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.dataCorrupted(context) {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw ImportFailure.invalidProfile(path, why: "has a value of another type")
        }
    }
}

extension ProductParameters {
    /// The parameters as records are judged by them; throws `invalid_profile`.
    func forRecords(_ kind: ItemKind) throws -> RecordParameters {
        guard [".", ",", "٫"].contains(decimalSeparator) else {
            throw ImportFailure.invalidProfile("decimalSeparator", why: "must be . or , or ٫")
        }
        guard let format = DateFormat(rawValue: dateFormat) else {
            let known = DateFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ImportFailure.invalidProfile("dateFormat", why: "must be one of \(known)")
        }
        var parameters = RecordParameters(kind: kind)
        parameters.decimalSeparator = decimalSeparator
        parameters.dateFormat = format
        parameters.enabled = enabled
        parameters.categoriesColumn = categoriesColumn
        parameters.familyColumn = familyColumn
        parameters.groupsColumn = groupsColumn
        parameters.familyVariantColumn = familyVariantColumn
        parameters.comparesWithStored = enabledComparison
        parameters.convertsVariantsToSimple = convertVariantToSimple
        parameters.checksMedia = media == .check
        return parameters
    }
}
