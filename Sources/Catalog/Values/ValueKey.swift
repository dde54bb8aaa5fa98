// SPDX-License-Identifier: Apache-2.0

/// The keys of values: the attribute's code with its locale, channel or currency, as in a file's header.
///
/// A key is made and read from the attribute's definition: what a part means, only the definition tells. A measure is one
/// object under one key.
public enum ValueKey {
    /// The key of a value; each part is given exactly when the attribute has it.
    public static func make(_ attribute: String, locale: String?, channel: String?, currency: String?) -> String {
        var key = attribute
        for part in [locale, channel, currency] {
            guard let part else { continue }
            key += "-"
            key += part
        }
        return key
    }

    /// The place of the attribute that a key belongs to; nil when there is none any more.
    ///
    /// Codes hold no hyphen, so the code ends at the first one.
    static func attribute(of key: Span<UInt8>, in definitions: Definitions) -> Int? {
        var end = 0
        while end < key.count, key[end] != UInt8(ascii: "-") { end += 1 }
        return definitions.attributeTable.find(key.extracting(0..<end))
    }

    /// All keys of an attribute: every active locale and channel that it has.
    static func all(of attribute: Attribute, in definitions: Definitions) -> [String] {
        let channels: [ChannelEntry?] = attribute.isScopable ? definitions.channels.map { $0 } : [nil]
        return channels.flatMap { channel -> [String] in
            guard attribute.isLocalizable else {
                return [make(attribute.code, locale: nil, channel: channel?.code, currency: nil)]
            }
            let locales = channel?.locales ?? definitions.activeLocales
            return locales.filter(attribute.isAvailable(in:)).map { locale in
                make(attribute.code, locale: locale, channel: channel?.code, currency: nil)
            }
        }
    }
}
