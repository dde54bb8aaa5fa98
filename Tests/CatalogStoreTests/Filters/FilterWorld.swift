// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Postgres
import TestKit

extension SeededRandom {
    /// Some of a pool, with repetitions.
    mutating func some(_ pool: [String], upTo most: Int = 3) -> [String] {
        (0..<Int(next() % UInt64(most + 1))).map { _ in pick(pool) }
    }
}

/// A small catalogue with attributes of every type, and random products and product models in it.
enum FilterWorld {
    /// 2026-07-15 10:20:30.5 UTC: what `now` means.
    static let start: Int64 = 1_784_110_830_500_000

    static let structure = """
        insert into catalog.currency (code, code_key, activated) values
          ('EUR', 'eur', true), ('USD', 'usd', true), ('CHF', 'chf', false);
        insert into catalog.locale values ('en_US', 'en_us'), ('fr_FR', 'fr_fr'), ('de_DE', 'de_de'), ('nl_NL', 'nl_nl');
        insert into catalog.category (code, code_key, parent) values ('shop', 'shop', null), ('a', 'a', 'shop'), ('B', 'b', 'shop'),
          ('a1', 'a1', 'a'), ('a11', 'a11', 'a1'), ('b1', 'b1', 'B'), ('other', 'other', null);
        insert into catalog.channel (code, code_key, tree, locales, currencies) values
          ('web', 'web', 'shop', '{en_US,fr_FR}', '{EUR,USD}'), ('Print', 'print', 'shop', '{de_DE,en_US}', '{EUR}');
        insert into catalog.attribute_group (code, code_key) values ('all', 'all');
        insert into catalog.group_type (code, code_key) values ('rel', 'rel');
        insert into catalog."group" (code, code_key, type) values ('G1', 'g1', 'rel'), ('g2', 'g2', 'rel'), ('g3', 'g3', 'rel');
        insert into catalog.attribute (code, code_key, type, "group", localizable, scopable, available_locales, metric_family)
        select c.code, lower(c.code collate "C"), 'pim_' || c.type, 'all', c.at like '%l%', c.at like '%s%',
               case when c.code = 'legal' then '{fr_FR}'::text[] else '{}' end, c.family
          from (values ('sku', 'catalog_identifier', '', null), ('Name', 'catalog_text', '', null), ('title', 'catalog_text', 'l', null),
                 ('brief', 'catalog_text', 's', null), ('label', 'catalog_text', 'ls', null), ('legal', 'catalog_text', 'l', null),
                 ('story', 'catalog_textarea', '', null), ('story_l', 'catalog_textarea', 'l', null),
                 ('size', 'catalog_number', '', null), ('size_s', 'catalog_number', 's', null),
                 ('weight', 'catalog_metric', '', 'Weight'), ('heat', 'catalog_metric', 'l', 'Temperature'),
                 ('speed', 'catalog_metric', '', 'Speed'), ('price', 'catalog_price_collection', '', null),
                 ('price_ls', 'catalog_price_collection', 'ls', null), ('is_new', 'catalog_boolean', '', null),
                 ('day', 'catalog_date', '', null), ('day_s', 'catalog_date', 's', null), ('color', 'catalog_simpleselect', '', null),
                 ('care', 'catalog_multiselect', '', null), ('care_l', 'catalog_multiselect', 'l', null),
                 ('maker', 'reference_data_simpleselect', '', null), ('fabric', 'reference_data_multiselect', '', null),
                 ('photo', 'catalog_image', '', null), ('manual', 'catalog_file', 'l', null)) c (code, type, at, family);
        update catalog.attribute set reference_data_name = code || 's' where code in ('maker', 'fabric');
        insert into catalog.reference_data (list, list_key, code, code_key)
        select l.list, l.list, c.code, lower(c.code) from (values ('makers'), ('fabrics')) l (list), (values ('One'), ('two'), ('three')) c (code);
        insert into catalog.attribute_option (attribute, code, code_key)
        select a.code, o.code, lower(o.code) from (values ('color'), ('care'), ('care_l')) a (code), (values ('Red'), ('blue'), ('r'), ('re')) o (code);
        insert into catalog.family (code, code_key, attributes, requirements) values
          ('lamps', 'lamps', (select array_agg(code order by code) from catalog.attribute),
           '{"web": ["Name", "label", "legal", "price", "size", "sku", "title"], "Print": ["sku", "Name", "price", "weight"]}'),
          ('Few', 'few', '{Name,day,price,sku}', '{"web": ["Name", "sku"], "Print": ["price"]}'),
          ('bare', 'bare', '{sku}', '{}');
        insert into catalog.family_variant (code, code_key, family, variant_axes_1, variant_attributes_1, variant_axes_2, variant_attributes_2)
        values ('by_color', 'by_color', 'lamps', '{color}', '{Name,color,price,sku}', '{}', '{}'),
               ('By_Both', 'by_both', 'lamps', '{color}', '{color,title,weight}', '{is_new}', '{Name,day,is_new,sku}');
        """

