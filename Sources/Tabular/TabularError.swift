// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a file of records: which rule, in which line, and what to do about it.
public struct TabularError: Error, Equatable, Sendable {
    /// The broken rule, for programs; the raw value is the reason shown in reports.
    public enum Code: String, Sendable, CaseIterable {
        /// The file holds no record at all, not even a header.
        case emptyFile = "empty_file"
        /// Some bytes are not UTF-8.
        case notUTF8 = "not_utf8"
        /// Some bytes are not text in the encoding that the caller named.
        case undecodable = "undecodable"
        /// The encoding's name is not one of those that can be read.
        case unknownEncoding = "unknown_encoding"
        /// An enclosure opens a cell and is never closed.
        case unterminatedQuote = "unterminated_quote"
        /// One record is larger than the limit.
        case recordTooLarge = "record_too_large"
        /// The header has one column, and another delimiter would split it.
        case wrongDelimiter = "wrong_delimiter"
        /// The delimiter or the enclosure is not one of those allowed.
        case invalidDialect = "invalid_dialect"
        /// The compressed data is damaged.
        case gzipCorrupt = "gzip_corrupt"
        /// The compressed data ends in the middle.
        case gzipTruncated = "gzip_truncated"
        /// The file holds more data, once decompressed, than the caller allows.
        case gzipTooLarge = "gzip_too_large"
        /// The system's zlib cannot be loaded.
        case zlibMissing = "zlib_missing"
        /// The system's expat cannot be loaded, or has no memory.
        case libraryMissing = "library_missing"
        /// The file is no workbook, but something else.
        case notAWorkbook = "not_a_workbook"
        /// The workbook is protected by a password.
        case workbookEncrypted = "workbook_encrypted"
        /// The workbook holds macros.
        case workbookMacros = "workbook_macros"
        /// The workbook is broken or incomplete.
        case workbookDamaged = "workbook_damaged"
        /// The workbook is made to exhaust its reader.
        case workbookUnsafe = "workbook_unsafe"
        /// The workbook has no such sheet.
        case sheetNotFound = "sheet_not_found"
        /// A temporary file cannot be made, written or read.
        case temporaryFile = "temporary_file"
    }

    /// The broken rule.
    public let code: Code
    /// One sentence for a person: what is wrong, and why.
    public let message: String
    /// The physical line, counted from 1, when the fault has one.
    public let line: Int?
    /// One sentence for a person: what to do next.
    public let action: String
    /// The function that noticed.
    public let location: String

    /// Makes an error; the location is filled in by the compiler.
    public init(
        _ code: Code, _ message: String, line: Int? = nil, action: String, file: String = #fileID, at: Int = #line
    ) {
        self.code = code
        self.message = message
        self.line = line
        self.action = action
        location = "\(file):\(at)"
    }

    /// Equal when the same rule is broken in the same line with the same words; the location does not count.
    public static func == (left: TabularError, right: TabularError) -> Bool {
        left.code == right.code && left.line == right.line && left.message == right.message
    }
}

extension TabularError: CustomStringConvertible {
    /// The error as a small tree for people.
    public var description: String {
        let place = line.map { "line \($0): " } ?? ""
        return """
            TabularError: \(code.rawValue)
            ├─ Reason: \(place)\(message)
            ├─ Do:     \(action)
            └─ At:     \(location)
            """
    }
}
