// SPDX-License-Identifier: Apache-2.0

/// How much of what its family requires a product has, for one channel and locale.
public struct Completeness: Sendable, Equatable {
    /// How many attributes must be filled.
    public var required: Int
    /// How many of them are.
    public var filled: Int

    /// How many are still to be filled.
    public var missing: Int { required - filled }
    /// The share filled in whole percent, rounded down; 100 where nothing is required.
    public var percent: Int { required == 0 ? 100 : filled * 100 / required }
    /// Whether nothing is missing.
    public var isComplete: Bool { missing == 0 }

    /// Describes a completeness.
    public init(required: Int, filled: Int) {
        self.required = required
        self.filled = filled
    }
}

/// What a family requires of its products for one channel and locale, as keys of their values.
public struct Requirements: Sendable, Equatable {
    /// One required attribute.
    public struct Requirement: Sendable, Equatable {
        /// The attribute's code.
        public let attribute: String
        /// The code of the attribute's group.
        public let group: String
        /// Whether it is the identifier, which is not among the values.
        public let isIdentifier: Bool
        /// The keys that must all be there: of a price one for each currency of the channel.
        public let keys: [String]
    }

    /// The required attributes, by code; one without values in this locale is none of them.
    public let all: [Requirement]

    /// Looks up what a family requires.
    ///
    /// `locale` is one of the channel's.
    public init(of family: Family, channel: ChannelEntry, locale: String, in definitions: Definitions) {
        let key = folded(channel.code)
        var codes = Set(family.entry.requirements.first { folded($0.key) == key }?.value ?? [])
        codes.formUnion(definitions.identifierCodes)
        all = codes.sorted().compactMap { code in
            guard let attribute = definitions.attribute(code) else { return nil }
            guard !attribute.isLocalizable || attribute.isAvailable(in: locale) else { return nil }
            return Requirement(
                attribute: attribute.code, group: attribute.entry.group, isIdentifier: attribute.type == .identifier,
                keys: Self.keys(of: attribute, channel: channel, locale: locale))
        }
    }

    private static func keys(of attribute: Attribute, channel: ChannelEntry, locale: String) -> [String] {
        guard attribute.type != .identifier else { return [] }
        let currencies: [String?] = attribute.type == .price ? channel.currencies : [nil]
        return currencies.map { currency in
            ValueKey.make(
                attribute.code, locale: attribute.isLocalizable ? locale : nil,
                channel: attribute.isScopable ? channel.code : nil, currency: currency)
        }
    }

    /// Measures a product by the keys that it has, its inherited ones included.
    public func completeness(hasIdentifier: Bool, has: (String) -> Bool) -> Completeness {
        let filled = all.count { $0.isIdentifier ? hasIdentifier : $0.keys.allSatisfy(has) }
        return Completeness(required: all.count, filled: filled)
    }

    /// Measures a product by its values and the inherited ones, each a JSON object as PostgreSQL prints it.
    public func completeness(hasIdentifier: Bool, values: [[UInt8]]) -> Completeness {
        var keys: Set<String> = []
        var stored = StoredValues()
        for object in values {
            stored.parse(object)
            for member in stored.members { keys.insert(String(decoding: stored.bytes[member.key], as: UTF8.self)) }
        }
        return completeness(hasIdentifier: hasIdentifier, has: keys.contains)
    }
}
