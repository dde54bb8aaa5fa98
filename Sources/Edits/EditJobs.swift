// SPDX-License-Identifier: Apache-2.0

public import JobEngine

/// Every job of the kind mass edit.
public enum EditJobs {
    /// The jobs.
    public static let all: [Job] =
        ItemEdits.all
        + [FamilyEdit.job, DeleteItemsJob.job, UndoJob.job] + DeleteStructureJobs.all
}
