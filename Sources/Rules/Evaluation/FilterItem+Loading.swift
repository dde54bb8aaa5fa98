// SPDX-License-Identifier: Apache-2.0

import Catalog

extension FilterItem {
    /// Becomes an item as conditions of rules look at it.
    mutating func load(_ given: borrowing RuleItem, _ definitions: Definitions) {
        reset()
        isModel = given.kind == .productModel
        uuid = given.uuid
        if !given.stored.identifier.isEmpty {
            var key: [UInt8] = []
            appendFolded(given.stored.identifier.span, to: &key)
            identifierKey = key
        }
        if !given.stored.family.isEmpty {
            family = definitions.family(String(decoding: given.stored.family, as: UTF8.self))?.index
        }
        if let parent = given.parent {
            familyVariant = definitions.familyVariant(parent.familyVariant)?.index
            add(values: parent.values)
        } else if !given.stored.familyVariant.isEmpty {
            let code = String(decoding: given.stored.familyVariant, as: UTF8.self)
            familyVariant = definitions.familyVariant(code)?.index
        }
        add(values: given.stored.values)
        ancestorKeys = given.ancestorKeys
        isEnabled = given.stored.isEnabled
        createdAt = given.createdAt
        updatedAt = given.updatedAt
        add(categories: given.inheritedCategories.span)
        add(categories: given.stored.categories.span)
        add(groups: given.stored.groups.span)
    }

    /// Gets the variants of a product model.
    mutating func loadVariants(of given: borrowing RuleItem, _ program: FilterProgram) {
        for variant in given.variants {
            var below = program.makeItem()
            below.identifierKey = variant.identifierKey
            below.family = family
            if let parent = given.parent { below.add(values: parent.values) }
            below.add(values: given.stored.values)
            for values in variant.values { below.add(values: values) }
            variants.append(below)
        }
    }
}
