// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Testing

@testable import Terminal

/// Manual pages, made of a command's declaration.
@Suite struct ManPageTests {
    private struct Root: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "shop", abstract: "A shop.", version: "1", subcommands: [Open.self])
    }

    private struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open", abstract: "Open the shop’s “door”.",
            discussion: """
                Example:
                  shop open front\\door   the “big” one …
                .Not a request, 'nor this.
                """)
        @Argument(help: "Which – of two.") var door: String
        @Option(name: .shortAndLong, help: "How long.") var time: Int?
    }

    private static func page(_ name: String) throws -> String {
        try #require(ManPage.all(Root.self, as: "shop", day: "2026-01-02").first { $0.fileName == name }).text
    }

    @Test func `every character comes through, and nothing is taken for a request`() throws {
        let page = try Self.page("shop-open.1")
        #expect(!page.unicodeScalars.contains { !$0.isASCII })
        #expect(page.contains(#"shop\-open \- Open the shop\[u2019]s \[u201C]door\[u201D]."#))
        #expect(page.contains(#"  shop open front\edoor   the \[u201C]big\[u201D] one \[u2026]"#))
        #expect(page.contains("\n\\&.Not a request, \\(aqnor this.\n"))
        #expect(page.contains("\\fBshop open\\fR \\fIdoor\\fR [options]"))
        #expect(page.contains("\\fB\\-t\\fR, \\fB\\-\\-time\\fR \\fItime\\fR\nHow long."))
        for line in page.split(separator: "\n") where line.hasPrefix(".") {
            #expect(
                [".TH", ".SH", ".SS", ".TP", ".PP", ".nf", ".fi", ".\\\""].contains(String(line.prefix(3))), "\(line)")
        }
    }

    @Test func `a program's page lists its commands, exit codes and topics`() throws {
        let page = try Self.page("shop.1")
        #expect(page.contains(".SH COMMANDS\n.TP\n\\fBopen\\fR\nOpen the shop"))
        for code in [0, 1, 2, 3, 4, 5, 6, 64, 124, 130, 143] { #expect(page.contains(".TP\n\\fB\(code)\\fR\n")) }
        for title in ["ENVIRONMENT", "FORMATTING", "ACCESS"] { #expect(page.contains(".SH \(title)\n")) }
        #expect(page.contains("\\fBshop\\-open\\fR(1)"))
    }
}
