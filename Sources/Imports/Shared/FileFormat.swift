// SPDX-License-Identifier: Apache-2.0

import JobEngine

/// In which format an import reads its file.
package enum FileFormat: String, Sendable, CaseIterable {
    /// Text with delimiters.
    case csv
    /// One sheet of a workbook.
    case xlsx

    /// How files of this format are named.
    var extensions: [String] {
        switch self {
        case .csv: [".csv", ".csv.gz"]
        case .xlsx: [".xlsx"]
        }
    }

    /// What people call it.
    var label: String { rawValue.uppercased() }

    /// Whether a file of this name is compressed text.
    static func isCompressed(_ name: String) -> Bool { name.lowercased().hasSuffix(".gz") }

    /// The media type of a file by its name.
    func mediaType(of name: String) -> String {
        if name.lowercased().hasSuffix(".zip") { return "application/zip" }
        return switch self {
        case .csv: Self.isCompressed(name) ? "application/gzip" : "text/csv"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    /// The name of the import of an entity from files of this format.
    func job(_ entity: String) -> String { "\(rawValue)_\(entity)_import" }

    /// The parameters that every import of this format has.
    var parameters: [Parameter] {
        switch self {
        case .csv: ImportParameters.shared("csv") + ImportParameters.ofText
        case .xlsx: ImportParameters.shared("xlsx") + ImportParameters.ofSheet
        }
    }
}
