// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import JobEngine
package import Tabular

/// What every import of a file can be told, by the names of the trade's profiles, mixed case included.
package struct ImportParameters: Sendable, Decodable {
    /// Where the file comes from.
    package struct Storage: Sendable, Decodable {
        /// `none` and `manual_upload`: the file came with the launch; `local`: `filePath` on the worker's host.
        package var type: String
        /// The file, under a directory that the operator allowed.
        package var filePath: String?

        enum CodingKeys: String, CodingKey {
            case type
            case filePath = "file_path"
        }
    }

    /// Where the file comes from.
    package var storage: Storage
    /// What stands between two cells.
    package var delimiter: String
    /// What stands around a cell.
    package var enclosure: String
    /// In which encoding the file is written; never guessed.
    package var encoding: String
    /// Always true: the first record names the columns.
    package var withHeader: Bool
    /// The format of the file of refused records; nil: that of the file itself.
    package var invalidItemsFileFormat: String?
    /// The sheet of a workbook: its name, or its place from 1; nil: the first.
    package var sheet: SheetChoice

    enum CodingKeys: String, CodingKey {
        case storage, delimiter, enclosure, encoding, withHeader, sheet
        case invalidItemsFileFormat = "invalid_items_file_format"
        case filePath
    }

    /// The parameters with their defaults, for the definitions of jobs.
    ///
    /// `escape`, `is_user_authenticated` and `realTimeVersioning` are accepted and have no effect.
    static func shared(_ format: String) -> [Parameter] {
        [
            Parameter(
                "storage", default: #"{"type": "none", "file_path": null}"#,
                within: ["type": [#""none""#, #""local""#, #""manual_upload""#]]),
            Parameter("filePath", default: "null"),
            Parameter("uploadAllowed", default: "true"),
            Parameter("withHeader", default: "true", oneOf: ["true"]),
            Parameter("invalid_items_file_format", default: "\"\(format)\""),
            Parameter("users_to_notify", default: "[]"),
            Parameter("is_user_authenticated", default: "false"),
            Parameter("realTimeVersioning", default: "true"),
        ]
    }

    /// What only files of text have.
    static let ofText: [Parameter] = [
        Parameter("delimiter", default: #"";""#, oneOf: [#"",""#, #"";""#, #""|""#, #""\t""#]),
        Parameter("enclosure", default: #""\"""#, oneOf: [#""\"""#, #""'""#]),
        Parameter("escape", default: #""\\""#),
        Parameter(
            "encoding", default: #""utf-8""#, oneOf: TextEncoding.allCases.map { "\"\($0.rawValue)\"" }, isFolded: true),
    ]

    /// What only workbooks have.
    static let ofSheet: [Parameter] = [Parameter("sheet", default: "null")]

    /// Reads the parameters of an execution; what is missing has its default.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        storage = try values.decodeIfPresent(Storage.self, forKey: .storage) ?? Storage(type: "none")
        // Older profiles name the file at the top.
        if storage.filePath == nil, let path = try values.decodeIfPresent(String.self, forKey: .filePath) {
            storage.filePath = path
            if storage.type == "none" { storage.type = "local" }
        }
        delimiter = try values.decodeIfPresent(String.self, forKey: .delimiter) ?? ";"
        enclosure = try values.decodeIfPresent(String.self, forKey: .enclosure) ?? "\""
        encoding = try values.decodeIfPresent(String.self, forKey: .encoding) ?? "utf-8"
        withHeader = try values.decodeIfPresent(Bool.self, forKey: .withHeader) ?? true
        invalidItemsFileFormat = try values.decodeIfPresent(String.self, forKey: .invalidItemsFileFormat)
        if let number = try? values.decodeIfPresent(Int.self, forKey: .sheet) {
            sheet = .number(number)
        } else if let name = try values.decodeIfPresent(String.self, forKey: .sheet), !name.isEmpty {
            sheet = .named(name)
        } else {
            sheet = .first
        }
    }

    /// Reads the parameters from the JSON text of an execution; throws `invalid_profile`.
    package init(json: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(ImportParameters.self, from: Data(json))
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.dataCorrupted(context) {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw ImportFailure.invalidProfile(path, why: "has a value of another type")
        }
    }

    /// Refuses values that a file cannot be read with.
    package func check(_ format: FileFormat) throws {
        guard withHeader else { throw ImportFailure.headerRequired() }
        guard [nil, format.rawValue].contains(invalidItemsFileFormat) else {
            throw ImportFailure.invalidProfile(
                "invalid_items_file_format", why: "must be \(format.rawValue) for a file of this kind")
        }
        _ = try dialect
        _ = try textEncoding
    }

    /// How cells are separated and enclosed.
    package var dialect: Dialect {
        get throws {
            do throws(TabularError) {
                return try Dialect(delimiter: delimiter, enclosure: enclosure)
            } catch {
                throw ImportFailure.of(error)
            }
        }
    }

    /// The encoding by its name.
    package var textEncoding: TextEncoding {
        get throws {
            do throws(TabularError) {
                return try TextEncoding(named: encoding)
            } catch {
                throw ImportFailure.of(error)
            }
        }
    }
}
