// SPDX-License-Identifier: Apache-2.0

/// The files of a catalogue's folder and the jobs that import them, in an order in which each finds what it refers to.
enum CatalogFiles {
    static let order: [(file: String, job: String)] = [
        ("currencies", "csv_currency_import"), ("locales", "csv_locale_import"), ("categories", "csv_category_import"),
        ("attribute_groups", "csv_attribute_group_import"), ("group_types", "csv_group_type_import"),
        ("channels", "csv_channel_import"), ("association_types", "csv_association_type_import"),
        ("attributes", "csv_attribute_import"), ("attribute_options", "csv_attribute_option_import"),
        ("families", "csv_family_import"), ("family_variants", "csv_family_variant_import"),
        ("groups", "csv_group_import"),
        ("user_groups", "csv_user_group_import"), ("user_roles", "csv_user_role_import"),
        ("users", "csv_user_import"), ("reference_data", "csv_reference_data_import"),
        ("attribute_group_access", "csv_attribute_group_access_import"),
        ("category_access", "csv_category_access_import"), ("locale_access", "csv_locale_access_import"),
        ("product_models", "csv_product_model_import"), ("products", "csv_product_import"),
    ]

    /// What of it stands in a folder: `NAME.csv`, else `NAME.csv.gz`, else `NAME.zip`, else `NAME.xlsx`.
    static func present(in folder: String, exists: (String) -> Bool) -> [(path: String, job: String)] {
        order.compactMap { file, job in
            let texts = [".csv", ".csv.gz", ".zip"].map { "\(folder)/\(file)\($0)" }
            if let path = texts.first(where: exists) {
                return (path, job)
            }
            let workbook = "\(folder)/\(file).xlsx"
            return exists(workbook) ? (workbook, "xlsx" + job.dropFirst("csv".count)) : nil
        }
    }
}
