// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
internal import Setup
package import Tracking

/// In what form a command writes that has a line for each change: no tables, hence no CSV and no titles.
package struct StreamOptions: ParsableArguments {
    @Option(
        name: .customLong("json"), defaultAsFlag: JSONFields(), parsing: .next,
        help: ArgumentHelp(
            "JSON, one object a line; only these members with --json=a,b; --json=? lists them.", valueName: "fields"))
    package var json: JSONFields?

    @Flag(help: "Lines without symbols, as when piped.")
    package var plain = false

    @Option(help: ArgumentHelp("A mustache template for each line.", valueName: "text|@file"))
    package var template: String?

    package init() {}

    /// Checks that at most one form was asked for.
    package func validate() throws {
        if [json != nil, plain, template != nil].filter({ $0 }).count > 1 {
            throw ValidationError(
                Language.current(
                    "Only one of --json, --plain, --template can be given.",
                    "Une seule de ces options à la fois : --json, --plain, --template."))
        }
    }

    /// Settles the form; as `OutputOptions.format`.
    package func format(_ context: Context, fields: [String]) throws -> OutputFormat {
        try OutputOptions.format(context, fields: fields, json: json, plain: plain, template: template)
    }

    /// Writes one object on a line of its own.
    package func write(_ object: JSONValue, _ format: OutputFormat, _ context: Context, plain: () -> String) {
        switch format {
        case .json(let names): context.console.print(object.picking(names).rendered)
        case .template(let template): context.console.data(template.line(object))
        case .screen, .plain, .csv: context.console.print(plain())
        }
    }
}

extension OutputFormat {
    /// Whether a person at a terminal reads it.
    package var isScreen: Bool { if case .screen = self { true } else { false } }
    /// Whether it is lines between tabs.
    package var isPlain: Bool { if case .plain = self { true } else { false } }
}
