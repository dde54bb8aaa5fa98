// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres

/// The imports of products and product models.
enum ProductImports {
    /// Media are kept unless their paths are to stay as they come.
    private static let keepsMedia: FetchStep.KeepsMedia = { try ProductParameters(json: $0.bytes).media == .check }

    /// `csv_product_import` and the like: fetch → scan → import → import_associations.
    static func products(_ format: FileFormat) -> Job {
        Job(
            name: format.job("product"), kind: .import, label: "Import products",
            parameters: format.parameters + ProductParameters.declaredForProducts,
            steps: [
                FetchStep.step(format, keepsMedia: keepsMedia), ScanStep.step(format, ItemImport.headerCheck(.product)),
                ItemImport.step("import", label: "Import", .products), AssociationsStep.step(.product),
            ])
    }

    /// `csv_product_model_import` and the like: roots first, so that the order of the file's records does not matter.
    static func models(_ format: FileFormat) -> Job {
        Job(
            name: format.job("product_model"), kind: .import, label: "Import product models",
            parameters: format.parameters + ProductParameters.declaredForModels,
            steps: [
                FetchStep.step(format, keepsMedia: keepsMedia),
                ScanStep.step(format, ItemImport.headerCheck(.productModel)),
                ItemImport.step("import_root_product_model", label: "Import root product models", .roots),
                ItemImport.step("import_sub_product_model", label: "Import sub-models", .subModels),
                AssociationsStep.step(.productModel),
            ])
    }
}
