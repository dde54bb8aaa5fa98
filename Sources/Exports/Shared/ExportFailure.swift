// SPDX-License-Identifier: Apache-2.0

import Catalog
package import JobEngine

/// What makes a whole export impossible: each ends its step, and the texts are those of every report.
package enum ExportFailure {
    /// A parameter has a value that cannot be used.
    package static func invalidProfile(_ parameter: String, why: String) -> StepFailure {
        StepFailure(
            reason: "invalid_profile", message: "\(parameter) \(why)", hint: "Correct the parameter and launch again.")
    }

    /// Labels are wanted, and nobody said in which language.
    package static func localeRequired() -> StepFailure {
        StepFailure(
            reason: "locale_required", message: "labels need a file_locale that is active",
            hint: "Set file_locale to a locale of a channel, such as en_US.")
    }

    /// The filter is not one.
    package static func invalidFilter(_ why: String) -> StepFailure {
        StepFailure(
            reason: "filter_invalid", message: why, hint: "Correct filters.data and launch again.")
    }

    /// What the first task found is gone.
    package static func planIsGone() -> StepFailure {
        StepFailure(
            reason: "export_forgotten", message: "what this export had selected is no longer kept",
            hint: "Launch it again.")
    }

    /// An export of people is not everybody's.
    package static func administratorsOnly() -> StepFailure {
        StepFailure(
            reason: "not_allowed", message: "users are exported by administrators only",
            hint: "Ask an administrator to launch it.")
    }

    /// More files than anybody wants.
    package static func tooManyFiles(_ count: Int64, allowed: Int64) -> StepFailure {
        StepFailure(
            reason: "too_many_files", message: "\(count) files, allowed \(allowed)",
            hint: "Raise linesPerFile and launch again.")
    }

    /// The files cannot be put where they should be.
    package static func undeliverable(_ path: String, why: String) -> StepFailure {
        StepFailure(
            reason: "storage_unwritable", message: "cannot write \(quoted(path)): \(why)",
            hint: "Ask the operator, or leave storage.type at none and download the files.")
    }
}
