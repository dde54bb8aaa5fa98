// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct FamilyVariantEntryTests {
    private static let header =
        "code;family;variant-axes_1;variant-axes_2;variant-attributes_1;variant-attributes_2"
    private static let stored = FamilyVariantEntry(
        code: "v", family: "shirt", first: .init(axes: ["colour"], attributes: ["colour", "photo", "story"]),
        second: .init(axes: ["size"], attributes: ["ean", "size", "sku"]))

    @Test func `axes belong to their level, identifier and unique attributes to the last`() {
        let one = Line("code;family;variant-axes_1", "v;SHIRT;Colour").judged(as: FamilyVariantEntry.self).created
        #expect(
            one
                == FamilyVariantEntry(
                    code: "v", family: "shirt", first: .init(axes: ["colour"], attributes: ["colour", "ean", "sku"])))
        let two = Line(Self.header, "v;shirt;colour;size;photo;").judged(as: FamilyVariantEntry.self).created
        #expect(
            two
                == FamilyVariantEntry(
                    code: "v", family: "shirt", first: .init(axes: ["colour"], attributes: ["colour", "photo"]),
                    second: .init(axes: ["size"], attributes: ["ean", "size", "sku"])))
    }

    @Test(arguments: [
        (Line(header, "v;coat;colour;;;"), ["unknown_family family: no family \"coat\""]),
        (Line(header, "v;shirt;;;;"), ["missing_value variant-axes_1: required cell empty"]),
        (Line(header, "v;shirt;colour;;;story"), ["no_axis variant-axes_2: a level needs an axis"]),
        (Line(header, "v;shirt;nope;;;"), ["unknown_attribute variant-axes_1: no attribute \"nope\""]),
        (
            Line(header, "v;shirt;mass;;;"),
            ["attribute_not_in_family variant-axes_1: \"mass\" is not an attribute of the family"]
        ),
        (
            Line(header, "v;shirt;colour;;mass;"),
            [
                "attribute_not_in_family variant-attributes_1: \"mass\" is not an attribute of the family"
            ]
        ),
        (
            Line(header, "v;shirt;title;;;"),
            [
                "invalid_axis variant-axes_1: \"title\" cannot be an axis: a boolean, simple select or measurement without locale and channel can"
            ]
        ),
        (
            Line(header, "v;shirt;ean;;;"),
            [
                "invalid_axis variant-axes_1: \"ean\" cannot be an axis: a boolean, simple select or measurement without locale and channel can"
            ]
        ),
        (
            Line(header, "v;shirt;colour;size;photo;photo"),
            [
                "attribute_in_two_levels variant-attributes_2: \"photo\" belongs to the first level already"
            ]
        ),
        (
            Line(header, "v;shirt;colour;size;size;"),
            [
                "attribute_in_two_levels variant-attributes_2: \"size\" belongs to the first level already"
            ]
        ),
        (
            Line(header, "v;shirt;colour;size;ean;"),
            [
                "unique_attribute_level variant-attributes_1: \"ean\" belongs to the last level"
            ]
        ),
        (
            Line(header + ";variant-axes_3", "v;shirt;colour;size;;;washable"),
            [
                "too_many_levels variant-axes_3: there are at most two levels"
            ]
        ),
        (
            Line(header, "v;shirt;a,b,c,d,e,f;;;"),
            [
                "too_many_axes variant-axes_1: 6 axes, allowed 5",
                "unknown_attribute variant-axes_1: no attribute \"a\"",
                "unknown_attribute variant-axes_1: no attribute \"b\"",
                "unknown_attribute variant-axes_1: no attribute \"c\"",
                "unknown_attribute variant-axes_1: no attribute \"d\"",
                "unknown_attribute variant-axes_1: no attribute \"e\"",
                "unknown_attribute variant-axes_1: no attribute \"f\"",
            ]
        ),
    ])
    func `a family variant is refused`(line: Line, faults: [String]) {
        #expect(line.faults(as: FamilyVariantEntry.self) == faults)
    }

    @Test func `axes and family never change`() {
        #expect(
            Line(Self.header, "v;shirt;washable;size;photo,story,colour;").faults(
                as: FamilyVariantEntry.self, stored: Self.stored)
                == ["property_not_changeable variant-axes_1: \"variant-axes_1\" cannot change"])
        #expect(
            Line("code;family;variant-axes_1", "v;shirt;colour").faults(
                as: FamilyVariantEntry.self,
                stored: FamilyVariantEntry(
                    code: "v", family: "coat", first: .init(axes: ["colour"], attributes: ["colour"])))
                == ["property_not_changeable family: \"family\" cannot change"])
    }

    @Test func `attributes move to a deeper level, never up`() {
        let deeper = Line(Self.header, "v;shirt;colour;size;photo;story,ean,sku").judged(
            as: FamilyVariantEntry.self, stored: Self.stored)
        #expect(deeper.updated?.second.attributes == ["ean", "size", "sku", "story"])
        #expect(
            Line(Self.header, "v;shirt;colour;size;photo;ean,sku").faults(
                as: FamilyVariantEntry.self, stored: Self.stored)
                == ["property_not_changeable variant-attributes_1: \"story\" cannot move to an upper level"])
    }

    @Test func `repeating what is stored changes nothing, whatever the order`() {
        let line = Line(Self.header, "V;Shirt;COLOUR;size;story,photo;sku,ean")
        #expect(line.judged(as: FamilyVariantEntry.self, stored: Self.stored).isUnchanged)
    }
}
