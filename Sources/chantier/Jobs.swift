// SPDX-License-Identifier: Apache-2.0

import CatalogJobs
import Edits
import Exports
import Imports
import JobEngine
import Projects
import Rules

/// All jobs of this program.
///
/// A new kind is a folder of its own and one more line here.
enum Jobs {
    static let all = JobRegistry(
        ImportJobs.all
            + ImportJobs.withRules(RuleJobs.stepBehindImport, parameters: RuleJobs.parametersBehindImport)
            + CleaningJobs.all + ExportJobs.all + EditJobs.all + RuleJobs.all + ProjectJobs.all,
        chores: [ScheduleChore.chore] + ProjectJobs.chores)
}
