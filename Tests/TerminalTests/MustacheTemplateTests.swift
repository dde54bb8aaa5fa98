// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing
import Tracking

@testable import Terminal

@Suite struct MustacheTemplateTests {
    private static let value = JSONValue.object([
        ("id", .text("7c9e")), ("warnings", .integer(2)), ("profile", .null), ("ok", .bool(false)),
        ("markup", .text("<b>&")), ("steps", .array([.object([("no", .integer(1))]), .object([("no", .integer(2))])])),
        ("counters", .object([("read", .integer(50))])), ("rows", .array([.integer(3), .integer(7)])),
    ])

    @Test(
        arguments: [
            ("{{id}} {{ warnings }}", "7c9e 2"), ("{{counters.read}}/{{counters.none}}/{{none}}", "50//"),
            ("{{markup}} {{{markup}}} {{&markup}}", "<b>& <b>& <b>&"),
            ("{{#steps}}{{no}}{{id}} {{/steps}}", "17c9e 27c9e "),
            ("{{#rows}}<{{.}}>{{/rows}}", "<3><7>"),
            ("{{^profile}}none{{/profile}}{{#ok}}yes{{/ok}}{{^ok}}no{{/ok}}", "noneno"),
            ("{{! nothing }}x", "x"), ("a\n{{#steps}}\n{{no}}\n{{/steps}}\nb", "a\n1\n2\nb"),
            ("{{#counters}}{{read}}{{/counters}}", "50"), ("{{counters}}", #"{"read":50}"#), ("", ""),
            ("  {{! alone on its line }}  \nx", "x"),
        ]) func `a template is filled in`(template: String, text: String) throws
    {
        #expect(try MustacheTemplate(template).rendered(Self.value) == text)
    }

    @Test(arguments: ["{{id", "{{#steps}}", "{{/steps}}", "{{#a}}{{/b}}", "{{>part}}", "{{=<% %>=}}"])
    func `a template that cannot be read is a usage error`(template: String) throws {
        let failure = try #require(throws: ProgramFailure.self) { try MustacheTemplate(template) }
        #expect(failure.code == .usage)
    }

    @Test func `every line ends once`() throws {
        #expect(try MustacheTemplate("{{id}}").line(Self.value) == "7c9e\n")
        #expect(try MustacheTemplate("{{id}}\n").line(Self.value) == "7c9e\n")
    }
}
