// SPDX-License-Identifier: Apache-2.0

import Postgres

/// Rights of user groups, as part of the structure.
extension StructureStatements {
    static let writeAttributeGroupAccess = Statement(
        "write_attribute_group_access",
        """
        insert into catalog.attribute_group_access (attribute_group, code_key, view_attributes, edit_attributes)
        select r.attribute_group, r.code_key, r.view_attributes, r.edit_attributes
          from jsonb_to_recordset($1)
               as r (attribute_group text, code_key text, view_attributes text[], edit_attributes text[])
        on conflict (code_key) do update
           set view_attributes = excluded.view_attributes, edit_attributes = excluded.edit_attributes
        """)

    static let writeLocaleAccess = Statement(
        "write_locale_access",
        """
        insert into catalog.locale_access (locale, code_key, view_products, edit_products)
        select r.locale, r.code_key, r.view_products, r.edit_products
          from jsonb_to_recordset($1) as r (locale text, code_key text, view_products text[], edit_products text[])
        on conflict (code_key) do update
           set view_products = excluded.view_products, edit_products = excluded.edit_products
        """)

    static let writeCategoryAccess = Statement(
        "write_category_access",
        """
        insert into catalog.category_access (category, code_key, view_items, edit_items, own_items)
        select r.category, r.code_key, r.view_items, r.edit_items, r.own_items
          from jsonb_to_recordset($1)
               as r (category text, code_key text, view_items text[], edit_items text[], own_items text[])
        on conflict (code_key) do update
           set view_items = excluded.view_items, edit_items = excluded.edit_items, own_items = excluded.own_items
        """)
}
