// SPDX-License-Identifier: Apache-2.0

/// On whose behalf, and when, changes are made: what the history keeps.
package struct ChangeOrigin: Sendable {
    /// The execution.
    package let executionID: Int64
    /// Its owner.
    package let owner: String
    /// The first day of the month of its launch, `2026-11-01`.
    package let month: String

    /// Names the execution that makes changes.
    package init(executionID: Int64, owner: String, month: String) {
        self.executionID = executionID
        self.owner = owner
        self.month = month
    }
}