    static let texts = [
        "Lamp", "lamp", "LAMPE", "a lamp", "Big \\\"Lamp\\\"", "İstanbul", "istanbul", "Kelvin", "STRASSE", "straße",
        "ΟΔΟΣ", "οδος",
        "ÀÉÎ", "àéî", "x\\ny", "tab\\tx", "Ǆ", "ǆ", "i\u{307}", "100 %", "_", "\u{1F600}", "Ⅷ", "ⅷ",
    ]
    static let areas = [
        "<p>Lamp</p>", "la<b>mp", "a < b > c", "<p\\nclass=x>Big\\r\\nlamp</p>", "la\\nmp", "x<!-- y -->z",
        "<unclosed lamp", "İ<br/>i",
        String(repeating: "é", count: 9_998) + "lamp",
    ]
    static let numbers = ["0", "1", "-1", "1.5", "01.50", "+2", "10", "-0", "999999999999999999999.5", "0.1", "100"]
    static let days = [
        "2026-07-15", "2026-07-14", "2026-07-16", "2025-12-31", "2026-06-15", "2024-02-29", "0001-01-01", "9999-12-31",
    ]
    static let paths = ["files/x/Lamp.png", "lamp.PNG", "a/b/other.jpg", "deadbeef/lamp photo.png", "files/lamp/x.pdf"]
    static let units: [String: [String]] = [
        "weight": ["KILOGRAM", "GRAM", "OUNCE", "POUND"], "heat": ["KELVIN", "CELSIUS", "FAHRENHEIT", "REAUMUR"],
        "speed": ["METER_PER_SECOND", "METER_PER_HOUR", "KILOMETER_PER_HOUR"],
    ]
    static let codes = ["Red", "blue", "r", "re"]
    static let entries = ["One", "two", "three"]
    static let categories = ["shop", "a", "B", "a1", "a11", "b1", "other"]
    static let groups = ["G1", "g2", "g3"]
    static let identifiers = ["A-1", "lamp-", "LAMP-", "İ", "Straße ", "x"]

    /// Some of the values of one item, as a JSON object.
    static func values(_ dice: inout SeededRandom, share: UInt64, definitions: Definitions) -> String {
        var members: [String] = []
        for attribute in definitions.attributes where attribute.type != .identifier {
            let channels: [ChannelEntry?] = attribute.isScopable ? definitions.channels.map { $0 } : [nil]
            for channel in channels {
                let locales: [String?] =
                    attribute.isLocalizable ? (channel?.locales ?? definitions.activeLocales).map { $0 } : [nil]
                for locale in locales {
                    for currency: String? in attribute.type == .price ? ["EUR", "USD"] : [nil] where dice.chance(share)
                    {
                        let key = ValueKey.make(
                            attribute.code, locale: locale, channel: channel?.code, currency: currency)
                        members.append("\"\(key)\": \(value(of: attribute, &dice))")
                    }
                }
            }
        }
        return "{\(members.joined(separator: ", "))}"
    }

