// SPDX-License-Identifier: Apache-2.0

import Postgres

extension StructureStatements {
    // MARK: Attribute groups

    /// A group as it is read: with its attributes, which are stored with the attributes.
    static let attributeGroupObject = """
        to_jsonb(t) || jsonb_build_object('attributes', array(
          select a.code from catalog.attribute a where a."group" = t.code order by a.code))
        """

    static let writeAttributeGroups = Statement(
        "write_attribute_groups",
        """
        insert into catalog.attribute_group (code, code_key, sort_order, given_order, labels)
        select r.code, r.code_key, r.given_order, r.given_order, r.labels
          from jsonb_to_recordset($1) as r (code text, code_key text, given_order integer, labels jsonb)
        on conflict (code_key) do update set given_order = excluded.given_order, labels = excluded.labels
        """)
    /// Attributes that a group lists come into it.
    static let takeIntoGroup = Statement(
        "take_into_group",
        """
        update catalog.attribute a set "group" = r.code
          from jsonb_to_recordset($1) as r (code text, attributes text[])
         where a.code = any (r.attributes) and a."group" <> r.code
        """)
    /// Those that it no longer lists go to the group of what has none.
    static let leaveGroup = Statement(
        "leave_group",
        """
        update catalog.attribute a set "group" = (select o.code from catalog.attribute_group o where o.code_key = 'other')
          from jsonb_to_recordset($1) as r (code text, attributes text[])
         where a."group" = r.code and not a.code = any (r.attributes)
        """)
    /// The group of what has none, made last in the order when something leaves its group.
    static let makeOtherGroupForLeavers = Statement(
        "make_other_group_for_leavers",
        """
        insert into catalog.attribute_group (code, code_key, sort_order, given_order)
        select 'other', 'other', coalesce(max(g.sort_order) + 1, 0),
               coalesce(least(max(g.given_order), 2147483646) + 1, 0)
          from catalog.attribute_group g
        having exists (
                 select from jsonb_to_recordset($1) as r (code text, attributes text[])
                   join catalog.attribute a on a."group" = r.code and not a.code = any (r.attributes))
        on conflict (code_key) do nothing
        """)
    /// The same group, made when an attribute comes without one.
    static let makeOtherGroupForMembers = Statement(
        "make_other_group_for_members",
        """
        insert into catalog.attribute_group (code, code_key, sort_order, given_order)
        select 'other', 'other', coalesce(max(g.sort_order) + 1, 0),
               coalesce(least(max(g.given_order), 2147483646) + 1, 0)
          from catalog.attribute_group g
        having exists (select from jsonb_to_recordset($1) as r ("group" text) where r."group" = 'other')
        on conflict (code_key) do nothing
        """)
    static let countAttributeGroups = Statement(
        "count_attribute_groups", "select count(*) from catalog.attribute_group")
    /// Places without ties and gaps, in the order that files give, then by code.
    static let attributeGroupOrder = Statement(
        "attribute_group_order",
        """
        select g.code, (row_number() over (order by g.given_order, g.code) - 1)::int as place, g.sort_order
          from catalog.attribute_group g
         order by g.given_order, g.code
        """)
    static let orderAttributeGroups = Statement(
        "order_attribute_groups",
        """
        update catalog.attribute_group g set sort_order = r.place
          from unnest($1::text[], $2::int[]) as r (code, place)
         where g.code = r.code
        """)

    // MARK: Attributes

    /// An attribute as it is read: amounts as plain texts.
    static let attributeObject = """
        to_jsonb(t) || jsonb_build_object(
          'number_min', trim_scale(t.number_min)::text, 'number_max', trim_scale(t.number_max)::text,
          'max_file_size', trim_scale(t.max_file_size)::text)
        """

