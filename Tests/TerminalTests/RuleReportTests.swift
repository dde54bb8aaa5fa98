// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@testable import Terminal
@testable import Tracking

struct RuleReportTests {
    private func report(rules count: Int = 2) -> Report {
        var step = Sample.step(.init(done: 3, total: 3, unit: "items"))
        step.status = "completed"
        var report = Sample.report([step], status: .completed, colour: .green)
        report.rules = (1...count).map { number in
            .init(
                number: number, code: "rule-\(number)\u{1b}", isEnabled: number != 2, selected: 1_204,
                updated: number % 3 == 0 ? 17 : 0, unchanged: 1_187, invalid: 0, warnings: 0)
        }
        return report
    }

    @Test func `a report says what each rule came to`() {
        let text = ReportScreen(report(), Sample.console(120, .english)).lines().joined(separator: "\n")
        #expect(text.contains("RULE") && text.contains("SELECTED") && text.contains("1 204"), "\(text)")
        #expect(text.contains("(disabled)"))
        #expect(!text.contains("\u{1b}"), "codes are shown without what drives a terminal")
        let french = ReportScreen(report(), Sample.console(120, .french)).lines().joined(separator: "\n")
        #expect(french.contains("RÈGLE") && french.contains("(désactivée)"), "\(french)")
    }

    @Test func `of many rules those that changed something are shown`() {
        let lines = ReportScreen(report(rules: 90), Sample.console(120, .english)).lines()
        #expect(lines.contains { $0.contains("rule-90 ") || $0.contains("rule-90") } == false)
        #expect(lines.contains { $0.contains("rule-60") }, "the twentieth that changed something")
        #expect(lines.contains { $0.contains("and 70 more rules") })
    }

    @Test func `the report's object has the rules, and null for other jobs`() {
        #expect(Sample.report([]).json.member("rules") == .null)
        #expect(
            report(rules: 1).json.member("rules")?.rendered
                == #"[{"no":1,"code":"rule-1\u001b","enabled":true,"selected":1204,"updated":0,"unchanged":1187,"invalid":0,"warnings":0}]"#
        )
    }

    @Test func `what is wrong with a rule's result is told in French`() {
        let text = StoredText.frenchWarning(#"rule "linen", action 2: no option "x""#)
        #expect(text == "règle « linen », action 2 : pas d'option « x »")
        #expect(
            StoredText.frenchWarning(#"rule "sum", action 1: 4210 items unchanged, e.g. A, B"#)
                == "règle « sum », action 1 : 4210 éléments inchangés, p. ex. A, B")
    }
}
