// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Imports

@Suite struct ProfileFileTests {
    @Test(arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}"])
    func `whatever ends its lines, each profile has its line and its bytes`(end: String) throws {
        let lines = [
            "profiles:", "  # é", "  a:", "    job: csv_currency_import",
            "  b: {job: csv_locale_import}",
        ]
        let file = try ProfileFile(Array("\u{FEFF}".utf8) + Array(lines.joined(separator: end).utf8))
        #expect(file.entries.map(\.code) == ["a", "b"])
        #expect(file.entries.map(\.line) == [3, 5])
        #expect(file.entries.map(\.job) == ["csv_currency_import", "csv_locale_import"])
        #expect(
            file.entries.map { String(decoding: $0.bytes, as: UTF8.self) }
                == [lines[2] + end + lines[3] + end, lines[4] + "\n"])
    }

    @Test func `more line ends of other kinds than lines are no trap`() throws {
        let text = "profiles:\n  a: {job: x} # " + String(repeating: "\u{2028}", count: 10) + "\n  b: {job: y}\n"
        #expect(try ProfileFile(Array(text.utf8)).entries.map(\.line) == [2, 13])
    }

    @Test func `profiles between brackets get a line each`() throws {
        let file = try ProfileFile(Array(#"{"profiles": {"a": {"job": "x"}, "b": {"job": "y"}}}"#.utf8))
        #expect(
            file.entries.map { String(decoding: $0.bytes, as: UTF8.self) }
                == ["  \"a\": {\"job\":\"x\"}\n", "  \"b\": {\"job\":\"y\"}\n"])
    }
}
