// SPDX-License-Identifier: Apache-2.0

public import JobEngine

/// Every job of the kind import.
public enum ImportJobs {
    /// The jobs, in the order in which a folder of files is loaded.
    public static var all: [Job] {
        StructureImport.jobs + [ProductImports.models, ProductImports.products, ProfileImport.job]
    }
}
