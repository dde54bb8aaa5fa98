// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import Setup
internal import Tracking

// How a command writes, in five lines; tracker list is the model:
//
//   1. `@OptionGroup(title: "Output") var output: OutputOptions` beside `@OptionGroup var common: CommonOptions`.
//   2. `let format = try output.format(context, fields: Listing.x.fields)`, before anything is connected: it refuses fields that
//      do not exist, and answers `--json=?` by itself.
//   3. Describe the columns once, as a `Listing<Item>`: JSON key, titles, place in the table, value. Table, tab-separated lines,
//      CSV, JSON and templates follow from it. The order of `plain:` is frozen: columns may only be added at its end.
//   4. `context.reading { … }` for what only reads (15 s a statement), `context.acting { … }` for what writes;
//      `context.resolve(text, doing:, on:)` inside finds what a person means by 7c9e2a1f, a URL or @latest.
//   5. `output.write(items, as: listing, format, context)` for lists, `output.write(object, …)` for one thing, or a `ListWriter` for
//      what comes page by page.
// A value from a fixed list: `try Choice.parse("--status", text, among: …)`, which suggests the nearest one.

/// In what form a command writes.
package struct OutputOptions: ParsableArguments {
    @Option(
        name: .customLong("json"), defaultAsFlag: JSONFields(), parsing: .next,
        help: ArgumentHelp("JSON; only these members with --json=a,b; --json=? lists them.", valueName: "fields"))
    package var json: JSONFields?

    @Flag(help: "Tab-separated lines without titles, as when piped.")
    package var plain = false

    @Flag(help: "Comma-separated values with titles (RFC 4180).")
    package var csv = false

    @Option(
        help: ArgumentHelp(
            "A mustache template for each line or object: --template '{{id}} {{status}}'.", valueName: "text|@file"))
    package var template: String?

    @Flag(name: .customLong("no-headers"), help: "No titles above tables and CSV.")
    package var noHeaders = false

    @Flag(help: "All columns of a table, however long its lines.")
    package var wide = false

    @Option(help: "Times in tables: relative (4 min ago), iso (local, with offset) or raw (UTC).")
    package var time: TimeStyle?

    package init() {}

    /// Checks that at most one form was asked for.
    package func validate() throws {
        let asked = [
            json != nil ? "--json" : nil, plain ? "--plain" : nil, csv ? "--csv" : nil,
            template != nil ? "--template" : nil,
        ].compactMap { $0 }
        if asked.count > 1 {
            let names = asked.joined(separator: ", ")
            throw ValidationError(
                Language.current("Only one of \(names) can be given.", "Une seule de ces options à la fois : \(names).")
            )
        }
    }

    /// Settles the form: what was asked for, else a table on a terminal and tab-separated lines elsewhere.
    ///
    /// Throws for fields that do not exist and templates that cannot be read. `--json=?` prints the fields and throws
    /// `ExitStatus.done`.
    package func format(_ context: Context, fields known: [String]) throws -> OutputFormat {
        try Self.format(context, fields: known, json: json, plain: plain, csv: csv, template: template)
    }

    /// The same for what was asked for.
    static func format(
        _ context: Context, fields known: [String], json: JSONFields?, plain: Bool, csv: Bool = false, template: String?
    ) throws -> OutputFormat {
        if let json {
            if json.names == ["?"] {
                context.console.print(known.joined(separator: "\n"))
                throw ExitStatus.done
            }
            try Choice.check("--json", json.names, among: known)
            return .json(json.names)
        }
        if let template { return .template(try MustacheTemplate(text(of: template))) }
        if csv { return .csv }
        return plain || !context.console.isTerminal ? .plain : .screen
    }

    /// The text itself with `\n` and `\t` understood, or that of the file behind `@`.
    private static func text(of template: String) throws -> String {
        guard template.hasPrefix("@") else {
            return template.replacing("\\n", with: "\n").replacing("\\t", with: "\t")
        }
        let path = String(template.dropFirst())
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ProgramFailure(
                Language.current("cannot read the template \(path)", "impossible de lire le modèle \(path)"),
                reason: systemMessage(errno), code: .usage)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The members asked for behind `--json=`; none: all.
package struct JSONFields: ExpressibleByArgument, Sendable, Hashable, CustomStringConvertible {
    package let names: [String]

    package init() { names = [] }

    package init?(argument: String) {
        names = argument.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }

    package var description: String { names.isEmpty ? "all" : names.joined(separator: ",") }
}

/// How times stand in tables.
package enum TimeStyle: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// Local, with its offset: `2026-11-22T10:58:04+01:00`.
    case iso
    /// `4 min ago`, however old.
    case relative
    /// As in JSON: `2026-11-22T09:58:04Z`.
    case raw
}

/// The form that was settled.
package enum OutputFormat: Sendable {
    /// For a person.
    case screen
    case plain
    case csv
    /// With these members only; empty: all.
    case json([String])
    case template(MustacheTemplate)
}
