// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct StoredValuesTests {
    @Test func `any text comes back as it was written`() {
        var random = SystemRandomNumberGenerator()
        let scalars: [Unicode.Scalar] = [
            "\"", "\\", "\n", "\r", "\t", "\u{8}", "\u{C}", "\u{1}", "\u{1F}", "/", "{", "}", ",",
        ]
        let letters: [Unicode.Scalar] = ["a", "é", "😀", "\u{7F}", "\u{2028}", ":", " ", "\u{FEFF}", "[", "]"]
        for _ in 0..<2000 {
            var texts: [[UInt8]] = []
            var object = JSONObjectBytes()
            for number in 0..<Int.random(in: 0...5, using: &random) {
                var view = String.UnicodeScalarView()
                for _ in 0..<Int.random(in: 0...12, using: &random) {
                    view.append((scalars + letters).randomElement(using: &random) ?? "a")
                }
                let text = Array(String(view).utf8)
                texts.append(text)
                var json: [UInt8] = []
                JSONBytes.append(text: text.span, to: &json)
                object.begin(name: JSONObjectBytes.name("key\(number)"))
                object.append(json: json)
            }
            var json: [UInt8] = []
            object.appendClosed(to: &json)
            var stored = StoredValues()
            stored.parse(json)
            #expect(stored.members.map { stored.text($0.value) } == texts)
            #expect(
                stored.members.map { String(decoding: stored.bytes[$0.key], as: UTF8.self) }
                    == texts.indices.map { "key\($0)" })
        }
    }

    @Test(arguments: [
        (#"a"b"#, #""a\"b""#), (#"a\b"#, #""a\\b""#), ("\u{1F}\u{7F}é", "\"\\u001f\u{7F}é\""), ("\n\t\r", #""\n\t\r""#),
        ("\u{8}\u{C}/", #""\b\f/""#), ("", #""""#),
    ])
    func `a text is written as the database prints it`(text: String, json: String) {
        var written: [UInt8] = []
        let bytes = Array(text.utf8)
        JSONBytes.append(text: bytes.span, to: &written)
        #expect(written.text == json)
    }

    @Test func `members are found with blanks, measures and nested values between them`() throws {
        var stored = StoredValues()
        stored.parse(
            Array(#"{"a": "x, \"y\"}", "w": {"unit": "GRAM", "amount": "5"}, "l": [1, {"z": "}"}], "n": null}"#.utf8))
        #expect(stored.members.map { String(decoding: stored.bytes[$0.key], as: UTF8.self) } == ["a", "w", "l", "n"])
        let text = stored.text(stored.members[0].value)
        #expect(text?.text == #"x, "y"}"#)
        let measure = try #require(stored.measure(stored.members[1].value))
        #expect(Array(stored.bytes[measure.amount]).text == "5")
        #expect(Array(stored.bytes[measure.unit]).text == "GRAM")
        #expect(Array(stored.bytes[stored.members[2].value]).text == #"[1, {"z": "}"}]"#)
        #expect(Array(stored.bytes[stored.members[3].value]).text == "null")
        #expect(stored.text(stored.members[3].value) == nil)
    }

    @Test(arguments: ["", "{", "{}", "[]", "null", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\": \"", "{\"a\\"])
    func `what is no whole object is read without harm`(json: String) {
        var stored = StoredValues()
        stored.parse(Array(json.utf8))
        #expect(stored.members.count <= 1)
    }
}
