// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import JobEngine
package import Tabular

/// What makes a whole file unusable: each ends its step, and the texts are those of every report.
package enum ImportFailure {
    /// The file is not there.
    package static func notFound(_ name: String) -> StepFailure {
        StepFailure(
            reason: "file_not_found", message: name.isEmpty ? "no file was given" : "no file \(quoted(name))",
            hint: "Give the file with the launch, or check storage.file_path.")
    }

    /// The file is there and cannot be read.
    package static func unreadable(_ name: String, why: String) -> StepFailure {
        StepFailure(
            reason: "file_unreadable", message: "cannot read \(quoted(name)): \(why)",
            hint: "Give a readable file and launch the import again.")
    }

    /// The file is larger than allowed.
    package static func tooLarge(_ size: Int64, allowed: Int64) -> StepFailure {
        StepFailure(
            reason: "file_too_large", message: "\(size) bytes, allowed \(allowed)",
            hint: "Split the file, or ask the operator to raise the setting max_upload.")
    }

    /// The name ends in what cannot be read.
    package static func unsupportedExtension(_ name: String, _ format: FileFormat) -> StepFailure {
        let other = FileFormat.allCases.first { other in other.extensions.contains { name.lowercased().hasSuffix($0) } }
        return StepFailure(
            reason: "unsupported_extension", message: "use \((format.extensions + [".zip"]).joined(separator: ", "))",
            cause: "the file is \(quoted(name))",
            hint: other.map { "Launch the import of \($0.label) instead, or save the file as \(format.label)." }
                ?? "Save the file as \(format.label).")
    }

    /// The file begins as a workbook, and text was expected.
    static func workbookAsText() -> StepFailure {
        StepFailure(
            reason: "file_unreadable", message: "The file is no CSV: it is a workbook.",
            hint: "Launch the import of XLSX with it, or save its sheet as CSV.")
    }

    /// An archive that does not hold one file of records at its top.
    static func archiveContent(_ format: FileFormat, found: Int) -> StepFailure {
        StepFailure(
            reason: "archive_content",
            message: "the archive must hold exactly one \(format.label) file at its top, found \(found)",
            hint: "Put one \(format.label) file at the top of the archive, and its media in folders beside it.")
    }

    /// An archive that cannot be read, or is not to be.
    static func of(_ fault: ZipFault, name: String) -> StepFailure {
        switch fault {
        case .damaged(let why):
            unreadable(name, why: why)
        case .unsafe(let why):
            StepFailure(
                reason: "archive_unsafe", message: "the archive is refused: \(why)",
                hint: "Make the archive anew from a folder that holds only the file and its media.")
        case .encrypted:
            StepFailure(
                reason: "archive_unsafe", message: "the archive is refused: it is protected by a password",
                hint: "Make the archive anew without a password.")
        }
    }

    /// The storage is of a kind that is not here, or not allowed.
    package static func unsupportedStorage(_ type: String, cause: String? = nil) -> StepFailure {
        StepFailure(
            reason: "unsupported_storage", message: "storage \(quoted(type)) is not supported", cause: cause,
            hint: "Give the file with the launch, or use storage type local.")
    }

    /// A parameter has a value that cannot be used.
    package static func invalidProfile(_ parameter: String, why: String) -> StepFailure {
        StepFailure(
            reason: "invalid_profile", message: "\(parameter) \(why)", hint: "Correct the parameter and launch again.")
    }

    /// The profile says that the file has no header.
    package static func headerRequired() -> StepFailure {
        StepFailure(
            reason: "header_required", message: "the first line must name the columns",
            hint: "Set withHeader to true, and give a file whose first line names its columns.")
    }

    /// What the scan found, the likeliest cause of all first; nil when the file can be read.
    package static func of(_ report: ScanReport, dialect: Dialect) -> StepFailure? {
        guard let first = report.failures.first else { return nil }
        switch first.code {
        case .emptyFile:
            return StepFailure(
                reason: "empty_file", message: "the file is empty", hint: first.action)
        case .notUTF8:
            let lines = report.badLines.map(String.init).joined(separator: ", ")
            return StepFailure(reason: "not_utf8", message: "not UTF-8 in lines \(lines)", hint: first.action)
        case .wrongDelimiter:
            let found = report.betterDelimiter.map(name(ofDelimiter:)) ?? ""
            return StepFailure(
                reason: "wrong_delimiter",
                message:
                    #"columns are separated by "\#(found)", the profile says "\#(name(ofDelimiter: dialect.delimiter))""#,
                hint: first.action)
        case .unterminatedQuote:
            return StepFailure(
                reason: "unterminated_quote", message: "quote opened in line \(first.line ?? 0) never closes",
                hint: first.action)
        default:
            return of(first)
        }
    }

    /// A fault of the file's form that has no text of its own.
    package static func of(_ error: TabularError) -> StepFailure {
        switch error.code {
        case .gzipTooLarge:
            return StepFailure(reason: "file_too_large", message: error.message, hint: error.action)
        case .invalidDialect, .unknownEncoding, .sheetNotFound:
            return StepFailure(reason: "invalid_profile", message: error.message, hint: error.action)
        case .workbookUnsafe:
            return StepFailure(reason: "archive_unsafe", message: error.message, hint: error.action)
        case .emptyFile:
            return StepFailure(reason: "empty_file", message: "the file is empty", hint: error.action)
        case .unterminatedQuote:
            return StepFailure(
                reason: "unterminated_quote", message: "quote opened in line \(error.line ?? 0) never closes",
                hint: error.action)
        default:
            let place = error.line.map { "line \($0): " } ?? ""
            return StepFailure(reason: "file_unreadable", message: place + error.message, hint: error.action)
        }
    }

    /// All errors of a header in one: the first gives the reason, the message holds each.
    package static func header(_ violations: [Violation]) -> StepFailure? {
        guard let first = violations.first else { return nil }
        return StepFailure(
            reason: first.reason.rawValue, message: violations.map(\.text).joined(separator: "; "),
            cause: violations.count > 1 ? "\(violations.count) columns are wrong" : nil,
            hint: "Correct the first line of the file; no record was imported.")
    }

    private static func name(ofDelimiter byte: UInt8) -> String {
        byte == 0x09 ? "tab" : String(UnicodeScalar(byte))
    }
}
