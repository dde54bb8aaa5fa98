// SPDX-License-Identifier: Apache-2.0

import CatalogJobs
public import JobEngine

/// Every job of the kind import.
public enum ImportJobs {
    /// The jobs, in the order in which a folder of files is loaded.
    public static var all: [Job] {
        // Profiles are no part of the catalogue, of which alone a preview has a copy.
        FileFormat.allCases.flatMap { format in
            (StructureImport.jobs(format) + [ProductImports.models(format), ProductImports.products(format)])
                .map { $0.withPreview() }
        } + [ProfileImport.job]
    }
}
