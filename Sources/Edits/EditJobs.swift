// SPDX-License-Identifier: Apache-2.0

public import JobEngine

/// The mass edits.
public enum EditJobs {
    /// All of them.
    public static let all: [Job] = ItemEdits.all
}
