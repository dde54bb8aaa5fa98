// SPDX-License-Identifier: Apache-2.0

package import JobEngine

/// What makes a whole edit impossible: each ends its step, and the texts are those of every report.
package enum EditFailure {
    /// No filter was given.
    package static func nothingSelected() -> StepFailure {
        StepFailure(
            reason: "selection_invalid", message: "nothing is selected",
            hint: "Give filters a list of conditions; an empty list selects everything.")
    }

    /// The filter is not one.
    package static func invalidFilter(_ why: String) -> StepFailure {
        StepFailure(reason: "filter_invalid", message: why, hint: "Correct filters and launch again.")
    }

    /// The actions say nothing that can be done.
    package static func invalidActions(_ why: String) -> StepFailure {
        StepFailure(reason: "actions_invalid", message: why, hint: "Correct actions and launch again.")
    }
}
