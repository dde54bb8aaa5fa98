// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing

@testable import Tracking

@Suite struct JSONValueTests {
    @Test func `members keep their order, and nothing unknown is left out`() {
        let value = JSONValue.object([
            ("z", .integer(nil)), ("a", .integer(3)), ("s", .seconds(69.4)), ("w", .seconds(3)), ("t", .text(nil)),
            ("l", .array([.bool(true)])),
        ])
        #expect(value.rendered == #"{"z":null,"a":3,"s":69.4,"w":3,"t":null,"l":[true]}"#)
    }

    @Test(arguments: ["a\"b", "back\\slash", "line\nbreak\ttab\r", "\u{1}\u{1f}\u{7f}", "é ✔ 漢 🚀", ""])
    func `any text comes back as it was`(text: String) throws {
        let rendered = JSONValue.text(text).rendered
        #expect(try JSONDecoder().decode(String.self, from: Data(rendered.utf8)) == text)
        #expect(!rendered.utf8.contains { $0 < 0x20 })
    }

    @Test func `seconds that are no number are null`() {
        #expect(JSONValue.seconds(.infinity).rendered == "null")
        #expect(JSONValue.seconds(0.12345).rendered == "0.123")
    }
}
