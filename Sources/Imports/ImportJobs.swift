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

    /// The imports of products and product models that go on with a further step: `csv_product_import_with_rules` and the like.
    public static func withRules(_ step: Step, parameters: [Parameter]) -> [Job] {
        FileFormat.allCases.flatMap { format in
            [ProductImports.models(format), ProductImports.products(format)].map { job in
                Job(
                    name: job.name + "_with_rules", kind: job.kind, label: job.label + " and run rules",
                    parameters: job.parameters + parameters, steps: job.steps + [step]
                ).withPreview()
            }
        }
    }
}
