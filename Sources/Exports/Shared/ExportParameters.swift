// SPDX-License-Identifier: Apache-2.0

import Catalog
import FoundationEssentials
import JobEngine
import Postgres
import Tabular

/// What an export of products or product models can be told, by the names of the trade's profiles, mixed case included.
struct ExportParameters: Sendable, Decodable {
    /// Where the files go besides the artifact store.
    struct Storage: Sendable, Decodable {
        /// `none`: nowhere; `local`: a folder of the worker's host that the operator allowed.
        var type: String?
        /// The name of the file, and its folder for `local`.
        var filePath: String?

        enum CodingKeys: String, CodingKey {
            case type
            case filePath = "file_path"
        }
    }

    /// Which items, and which of their values.
    struct Filters: Sendable, Decodable {
        /// The channel, the locales and the attributes.
        struct Structure: Sendable, Decodable {
            var scope: String?
            var locales: [String]?
            var attributes: [String]?
        }

        var structure: Structure?
    }

    var storage: Storage?
    var delimiter: String?
    var enclosure: String?
    var withHeader: Bool?
    var linesPerFile: Int64?
    var decimalSeparator: String?
    var dateFormat: String?
    var withMedia: Bool?
    var withLabel: Bool?
    var headerWithLabel: Bool?
    var fileLocale: String?
    var withUUID: Bool?
    var filters: Filters?
    var escapeFormulas: Bool?
    var consistent: Bool?
    /// What a quick export was told besides; nil: it is none.
    var quick: QuickParameters?

    enum CodingKeys: String, CodingKey {
        case storage, delimiter, enclosure, withHeader, linesPerFile, decimalSeparator, dateFormat, filters, consistent
        case withMedia = "with_media"
        case withLabel = "with_label"
        case headerWithLabel = "header_with_label"
        case fileLocale = "file_locale"
        case withUUID = "with_uuid"
        case escapeFormulas = "escape_formulas"
    }

    /// Reads the parameters of an execution; throws `invalid_profile`.
    init(json: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(ExportParameters.self, from: Data(json))
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.dataCorrupted(context) {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw ExportFailure.invalidProfile(path, why: "has a value of another type")
        }
    }

    /// Reads where the files go, and nothing else: all that the last step needs of any export.
    init(storageOf json: [UInt8]) throws {
        struct Told: Decodable { var storage: Storage? }
        try self.init(json: Array("{}".utf8))
        storage = try JSONDecoder().decode(Told.self, from: Data(json)).storage
    }