    private static func value(of attribute: Attribute, _ dice: inout SeededRandom) -> String {
        switch attribute.type {
        case .text, .identifier: return "\"\(dice.pick(texts))\""
        case .textarea: return "\"\(dice.pick(areas + texts))\""
        case .number, .price: return "\"\(dice.pick(numbers))\""
        case .metric:
            return "{\"unit\": \"\(dice.pick(units[attribute.code] ?? []))\", \"amount\": \"\(dice.pick(numbers))\"}"
        case .boolean: return dice.chance(50) ? "\"1\"" : "\"0\""
        case .date: return "\"\(dice.pick(days))\""
        case .simpleSelect: return "\"\(dice.pick(codes))\""
        case .multiSelect: return "\"\(Set([dice.pick(codes), dice.pick(codes)]).sorted().joined(separator: ","))\""
        case .referenceSimpleSelect: return "\"\(dice.pick(entries))\""
        case .referenceMultiSelect:
            return "\"\(Set([dice.pick(entries), dice.pick(entries)]).sorted().joined(separator: ","))\""
        case .image, .file: return "\"\(dice.pick(paths))\""
        }
    }

    /// Makes product models and products: ids 1 to 30 are roots, 31 to 60 sub-models, the others products.
    static func fill(_ dice: inout SeededRandom, products: Int, definitions: Definitions, on db: isolated Session)
        throws
    {
        let model = Statement(
            "insert model",
            """
            insert into catalog.product_model (id, code, code_key, family, family_variant, parent, parent_id, categories, values, axis_key,
                                               created_at, updated_at)
            select $1, $2, $3, 'lamps', $4, m.code, m.id, $6, $7, case when m.id is not null then $1::text end, $8, $9
              from (values (1)) one left join catalog.product_model m on m.id = $5
            """)
        let product = Statement(
            "insert product",
            """
            insert into catalog.product (id, uuid, identifier, identifier_key, family, parent, parent_id, enabled, categories, groups, values,
                                         axis_key, created_at, updated_at)
            select $1, ('00000000-0000-4000-8000-' || lpad($1::text, 12, '0'))::uuid, $2, $3, $4, m.code, m.id, $6, $7, $8, $9,
                   case when m.id is not null then $1::text end, $10, $11
              from (values (1)) one left join catalog.product_model m on m.id = $5
            """)
        for id in 1...60 {
            let isSub = id > 30
            let parent: Int? = isSub ? Int(dice.next() % 15) + 16 : nil
            let code = (id % 2 == 0 ? "Model-" : "model-") + String(id)
            try db.execute(
                model, id, code, folded(code), isSub || id > 15 ? "By_Both" : "by_color", parent,
                dice.some(categories, upTo: 1), JSONB(values(&dice, share: 20, definitions: definitions)), time(&dice),
                time(&dice))
        }
        for id in 61..<(61 + products) {
            let place = Int(dice.next() % 100)
            let parent: Int? = place < 20 ? place % 15 + 1 : place < 40 ? place % 25 + 31 : nil
            let identifier: String? = dice.chance(90) ? dice.pick(identifiers) + String(id) : nil
            let family: String? = parent != nil ? "lamps" : dice.pick(["lamps", "Few", "bare", nil])
            try db.execute(
                product, id, identifier, identifier.map(folded), family, parent, dice.chance(70),
                Set(dice.some(categories)).sorted(),
                Set(dice.some(groups, upTo: 2)).sorted(),
                JSONB(values(&dice, share: dice.pick([0, 30, 95]), definitions: definitions)), time(&dice), time(&dice))
        }
    }

    /// Identifiers and codes that are there, and one that is not.
    static func names(on db: isolated Session) throws -> [String] {
        let rows = try db.query(
            Statement(
                "names",
                """
                select identifier from catalog.product where identifier is not null and id % 7 = 0
                union all select code from catalog.product_model where id % 9 = 0 union all select 'nobody'
                """))
        return try (0..<rows.count).map { try rows.text($0, 0) }
    }

    /// A time near the start, often on a whole second.
    private static func time(_ dice: inout SeededRandom) -> PostgresTimestamp {
        let steps: [Int64] = [0, 1, 500_000, 1_000_000, 999_999, 3_600_000_000, 86_400_000_000, 172_800_000_000]
        let distance = dice.pick(steps) * (dice.chance(50) ? 1 : -1)
        return PostgresTimestamp(microsecondsSince1970: start - (dice.chance(50) ? 500_000 : 0) + distance)
    }
}
