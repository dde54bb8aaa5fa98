// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing
import Tracking

@testable import Terminal

@Suite struct TableTests {
    @Test(arguments: [
        ("abc", 3), ("漢字", 4), ("e\u{301}", 1), ("\u{1b}[1;31mred\u{1b}[0m", 3), ("✔ ▲", 3), ("", 0), ("🚀", 2),
        ("été ✅", 6), ("한국어", 6), ("＊", 2),
    ])
    func `widths count columns, not characters`(text: String, width: Int) {
        #expect(text.width == width)
    }

    @Test(arguments: [("Import products", 8, "Import …"), ("漢字漢字", 5, "漢字…"), ("short", 8, "short"), ("abc", 1, "…")])
    func `a text is cut to its columns`(text: String, limit: Int, result: String) {
        #expect(text.cut(to: limit) == result)
        #expect(result.width <= limit)
    }

    @Test func `a narrow line shrinks what may shrink, then drops what may go`() {
        var table = Table([.init("STATUS"), .init("JOB", mayShrink: true), .init("KIND", dropOrder: 0), .init("ID")])
        table.add([
            .init("Running"), .init("A job with a name that is rather long"), .init("import"), .init("7c9e2a1f"),
        ])
        #expect(
            table.lines(width: 80, ellipsis: "…")[1]
                == "Running  A job with a name that is rather long  import  7c9e2a1f")
        #expect(table.lines(width: 50, ellipsis: "…")[1] == "Running  A job with a name that…  import  7c9e2a1f")
        #expect(table.lines(width: 38, ellipsis: "…")[1] == "Running  A job with a name …  7c9e2a1f")
    }

    @Test func `a bar is full only to its share, and has no end where the total is unknown`() {
        let wording = Wording(.english, isASCII: true)
        #expect(Bar(.init(done: 61, total: 100), wording).drawing(width: 10) == "######----  61 %")
        #expect(Bar(.init(done: 100, total: 100), wording).drawing(width: 10) == "#########-  99 %")
        #expect(Bar(.init(done: 5), wording).drawing(width: 6) == "...   ")
    }

    @Test(
        arguments: [
            (nil, [:], Language.english), ("fr", ["LC_ALL": "en_US.UTF-8"], .french),
            (nil, ["LC_ALL": "fr_FR.UTF-8", "LANG": "en_US"], .french),
            (nil, ["LC_ALL": "", "LC_MESSAGES": "fr_CA", "LANG": "de_DE"], .french),
            (nil, ["LC_MESSAGES": "C", "LANG": "fr_FR"], .english),
            (nil, ["LANG": "fr"], .french), (nil, ["LANG": "de_DE.UTF-8"], .english),
        ] as [(String?, [String: String], Language)])
    func `the language is the option's, else the locale's`(
        option: String?, environment: [String: String], language: Language
    ) {
        #expect(Language(option: option, environment: environment) == language)
    }
}
