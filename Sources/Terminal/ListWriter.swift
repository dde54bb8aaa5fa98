// SPDX-License-Identifier: Apache-2.0

package import Postgres
package import Tracking

/// Writes a list page by page in the form that was settled.
///
/// A table waits for its end, since its widths depend on all rows; everything else is written at once and kept nowhere.
package struct ListWriter<Item: Sendable> {
    let listing: Listing<Item>
    let format: OutputFormat
    let console: Console
    let options: OutputOptions
    private var rows: [Item] = []
    private var count = 0

    package init(_ listing: Listing<Item>, _ format: OutputFormat, _ console: Console, _ options: OutputOptions) {
        self.listing = listing
        self.format = format
        self.console = console
        self.options = options
    }

    /// Adds items.
    package mutating func add(_ items: [Item]) {
        guard !items.isEmpty else { return }
        switch format {
        case .screen: rows += items
        case .plain: console.print(items.map(listing.line).joined(separator: "\n"))
        case .csv:
            if count == 0 { writeCSVTitles() }
            console.data(items.map { listing.csvLine($0) + "\r\n" }.joined())
        case .json(let names):
            let objects = items.map { listing.object($0, names).rendered }.joined(separator: ",\n")
            console.data((count == 0 ? "[" : ",\n") + objects)
        case .template(let template):
            console.data(items.map { template.line(listing.object($0)) }.joined())
        }
        count += items.count
    }

    /// Ends the list; `around` gets the table's lines and may put others before and after them.
    package func end(around: (Screen, [String]) -> [String] = { $1 }) {
        switch format {
        case .screen:
            let screen = Screen(console, times: options.time)
            let lines = listing.table(rows, screen, hasTitles: !options.noHeaders, isWide: options.wide)
            console.page(around(screen, lines))
        case .csv: if count == 0 { writeCSVTitles() }
        case .json: console.print(count == 0 ? "[]" : "]")
        case .plain, .template: break
        }
    }

    private func writeCSVTitles() {
        if !options.noHeaders { console.data(listing.csvTitles + "\r\n") }
    }
}

extension OutputOptions {
    /// Writes a list at once; `around` puts lines for people before and after its table.
    package func write<Item>(
        _ items: [Item], as listing: Listing<Item>, _ format: OutputFormat, _ context: Context,
        around: (Screen, [String]) -> [String] = { $1 }
    ) {
        var writer = ListWriter(listing, format, context.console, self)
        writer.add(items)
        writer.end(around: around)
    }

    /// Reads a list and writes it; on a terminal an empty one is said with `none`, which names what to do.
    ///
    /// `doing` is what failed when the reading fails; `reads` reads within a unit of its own.
    package func list<Item: Sendable>(
        _ listing: Listing<Item>, _ context: Context, _ doing: String, none: String,
        around: (Screen, [Item], [String]) -> [String] = { $2 },
        reads: @escaping @Sendable (isolated Session) throws -> [Item]
    ) async throws {
        let format = try format(context, fields: listing.fields)
        let items = try await context.running(doing) { try await context.reading(reads) }
        if items.isEmpty, case .screen = format { return context.note(none) }
        write(items, as: listing, format, context) { around($0, items, $1) }
    }

    /// Writes one object.
    ///
    /// `plain` is its frozen text, `csv` its table, `screen` what people see.
    package func write(
        _ object: JSONValue, _ format: OutputFormat, _ context: Context, plain: () -> String, csv: () -> String,
        screen: (Screen) -> [String]
    ) {
        let console = context.console
        switch format {
        case .screen: console.page(screen(Screen(console, times: time)))
        case .plain: console.print(plain())
        case .csv: console.data(csv())
        case .json(let names): console.print(object.picking(names).rendered)
        case .template(let template): console.data(template.line(object))
        }
    }
}
