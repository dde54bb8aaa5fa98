// SPDX-License-Identifier: Apache-2.0

import Postgres

/// The statements about products, product models and their links; the functions' texts stand in `sql/functions/catalog/`.
enum ProductStatements {
    static let findProducts = Statement("find products", "select * from catalog.find_products($1, $2, $3)")
    static let findProductsByID = Statement(
        "find products by id", "select * from catalog.find_products_by_id($1)")
    static let findModelsByID = Statement(
        "find product models by id", "select * from catalog.find_product_models_by_id($1)")
    static let findModels = Statement("find product models", "select * from catalog.find_product_models($1)")
    static let findUniqueValues = Statement("find unique values", "select * from catalog.find_unique_values($1, $2)")
    static let findAxes = Statement(
        "find axis combinations", "select * from catalog.find_axis_combinations($1, $2, $3)")
    static let findAssociations = Statement("find associations", "select * from catalog.find_associations($1, $2)")
    static let findItems = Statement("find items", "select * from catalog.find_items($1, $2, $3)")
    static let now = Statement("now", "select job.now()")
    static let reserveIDs = Statement("reserve ids", "select catalog.reserve_ids($1)")

    static let copyProducts = Statement(
        "copy products",
        """
        copy catalog.product (identifier_key, id, uuid, identifier, family, parent, parent_id, enabled, categories, groups,
                              values, axis_key, created_at, updated_at, record_mark) from stdin (format binary)
        """)
    static let updateProducts = Statement(
        "update products",
        "select catalog.update_products($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
    static let writeProductsEach = Statement(
        "write products each",
        """
        select * from catalog.write_products_each(
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        """)
    static let replaceUniqueValues = Statement(
        "replace unique values", "select catalog.replace_unique_values($1, $2, $3)")

    static let insertModels = Statement(
        "insert product models",
        "select catalog.insert_product_models($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    static let updateModels = Statement(
        "update product models", "select catalog.update_product_models($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    static let writeModelsEach = Statement(
        "write product models each",
        "select * from catalog.write_product_models_each($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")

    static let replaceAssociations = Statement(
        "replace associations",
        """
        select catalog.replace_associations(
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::text::date, $17)
        """)
    static let addHistory = Statement(
        "add history", "select catalog.add_history($1, $2, $3::text::date, $4, $5, $6, $7, $8)")

    static let deferRecords = Statement(
        "defer records",
        """
        insert into catalog.deferred_record (execution_id, owner, month, row)
        select $1, $2, $3::text::date, u.row from unnest($4::bigint[]) u (row)
        on conflict do nothing
        """)
    static let countDeferredRecords = Statement(
        "count deferred records", "select count(*) from catalog.deferred_record d where d.execution_id = $1")
    static let deferredRecords = Statement(
        "deferred records",
        """
        select d.row from catalog.deferred_record d
         where d.execution_id = $1 and d.row >= $2 and d.row < $3 order by d.row limit $4
        """)
    static let hasDeferredRecords = Statement(
        "has deferred records", "select exists (select from catalog.deferred_record d where d.execution_id = $1)")
    static let settleRecords = Statement(
        "settle deferred records",
        "delete from catalog.deferred_record d where d.execution_id = $1 and d.row = any ($2::bigint[])")
}
