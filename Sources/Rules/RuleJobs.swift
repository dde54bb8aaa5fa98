// SPDX-License-Identifier: Apache-2.0

public import JobEngine

/// Every job about rules, and the step that runs rules behind an import.
public enum RuleJobs {
    /// The jobs.
    public static let all: [Job] = [RuleImport.job, RuleExport.job, RuleExecution.job, RuleCount.job]

    /// Runs rules on the items that the steps before it have created or changed.
    public static let stepBehindImport: Step = RuleExecution.step("run_rules", reach: .touched)

    /// What an import with such a step takes beside its own parameters.
    public static let parametersBehindImport: [Parameter] = RuleExecution.parameters
}
