// SPDX-License-Identifier: Apache-2.0

import Setup
import Terminal
import Testing

@testable import chantier

/// The help pages of `chantier`; those of `tracker` are walked by the programs' own tests.
@Suite struct HelpTests {
    @Test func `every text of every command has its French one`() throws {
        let root = try #require(CommandInfo.of(Chantier.self))
        for text in root.texts where HelpText.french[text] == nil { Issue.record("no French for: \(text)") }
        #expect(root.texts.count > 100)
    }

    @Test(arguments: [60, 80, 100, 200], [Language.english, .french])
    func `no line of a page is wider than its terminal but what is to be typed`(columns: Int, language: Language) throws
    {
        for path in [["--help"], ["launch", "--help"], ["help", "user", "add"], ["database"], []] as [[String]] {
            let page = try #require(
                HelpScreen.requested(by: path, of: Chantier.self, as: "chantier", language, columns: columns))
            for line in page.lines() where !line.hasPrefix("  chantier") && !line.hasPrefix("  psql") {
                #expect(line.width <= max(48, columns), "\(line)")
            }
        }
    }

    @Test(arguments: [
        ["launch"], ["launch", "csv_product_import"], ["launch", "x", "--file", "help"], ["lunch", "--help"],
        ["--version"],
        ["launch", "--", "--help"],
    ])
    func `what asks for no page gets none`(arguments: [String]) {
        #expect(
            HelpScreen.requested(by: arguments, of: Chantier.self, as: "chantier", .english, columns: 80) == nil)
    }
}
