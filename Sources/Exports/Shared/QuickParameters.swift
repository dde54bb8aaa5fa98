// SPDX-License-Identifier: Apache-2.0

import Catalog
import FoundationEssentials
import JobEngine
import Tabular

/// What a quick export can be told: a selection, the channel and the locale that people looked at, and the columns that they saw.
struct QuickParameters: Sendable, Decodable {
    var scope: String?
    var locale: String?
    var selectedProperties: [String]?
    var withMedia: Bool?
    var withLabel: Bool?
    var headerWithLabel: Bool?
    var fileLocale: String?
    var withUUID: Bool?
    /// Whether only the columns of the list that people looked at are written.
    var isOfGrid = false

    enum CodingKeys: String, CodingKey {
        case scope, locale
        case selectedProperties = "selected_properties"
        case withMedia = "with_media"
        case withLabel = "with_label"
        case headerWithLabel = "header_with_label"
        case fileLocale = "file_locale"
        case withUUID = "with_uuid"
    }

    /// What a list shows and no file holds.
    private static let leftOut: Set<String> = ["label", "image", "complete", "created", "updated", "variants"]

    /// The parameters of a quick export, with their defaults.
    static func declared(isOfGrid: Bool) -> [Parameter] {
        var parameters = [
            Parameter("filters", default: "[]", filter: ""), Parameter("scope", default: "null"),
            Parameter("locale", default: "null"), Parameter("with_media", default: "true"),
            Parameter("with_label", default: "false"), Parameter("header_with_label", default: "false"),
            Parameter("file_locale", default: "null"), Parameter("with_uuid", default: "false"),
            Parameter("users_to_notify", default: "[]"), Parameter("is_user_authenticated", default: "false"),
        ]
        if isOfGrid { parameters.append(Parameter("selected_properties", default: "[]")) }
        return parameters
    }

    /// The chosen properties; nil: all.
    var attributes: [String]? {
        isOfGrid ? (selectedProperties ?? []).filter { !Self.leftOut.contains($0) } : nil
    }

    /// The columns that a file gets of all that there could be: what tells the items apart, and what was chosen.
    func chosen(_ columns: [OutputColumn]) -> [OutputColumn] {
        guard let attributes else { return columns }
        let wanted = Set(attributes.map(folded))
        return columns.filter { column in
            switch column.content {
            case .uuid, .identifier, .value, .unit: true
            case .links, .quantities: false
            default: wanted.contains(folded(column.name))
            }
        }
    }

    /// Reads the parameters of an execution as those of an export of one kind; throws `invalid_profile`.
    static func read(
        json: [UInt8], kind: ItemKind, format: FileKind, isOfGrid: Bool
    ) throws -> ExportParameters {
        var quick: QuickParameters
        do {
            quick = try JSONDecoder().decode(QuickParameters.self, from: Data(json))
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.dataCorrupted(context) {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw ExportFailure.invalidProfile(path, why: "has a value of another type")
        }
        quick.isOfGrid = isOfGrid
        var parameters = try ExportParameters(json: Array("{}".utf8))
        parameters.filters = ExportParameters.Filters(
            structure: ExportParameters.Filters.Structure(scope: quick.scope, locales: nil, attributes: nil))
        let name = kind == .product ? "1_products_export" : "2_product_models_export"
        let shown = [quick.locale, quick.scope].compactMap(\.self).map { "_\($0)" }.joined()
        parameters.storage = ExportParameters.Storage(
            type: "none",
            filePath: "\(name)\(isOfGrid ? "_grid_context" : "")\(shown)_%datetime%.\(format.fileExtension)")
        parameters.linesPerFile = format == .xlsx ? Int64(XLSXWriter.maximumRows - 1) : nil
        parameters.withMedia = quick.withMedia
        parameters.withLabel = quick.withLabel
        parameters.headerWithLabel = quick.headerWithLabel
        parameters.fileLocale = quick.fileLocale
        parameters.withUUID = quick.withUUID
        parameters.quick = quick
        return parameters
    }
}
