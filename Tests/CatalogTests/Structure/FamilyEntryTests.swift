// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct FamilyEntryTests {
    private static let header = "code;attributes;attribute_as_label;attribute_as_image;requirements-web"

    @Test func `the identifier is always a member and required`() {
        let family = Line(Self.header, "cap;title,COLOUR,title;Title;;title").judged(as: FamilyEntry.self).created
        #expect(
            family
                == FamilyEntry(
                    code: "cap", attributes: ["colour", "sku", "title"], attributeAsLabel: "title",
                    requirements: ["web": ["sku", "title"]]))
    }

    @Test func `a family without anything has its identifier, which is its label`() {
        #expect(
            Line("code", "cap").judged(as: FamilyEntry.self).created
                == FamilyEntry(code: "cap", attributes: ["sku"], attributeAsLabel: "sku"))
    }

    @Test(arguments: [
        (Line(header, "cap;title,nope;;;"), ["unknown_attribute attributes: no attribute \"nope\""]),
        (
            Line(header, "cap;title;colour;;"),
            [
                "invalid_label_attribute attribute_as_label: \"colour\" must be the identifier or a text of the family"
            ]
        ),
        (
            Line(header, "cap;title;ean;;"),
            [
                "invalid_label_attribute attribute_as_label: \"ean\" must be the identifier or a text of the family"
            ]
        ),
        (
            Line(header, "cap;title,banner;;banner;"),
            [
                "invalid_image_attribute attribute_as_image: \"banner\" must be an image of the family, neither localizable nor scopable"
            ]
        ),
        (
            Line(header, "cap;title;;photo;"),
            [
                "invalid_image_attribute attribute_as_image: \"photo\" must be an image of the family, neither localizable nor scopable"
            ]
        ),
        (
            Line(header, "cap;title;;;colour,title"),
            [
                "required_not_in_family requirements-web: \"colour\" is not an attribute of the family"
            ]
        ),
    ])
    func `a family is refused`(line: Line, faults: [String]) {
        #expect(line.faults(as: FamilyEntry.self) == faults)
    }

    @Test func `an empty requirement leaves its channel as it is, absent columns too`() {
        let stored = FamilyEntry(
            code: "cap", attributes: ["sku", "title"], attributeAsLabel: "title",
            requirements: ["paper": ["sku"], "web": ["sku", "title"]])
        #expect(Line(Self.header, "cap;title;;;").judged(as: FamilyEntry.self, stored: stored).isUnchanged)
    }

    @Test func `what leaves a family is no longer required of it`() {
        let stored = FamilyEntry(
            code: "cap", attributes: ["colour", "sku", "title"], attributeAsLabel: "title",
            requirements: ["paper": ["colour", "sku"]])
        let family = Line("code;attributes", "cap;title").judged(as: FamilyEntry.self, stored: stored).updated
        #expect(family?.attributes == ["sku", "title"])
        #expect(family?.requirements == ["paper": ["sku"]])
    }

    @Test func `an axis cannot leave its family`() {
        let stored = Boutique.definitions.family("shirt")?.entry
        let line = Line("code;attributes", "shirt;title,story,ean,photo,tags,washable")
        #expect(
            line.faults(as: FamilyEntry.self, stored: stored) == [
                "attribute_is_axis attributes: \"colour\" is an axis of a family variant",
                "attribute_is_axis attributes: \"size\" is an axis of a family variant",
            ])
    }
}
