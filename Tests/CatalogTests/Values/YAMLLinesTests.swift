// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct YAMLLinesTests {
    private static func lines(_ text: String) -> [String] {
        let lines = YAMLLines(Array(text.utf8))
        return (0..<lines.count).map { String(decoding: lines.line($0), as: UTF8.self) }
    }

    @Test(arguments: [
        ("", [""]), ("a", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b", ""]),
        ("a\rb\n\rc", ["a", "b", "", "c"]),
        ("a\u{85}b\u{2028}c\u{2029}", ["a", "b", "c", ""]),
        ("a\u{B}b\u{C}c\u{2027}\u{A0}é", ["a\u{B}b\u{C}c\u{2027}\u{A0}é"]),
    ])
    func `each line end of YAML ends one line, and nothing else does`(text: String, lines: [String]) {
        #expect(Self.lines(text) == lines)
    }

    @Test func `some lines are given as they are written, the last with an end, and none beyond the file`() {
        let lines = YAMLLines(Array("a\r\nb\u{2028}c".utf8))
        func whole(_ range: Range<Int>) -> String { String(decoding: lines.whole(range), as: UTF8.self) }
        #expect(whole(0..<2) == "a\r\nb\u{2028}")
        #expect(whole(1..<9) == "b\u{2028}c\n")
        #expect(whole(2..<3) == "c\n")
        #expect(whole(3..<5) == "" && whole(1..<1) == "" && whole(-2..<0) == "")
        #expect(YAMLLines(Array("a\n".utf8)).whole(0..<2) == Array("a\n".utf8))
    }
}