    /// The parameters of an export, with their defaults.
    static func declared(_ kind: ItemKind, format: FileKind) -> [Parameter] {
        let name = #""export_%job_label%_%datetime%.\#(format.fileExtension)""#
        var parameters = [
            Parameter(
                "storage", default: #"{"type": "none", "file_path": \#(name)}"#),
            Parameter("linesPerFile", default: format == .xlsx ? "10000" : "null"),
            Parameter("with_media", default: "true"),
            Parameter("filters", default: filters(kind), filter: "data"),
            Parameter("consistent", default: "false"),
            Parameter("users_to_notify", default: "[]"),
            Parameter("is_user_authenticated", default: "false"),
        ]
        guard format != .jsonLines else { return parameters }
        parameters += [
            Parameter("decimalSeparator", default: #"".""#, oneOf: [#"".""#, #"",""#, #""٫""#]),
            Parameter(
                "dateFormat", default: #""yyyy-MM-dd""#, oneOf: DateFormat.allCases.map { "\"\($0.rawValue)\"" }),
            Parameter("with_label", default: "false"),
            Parameter("header_with_label", default: "false"),
            Parameter("file_locale", default: "null"),
            Parameter("escape_formulas", default: "false"),
            Parameter("withHeader", default: "true"),
        ]
        if kind == .product { parameters.append(Parameter("with_uuid", default: "false")) }
        if format == .csv {
            parameters += [
                Parameter("delimiter", default: #"";""#, oneOf: [#"",""#, #"";""#, #""|""#, #""\t""#]),
                Parameter("enclosure", default: #""\"""#, oneOf: [#""\"""#, #""'""#]),
            ]
        }
        return parameters
    }

    /// The parameters of an export of structure.
    static func structure(_ format: FileKind) -> [Parameter] {
        let known: Set = [
            "storage", "linesPerFile", "withHeader", "delimiter", "enclosure", "users_to_notify",
            "is_user_authenticated",
        ]
        return declared(.product, format: format).filter { known.contains($0.name) }
    }

    /// Delimiter and enclosure; throws `invalid_profile`.
    var dialect: Dialect {
        get throws {
            do throws(TabularError) {
                return try Dialect(delimiter: delimiter ?? ";", enclosure: enclosure ?? "\"")
            } catch {
                throw ExportFailure.invalidProfile("delimiter", why: "cannot be used: \(error.message)")
            }
        }
    }

    /// Refuses a number of lines that no sheet has room for.
    func checkLines(_ format: FileKind) throws {
        let most = Int64(XLSXWriter.maximumRows - 1)
        if let lines = linesPerFile, lines < 1 {
            throw ExportFailure.invalidProfile("linesPerFile", why: "must be 1 or more")
        }
        if format == .xlsx, linesPerFile ?? .max > most {
            throw ExportFailure.invalidProfile("linesPerFile", why: "must be from 1 to \(most) for a workbook")
        }
    }

    private static func filters(_ kind: ItemKind) -> String {
        let enabled = #"{"field": "enabled", "operator": "=", "value": true}, "#
        let complete =
            kind == .product
            ? #"{"field": "completeness", "operator": ">=", "value": 100}"#
            : #"{"field": "completeness", "operator": "AT LEAST COMPLETE", "value": 100}"#
        let categories = #"{"field": "categories", "operator": "IN CHILDREN", "value": []}"#
        return """
            {"data": [\(kind == .product ? enabled : "")\(complete), \(categories)], \
            "structure": {"scope": null, "locales": [], "attributes": null}}
            """
    }
}

extension ExportParameters {
    /// Whether the files are also put into a folder; throws where the storage is of no known kind.
    var isLocal: Bool {
        get throws {
            switch storage?.type ?? "none" {
            case "none", "manual_upload": return false
            case "local": return true
            case let other:
                throw ExportFailure.invalidProfile("storage.type", why: "must be none or local, not \(quoted(other))")
            }
        }
    }

    /// The folder into which files are put.
    func delivery(label: String, datetime: String, on db: isolated Session) throws -> Delivery {
        let path = FileNames.filled(storage?.filePath ?? "", label: label, datetime: datetime)
        let directories = try Setting.exportDirectories.value(as: [String].self, on: db) ?? []
        return try Delivery(folderOf: path, under: directories)
    }

    /// The file that is wanted; throws `invalid_profile` and `locale_required`.
    func shape(_ kind: ItemKind, in definitions: Definitions) throws -> OutputShape {
        let structure = filters?.structure
        guard let channel = structure?.scope.map({ definitions.channel($0) }) ?? definitions.channels.first else {
            let why =
                structure?.scope.map { "names no channel: \(quoted($0))" } ?? "has no default: there is no channel"
            throw ExportFailure.invalidProfile("filters.structure.scope", why: why)
        }
        var locales: [String] = []
        for code in structure?.locales ?? [] {
            guard let locale = channel.locales.first(where: { folded($0) == folded(code) }) else {
                throw ExportFailure.invalidProfile(
                    "filters.structure.locales",
                    why: "names no locale of channel \(quoted(channel.code)): \(quoted(code))")
            }
            locales.append(locale)
        }
        if locales.isEmpty { locales = quick == nil ? Array(channel.locales.prefix(1)) : channel.locales }
        var shape = OutputShape(kind: kind, channel: channel, locales: locales)
        if let quick {
            shape.attributes = quick.attributes?.compactMap { definitions.attribute($0)?.code }
        } else if let chosen = structure?.attributes {
            shape.attributes = try chosen.map { code in
                guard let attribute = definitions.attribute(code) else {
                    throw ExportFailure.invalidProfile(
                        "filters.structure.attributes", why: "names no attribute: \(quoted(code))")
                }
                return attribute.code
            }
        }
        shape.hasUUID = withUUID ?? false
        shape.hasMedia = withMedia ?? true
        shape.decimalSeparator = decimalSeparator ?? "."
        shape.dateFormat = dateFormat.flatMap(DateFormat.init) ?? .iso
        shape.escapesFormulas = escapeFormulas ?? false
        if withLabel == true || headerWithLabel == true {
            guard let code = fileLocale,
                let locale = definitions.activeLocales.first(where: { folded($0) == folded(code) })
            else { throw ExportFailure.localeRequired() }
            shape.labelLocale = locale
        }
        if let lines = linesPerFile, lines < 1 {
            throw ExportFailure.invalidProfile("linesPerFile", why: "must be 1 or more")
        }
        return shape
    }
}
