// SPDX-License-Identifier: Apache-2.0

import Postgres

/// The SQL of the catalogue's structure.
///
/// Reading gives one JSON object a row, with the columns' names; writing takes one JSON array of such objects. A write
/// is sent only when a row differs: writing moves `catalog.structure_version`.
enum StructureStatements {
    /// Writers of the structure go one after the other: what one has judged stays true until its commit.
    static let lock = Statement(
        "structure_lock", "select pg_advisory_xact_lock(hashtextextended('catalog.structure', 0))")

    static let version = Statement("structure_version", "select version from catalog.structure_version")

    // MARK: Small tables with a code and labels

    static let writeCurrencies = Statement(
        "write_currencies",
        """
        insert into catalog.currency (code, code_key, activated)
        select r.code, r.code_key, r.activated
          from jsonb_to_recordset($1) as r (code text, code_key text, activated boolean)
        on conflict (code_key) do update set activated = excluded.activated
        """)

    static let writeLocales = Statement(
        "write_locales",
        """
        insert into catalog.locale (code, code_key)
        select r.code, r.code_key
          from jsonb_to_recordset($1) as r (code text, code_key text)
        on conflict (code_key) do nothing
        """)

    static let writeCategories = Statement(
        "write_categories",
        """
        insert into catalog.category (code, code_key, parent, labels)
        select r.code, r.code_key, r.parent, r.labels
          from jsonb_to_recordset($1) as r (code text, code_key text, parent text, labels jsonb)
        on conflict (code_key) do update set parent = excluded.parent, labels = excluded.labels
        """)
    /// The whole tree, for judging a file's parents.
    static let categoryTree = Statement(
        "category_tree",
        """
        select c.code, c.code_key, p.code_key
          from catalog.category c
          left join catalog.category p on p.code = c.parent
        """)

    static let writeGroupTypes = Statement(
        "write_group_types",
        """
        insert into catalog.group_type (code, code_key, labels)
        select r.code, r.code_key, r.labels
          from jsonb_to_recordset($1) as r (code text, code_key text, labels jsonb)
        on conflict (code_key) do update set labels = excluded.labels
        """)

    static let writeGroups = Statement(
        "write_groups",
        """
        insert into catalog."group" (code, code_key, type, labels)
        select r.code, r.code_key, r.type, r.labels
          from jsonb_to_recordset($1) as r (code text, code_key text, type text, labels jsonb)
        on conflict (code_key) do update set labels = excluded.labels
        """)

    static let writeAssociationTypes = Statement(
        "write_association_types",
        """
        insert into catalog.association_type (code, code_key, is_two_way, is_quantified, labels)
        select r.code, r.code_key, r.is_two_way, r.is_quantified, r.labels
          from jsonb_to_recordset($1)
               as r (code text, code_key text, is_two_way boolean, is_quantified boolean, labels jsonb)
        on conflict (code_key) do update set labels = excluded.labels
        """)

    static let writeChannels = Statement(
        "write_channels",
        """
        insert into catalog.channel (code, code_key, tree, locales, currencies, conversion_units, labels)
        select r.code, r.code_key, r.tree, r.locales, r.currencies, r.conversion_units, r.labels
          from jsonb_to_recordset($1)
               as r (code text, code_key text, tree text, locales text[], currencies text[], conversion_units jsonb,
                     labels jsonb)
        on conflict (code_key) do update
           set tree = excluded.tree, locales = excluded.locales, currencies = excluded.currencies,
               conversion_units = excluded.conversion_units, labels = excluded.labels
        """)

    static let writeUserGroups = Statement(
        "write_user_groups",
        """
        insert into catalog.user_group (name, name_key)
        select r.name, r.code_key
          from jsonb_to_recordset($1) as r (name text, code_key text)
        on conflict (name_key) do nothing
        """)

    static let writeUserRoles = Statement(
        "write_user_roles",
        """
        insert into catalog.user_role (role, role_key, label, permissions)
        select r.role, r.code_key, r.label, r.permissions
          from jsonb_to_recordset($1) as r (role text, code_key text, label text, permissions text[])
        on conflict (role_key) do update set label = excluded.label, permissions = excluded.permissions
        """)

    // MARK: People

    private static let personColumns = """
        email, first_name, last_name, name_prefix, middle_name, name_suffix, phone, roles, groups, enabled, timezone,
        catalog_default_locale, user_default_locale, catalog_default_scope, default_category_tree, avatar, profile,
        product_grid_filters
        """
    static let writePeople = Statement(
        "write_people",
        """
        insert into catalog.person (username, username_key, \(personColumns))
        select username, code_key, \(personColumns)
          from jsonb_to_recordset($1)
               as r (username text, code_key text, email text, first_name text, last_name text, name_prefix text,
                     middle_name text, name_suffix text, phone text, roles text[], groups text[], enabled boolean,
                     timezone text, catalog_default_locale text, user_default_locale text, catalog_default_scope text,
                     default_category_tree text, avatar text, profile text, product_grid_filters text)
        on conflict (username_key) do update
           set email = excluded.email, first_name = excluded.first_name, last_name = excluded.last_name,
               name_prefix = excluded.name_prefix, middle_name = excluded.middle_name,
               name_suffix = excluded.name_suffix, phone = excluded.phone, roles = excluded.roles,
               groups = excluded.groups, enabled = excluded.enabled, timezone = excluded.timezone,
               catalog_default_locale = excluded.catalog_default_locale,
               user_default_locale = excluded.user_default_locale,
               catalog_default_scope = excluded.catalog_default_scope,
               default_category_tree = excluded.default_category_tree, avatar = excluded.avatar,
               profile = excluded.profile, product_grid_filters = excluded.product_grid_filters
        """)

    // MARK: Reference data

    static let loadReferenceData = Statement(
        "load_reference_data",
        """
        select to_jsonb(t)
          from catalog.reference_data t
          join (select split_part(k, e'\\x1f', 1) as list_key, split_part(k, e'\\x1f', 2) as code_key
                  from unnest($1::text[]) as k) w
         using (list_key, code_key)
        """)
    static let writeReferenceData = Statement(
        "write_reference_data",
        """
        insert into catalog.reference_data (list, list_key, code, code_key, labels)
        select r.list, split_part(r.code_key, e'\\x1f', 1), r.code, split_part(r.code_key, e'\\x1f', 2), r.labels
          from jsonb_to_recordset($1) as r (list text, code text, code_key text, labels jsonb)
        on conflict (list_key, code_key) do update set labels = excluded.labels
        """)

    // MARK: Options

    /// An option's key is attribute and code, joined as the program joins them.
    static let loadAttributeOptions = Statement(
        "load_attribute_options",
        """
        select to_jsonb(t)
          from catalog.attribute_option t
          join catalog.attribute a on a.code = t.attribute
          join (select split_part(k, e'\\x1f', 1) as attribute_key, split_part(k, e'\\x1f', 2) as code_key
                  from unnest($1::text[]) as k) w
            on w.attribute_key = a.code_key and w.code_key = t.code_key
        """)
    static let writeAttributeOptions = Statement(
        "write_attribute_options",
        """
        insert into catalog.attribute_option (attribute, code, code_key, sort_order, labels)
        select r.attribute, r.code, split_part(r.code_key, e'\\x1f', 2), r.sort_order, r.labels
          from jsonb_to_recordset($1)
               as r (attribute text, code text, code_key text, sort_order integer, labels jsonb)
        on conflict (attribute, code_key) do update set sort_order = excluded.sort_order, labels = excluded.labels
        """)
}