    static let writeAttributes = Statement(
        "write_attributes",
        """
        insert into catalog.attribute (
               code, code_key, type, "group", localizable, scopable, "unique", useable_as_grid_filter,
               available_locales, sort_order, max_characters, validation_rule, validation_regexp, wysiwyg_enabled,
               number_min, number_max, decimals_allowed, negative_allowed, metric_family, default_metric_unit,
               date_min, date_max, allowed_extensions, max_file_size, auto_option_sorting, default_value,
               reference_data_name, minimum_input_length, labels, guidelines)
        select r.code, r.code_key, r.type, r."group", r.localizable, r.scopable, r."unique", r.useable_as_grid_filter,
               r.available_locales, r.sort_order, r.max_characters, r.validation_rule, r.validation_regexp,
               r.wysiwyg_enabled, r.number_min, r.number_max, r.decimals_allowed, r.negative_allowed, r.metric_family,
               r.default_metric_unit, r.date_min, r.date_max, r.allowed_extensions, r.max_file_size,
               r.auto_option_sorting, r.default_value, r.reference_data_name, r.minimum_input_length, r.labels,
               r.guidelines
          from jsonb_to_recordset($1)
               as r (code text, code_key text, type text, "group" text, localizable boolean, scopable boolean,
                     "unique" boolean, useable_as_grid_filter boolean, available_locales text[], sort_order integer,
                     max_characters integer, validation_rule text, validation_regexp text, wysiwyg_enabled boolean,
                     number_min numeric, number_max numeric, decimals_allowed boolean, negative_allowed boolean,
                     metric_family text, default_metric_unit text, date_min date, date_max date,
                     allowed_extensions text[], max_file_size numeric, auto_option_sorting boolean,
                     default_value boolean, reference_data_name text, minimum_input_length integer, labels jsonb,
                     guidelines jsonb)
        on conflict (code_key) do update
           set "group" = excluded."group", useable_as_grid_filter = excluded.useable_as_grid_filter,
               available_locales = excluded.available_locales, sort_order = excluded.sort_order,
               max_characters = excluded.max_characters, validation_rule = excluded.validation_rule,
               validation_regexp = excluded.validation_regexp, wysiwyg_enabled = excluded.wysiwyg_enabled,
               number_min = excluded.number_min, number_max = excluded.number_max,
               decimals_allowed = excluded.decimals_allowed, negative_allowed = excluded.negative_allowed,
               default_metric_unit = excluded.default_metric_unit, date_min = excluded.date_min,
               date_max = excluded.date_max, allowed_extensions = excluded.allowed_extensions,
               max_file_size = excluded.max_file_size, auto_option_sorting = excluded.auto_option_sorting,
               default_value = excluded.default_value, reference_data_name = excluded.reference_data_name,
               minimum_input_length = excluded.minimum_input_length, labels = excluded.labels,
               guidelines = excluded.guidelines
        """)

    // MARK: Families

    static let writeFamilies = Statement(
        "write_families",
        """
        insert into catalog.family (
               code, code_key, attributes, attribute_as_label, attribute_as_image, requirements, labels)
        select r.code, r.code_key, r.attributes, r.attribute_as_label, r.attribute_as_image, r.requirements, r.labels
          from jsonb_to_recordset($1)
               as r (code text, code_key text, attributes text[], attribute_as_label text, attribute_as_image text,
                     requirements jsonb, labels jsonb)
        on conflict (code_key) do update
           set attributes = excluded.attributes, attribute_as_label = excluded.attribute_as_label,
               attribute_as_image = excluded.attribute_as_image, requirements = excluded.requirements,
               labels = excluded.labels
        """)
    /// What has left a family leaves the levels of its variants too.
    static let leaveVariants = Statement(
        "leave_variants",
        """
        update catalog.family_variant v
           set variant_attributes_1 = array(
                 select a from unnest(v.variant_attributes_1) as a where a = any (r.attributes) order by a collate "C"),
               variant_attributes_2 = array(
                 select a from unnest(v.variant_attributes_2) as a where a = any (r.attributes) order by a collate "C")
          from jsonb_to_recordset($1) as r (code text, attributes text[])
         where v.family = r.code
           and not (v.variant_attributes_1 <@ r.attributes and v.variant_attributes_2 <@ r.attributes)
        """)

    static let writeFamilyVariants = Statement(
        "write_family_variants",
        """
        insert into catalog.family_variant (
               code, code_key, family, variant_axes_1, variant_axes_2, variant_attributes_1, variant_attributes_2,
               labels)
        select r.code, r.code_key, r.family, r.variant_axes_1, r.variant_axes_2, r.variant_attributes_1,
               r.variant_attributes_2, r.labels
          from jsonb_to_recordset($1)
               as r (code text, code_key text, family text, variant_axes_1 text[], variant_axes_2 text[],
                     variant_attributes_1 text[], variant_attributes_2 text[], labels jsonb)
        on conflict (code_key) do update
           set variant_attributes_1 = excluded.variant_attributes_1,
               variant_attributes_2 = excluded.variant_attributes_2, labels = excluded.labels
        """)
    /// Values follow attributes to a deeper level.
    static let moveValuesDown = Statement("move_values_down", "select catalog.move_values_down($1, $2)")
}
