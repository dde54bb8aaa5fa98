// SPDX-License-Identifier: Apache-2.0

public import JobEngine

/// Every job about rules.
public enum RuleJobs {
    /// The jobs.
    public static var all: [Job] { [RuleImport.job, RuleExport.job] }
}
