// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine

/// The imports of products and product models.
enum ProductImports {
    /// `csv_product_import`: fetch → scan → import → import_associations.
    static let products = Job(
        name: "csv_product_import", kind: .import, label: "Import products",
        parameters: ProductParameters.declaredForProducts,
        steps: [
            FetchStep.step, ScanStep.step(ItemImport.headerCheck(.product)),
            ItemImport.step("import", label: "Import", .products), AssociationsStep.step(.product),
        ])

    /// `csv_product_model_import`: roots first, so that the order of the file's records does not matter.
    static let models = Job(
        name: "csv_product_model_import", kind: .import, label: "Import product models",
        parameters: ProductParameters.declaredForModels,
        steps: [
            FetchStep.step, ScanStep.step(ItemImport.headerCheck(.productModel)),
            ItemImport.step("import_root_product_model", label: "Import root product models", .roots),
            ItemImport.step("import_sub_product_model", label: "Import sub-models", .subModels),
            AssociationsStep.step(.productModel),
        ])
}
