// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct WarningsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warnings", abstract: "What could not be handled, item by item or grouped.",
        discussion: """
            Examples:
              tracker warnings 7c9e2a1f --grouped          each reason with its number
              tracker warnings 7c9e2a1f --csv > bad.csv    all of them, for a spreadsheet
              tracker warnings 7c9e2a1f --reason unknown_option --step 2

            Notes, which refuse nothing, are among them (is_note). A table shows 50; other forms give all, unless -L says how many.
            Cells of CSV that a spreadsheet would run as formulas begin with an apostrophe.
            """)

    @Argument(help: ExecutionArgument.help, completion: ExecutionArgument.completion)
    var id: String

    @Option(help: ArgumentHelp("Only of this step, by number or name.", valueName: "step"), completion: Offers.steps)
    var step: String?

    @Option(help: ArgumentHelp("Only with this reason.", valueName: "code"), completion: Offers.reasons)
    var reason: String?

    @Flag(help: "One line for each step, reason and field, with its number.")
    var grouped = false

    @Option(
        name: [.customShort("L", allowingJoined: true), .customLong("limit")],
        help: ArgumentHelp("How many.", valueName: "number"))
    var limit: Int?

    @Option(
        help: ArgumentHelp("Go on behind this one: the cursor of the last one of the page before.", valueName: "cursor")
    )
    var after: String?

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection and language") var common: CommonOptions

    /// What is read at once.
    private static let page = 1_000

    func validate() throws {
        let language = Language.current
        if let limit, limit < 1 {
            throw ValidationError(
                language(
                    "“-L \(limit)” is not a number from 1 on.", "« -L \(limit) » n'est pas un nombre à partir de 1."))
        }
        if let after, WarningCursor(after) == nil {
            throw ValidationError(
                language(
                    "“--after \(after)” is not a place in a list.",
                    "« --after \(after) » n'est pas une place dans une liste."))
        }
        if grouped && after != nil {
            throw ValidationError(language("--grouped has no pages.", "--grouped n'a pas de pages."))
        }
    }

    func run() async throws {
        let context = common.context("tracker")
        let doing = context.language(
            "cannot read the warnings of execution \(id)", "impossible de lire les avertissements de l'exécution \(id)")
        if grouped { return try await group(context, doing) }
        let format = try output.format(context, fields: Listing.warnings.fields)
        let isScreen = if case .screen = format { true } else { false }
        let limit = limit ?? (isScreen ? 50 : Int.max)
        let (id, step, reason, cursor) = (id, step, reason, after.flatMap { WarningCursor($0) })
        try await context.running(doing) {
            let session = try await context.session()
            let opened = try await session.perform { db in
                let found = try context.resolve(id, doing: doing, on: db)
                guard let reader = try WarningReader.open(found, step: step, reason: reason, after: cursor, on: db)
                else {
                    throw context.notFound(id, doing)
                }
                return reader
            }
            if opened.hasNoStep, let step {
                let report = try await session.perform { db in try Report.read(opened.id, on: db) }
                throw Self.noStep(step, report?.steps.map(\.name) ?? [], context, doing)
            }
            var reader = opened
            var writer = ListWriter(Listing<ExecutionWarning>.warnings, format, context.console, output)
            var count = 0
            var last: ExecutionWarning?
            while count < limit {
                let (old, size) = (reader, min(Self.page, limit - count))
                let (page, next) = try await session.perform { db in
                    var reader = old
                    return (try reader.next(size, on: db), reader)
                }
                reader = next
                writer.add(page)
                count += page.count
                last = page.last ?? last
                if page.count < size { break }
            }
            var all: Int64?
            if isScreen, count == limit, cursor == nil {
                all = try await session.perform { db in
                    try Report.read(opened.id, isFull: true, on: db).map { Self.total($0, step: step, reason: reason) }
                }
            }
            let name = id == "@latest" ? String(opened.id.description.prefix(8)) : id
            var isTold = false
            if count == 0, cursor == nil, let reason {
                let reasons = try await session.perform { db in try Report.reasons(of: opened.id, on: db) ?? [] }
                isTold = Self.tellReasons(reasons, notAmongThem: reason, context)
            }
            await session.close()
            if count == 0, isScreen, isTold { return }
            if count == 0 && isScreen { return context.note(Self.nothing(context.language)) }
            let (more, shown) = (count == limit ? last?.cursor.description : nil, count)
            writer.end { screen, table in
                table + [""] + Self.footer(shown, of: all, name: name, more: more, screen)
            }
        }
    }

    private func group(_ context: Context, _ doing: String) async throws {
        let format = try output.format(context, fields: Listing.reasons.fields)
        let (id, step, reason) = (id, step, reason)
        let (reasons, numbers, name) = try await context.running(doing) {
            try await context.reading { db in
                let found = try context.resolve(id, doing: doing, on: db)
                guard let reader = try WarningReader.open(found, step: step, on: db),
                    let reasons = try Report.reasons(of: found, on: db)
                else { throw context.notFound(id, doing) }
                if reader.hasNoStep, let step {
                    throw Self.noStep(step, try Report.read(found, on: db)?.steps.map(\.name) ?? [], context, doing)
                }
                return (reasons, reader.stepNumbers, id == "@latest" ? String(found.description.prefix(8)) : id)
            }
        }
        let shown = reasons.filter { numbers.contains($0.step) && (reason == nil || $0.reason == reason) }
        let isTold = reason.map { shown.isEmpty && Self.tellReasons(reasons, notAmongThem: $0, context) } ?? false
        if case .screen = format, isTold { return }
        if case .screen = format, shown.isEmpty { return context.note(Self.nothing(context.language)) }
        output.write(Array(shown.prefix(limit ?? Int.max)), as: .reasons, format, context) { screen, table in
            table + [
                "",
                screen.next(
                    "tracker warnings \(name) --reason \(shown.first?.reason ?? "REASON")",
                    "tracker warnings \(name) --csv"
                ),
            ]
        }
    }

    private static func noStep(
        _ step: String, _ known: [String], _ context: Context, _ doing: String
    ) -> ProgramFailure {
        let names = known.joined(separator: ", ")
        return ProgramFailure(
            doing,
            reason: context.language("it has no step “\(step)”.", "elle n'a pas d'étape « \(step) »."),
            action: context.language("its steps: \(names)", "ses étapes : \(names)"), code: .usage)
    }

    /// Says what reasons there are, to whoever asked for one that there is not; whether anything was said.
    ///
    /// It is no failure: a script may well ask for what it hopes not to find.
    private static func tellReasons(
        _ reasons: [Report.Reason], notAmongThem reason: String, _ context: Context
    ) -> Bool {
        let known = Set(reasons.map(\.reason)).sorted()
        guard !known.contains(reason) else { return false }
        let language = context.language
        let missing = language(
            "no warning has the reason “\(reason)”", "aucun avertissement n'a la raison « \(reason) »")
        guard !known.isEmpty else {
            context.note(
                "tracker: \(missing)" + language("; there are no warnings.", " ; il n'y a pas d'avertissement."))
            return true
        }
        let near = Choice.nearest(to: reason, among: known).map {
            language("  Did you mean “\($0)”?", "  Vouliez-vous dire « \($0) » ?")
        }
        let names = known.joined(separator: ", ")
        context.note(
            "tracker: \(missing).\(near ?? "")\n  "
                + language("there are: \(names)", "il y a : \(names)"))
        return true
    }

    private static func nothing(_ language: Language) -> String {
        language("There are no warnings.", "Il n'y a pas d'avertissement.")
    }

    /// How many warnings and notes there are of what was asked for.
    private static func total(_ report: Report, step: String?, reason: String?) -> Int64 {
        let steps = report.steps.filter { step == nil || String($0.number) == step || $0.name == step }
        guard let reason else { return steps.reduce(0) { $0 + report.warningCount(of: $1) } }
        let numbers = Set(steps.map(\.number))
        return report.reasons.reduce(0) {
            $1.reason == reason && numbers.contains($1.step) ? $0 + $1.count : $0
        }
    }

    private static func footer(_ count: Int, of all: Int64?, name: String, more: String?, _ screen: Screen) -> [String]
    {
        let shown = screen.wording.grouped(Int64(count))
        let rest = all.flatMap { $0 > Int64(count) ? screen.wording.grouped($0) : nil }
        let number = rest.map { screen.language("\(shown) of \($0)", "\(shown) sur \($0)") } ?? shown
        let text =
            count == 1 && rest == nil
            ? screen.language("1 warning or note", "1 avertissement ou note")
            : screen.language("\(number) warnings and notes", "\(number) avertissements et notes")
        var parts = [text]
        if let more { parts.append("\(screen.language("more:", "suite :")) tracker warnings \(name) --after \(more)") }
        parts.append("\(screen.language("next:", "ensuite :")) tracker warnings \(name) --grouped")
        return screen.fitted(parts)
    }
}
