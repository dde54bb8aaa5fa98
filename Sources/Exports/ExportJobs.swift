// SPDX-License-Identifier: Apache-2.0

public import JobEngine

/// Every job of the kind export.
public enum ExportJobs {
    /// The jobs.
    public static var all: [Job] {
        ItemExport.jobs + [FileKind.csv, .xlsx].flatMap { StructureExport.jobs($0) }
    }
}
