// SPDX-License-Identifier: Apache-2.0

import Catalog

/// JSON text, written from bytes: what warnings keep of a record.
package struct JSONText {
    /// The text so far.
    package private(set) var bytes: [UInt8] = []

    /// Starts an empty text.
    package init() {}

    /// An object of texts, in the order given.
    package static func object(_ pairs: [(String, String)]) -> [UInt8] {
        var text = JSONText()
        text.append(UInt8(ascii: "{"))
        for (place, pair) in pairs.enumerated() {
            if place > 0 { text.append(UInt8(ascii: ",")) }
            text.append(string: pair.0.utf8.span)
            text.append(UInt8(ascii: ":"))
            text.append(string: pair.1.utf8.span)
        }
        text.append(UInt8(ascii: "}"))
        return text.bytes
    }

    /// Appends one byte as it is.
    package mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Appends UTF-8 as a JSON string.
    package mutating func append(string: Span<UInt8>) {
        // PostgreSQL's jsonb cannot hold U+0000; the replacement character shows that something stood there.
        guard string.indices.contains(where: { string[$0] == 0 }) else {
            return JSONBytes.append(text: string, to: &bytes)
        }
        var shown: [UInt8] = []
        for place in string.indices {
            if string[place] == 0 { shown += [0xEF, 0xBF, 0xBD] } else { shown.append(string[place]) }
        }
        JSONBytes.append(text: shown.span, to: &bytes)
    }
}
