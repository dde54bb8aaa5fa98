// SPDX-License-Identifier: Apache-2.0

import JobEngine

/// What ends a calculation: the texts are those of every report.
enum ProjectFailure {
    /// The project is not there, or not any more.
    static func gone(_ code: String) -> StepFailure {
        StepFailure(
            reason: "unknown_project", message: "there is no project \"\(code)\"",
            hint: "It was deleted; make another one.")
    }

    /// Its channel or locale is not there any more.
    static func channelGone(_ project: ProjectRecord) -> StepFailure {
        StepFailure(
            reason: "channel_unknown",
            message: "the channel \"\(project.channel)\" has no locale \"\(project.locale)\" any more",
            hint: "The project is removed; make another one.")
    }

    /// Its filters name what is not there any more.
    static func invalidFilter(_ why: String) -> StepFailure {
        StepFailure(reason: "filter_invalid", message: why, hint: "The project is removed; make another one.")
    }
}
