// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal
import Tracking

/// Which items an edit is to visit, as a person says it.
struct EditSelection: ParsableArguments {
    @Option(help: "Products and product models of this family. May be repeated.")
    var family: [String] = []

    @Option(help: "Those in this category or below it. May be repeated.")
    var category: [String] = []

    @Option(help: "Identifiers of products and codes of product models, with commas. May be repeated.")
    var identifiers: [String] = []

    @Option(help: "Conditions as a JSON list, as docs/filters.md has them. They come to the others: all must be met.")
    var filter: String?

    @Option(help: "Identifiers and codes that are left out, with commas. May be repeated.")
    var except: [String] = []

    @Flag(help: "Everything there is.")
    var all = false

    /// The conditions as a JSON list; nil: nothing is selected.
    func conditions() -> String? {
        var conditions: [String] = []
        func add(_ field: String, _ comparison: String, _ values: [String]) {
            let values = values.flatMap { $0.split(separator: ",").map(String.init) }
            guard !values.isEmpty else { return }
            conditions.append(
                JSONValue.object([
                    ("field", .text(field)), ("operator", .text(comparison)),
                    ("value", .array(values.map { .text($0) })),
                ]).rendered)
        }
        add("family", "IN", family)
        add("categories", "IN CHILDREN", category)
        add("identifier", "IN", identifiers)
        if let filter {
            let text = filter.drop { $0.isWhitespace }
            // What is no list is refused with the reason, where all conditions are read.
            guard text.first == "[", let end = text.lastIndex(of: "]") else { return filter }
            let inner = text[text.index(after: text.startIndex)..<end]
            if inner.contains(where: { !$0.isWhitespace }) { conditions.append(String(inner)) }
        }
        guard !conditions.isEmpty || all || filter != nil else { return nil }
        add("identifier", "NOT IN", except)
        return "[\(conditions.joined(separator: ","))]"
    }
}

/// How an edit is launched.
struct EditOptions: ParsableArguments {
    @Flag(help: "Only show what it would do: everything runs, nothing is written to the catalogue.")
    var preview = false

    @Flag(help: "Wait until it has ended, under live bars.")
    var wait = false

    @Flag(help: "One JSON object on the standard output, and nothing else there.")
    var json = false

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    @Option(help: "What people read in lists. Default: the job's own label.")
    var label: String?

    @OptionGroup var common: CommonOptions
}
