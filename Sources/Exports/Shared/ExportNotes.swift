// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine

/// What an export notes in its report.
enum ExportNotes {
    /// Its texts are not the catalogue's: such a file must not come in again.
    static let escapedFormulas = Warning(
        reason: "formulas_escaped",
        message: "texts that begin like a formula have an apostrophe before them: do not import this file",
        isNote: true,
        field: "escape_formulas")

    /// A medium that a value names is not kept.
    static func mediaMissing(_ identifier: String, row: Int64, field: String, value: String) -> Warning {
        Warning(
            reason: "media_missing", message: "file \(quoted(value)) is not in the store",
            isNote: true, row: row, identifier: identifier, field: field, value: value)
    }
}
