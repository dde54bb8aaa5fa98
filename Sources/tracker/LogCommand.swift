// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "The log of an execution: launch, steps, errors, retries, the end.",
        discussion: """
            Examples:
              tracker log 7c9e2a1f
              tracker log @latest --follow          each line as it comes, until it has ended
              tracker log @latest --level warning   only what went wrong
            Piped: time, level, step, event and message between tabs. With --follow, JSON is one object a line.
            """)

    @Argument(help: ExecutionArgument.help, completion: ExecutionArgument.completion)
    var id: String

    @Flag(name: .shortAndLong, help: "Stay, and write each line when it comes, until the execution has ended.")
    var follow = false

    @Option(
        help: "Only lines of this level and above: debug, info, warning, error.",
        completion: .list(LogLine.Level.allCases.map(\.rawValue)))
    var level = "info"

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        try Choice.check("--level", [level], among: LogLine.Level.allCases.map(\.rawValue))
    }

    func run() async throws {
        let context = common.context("tracker")
        let format = try output.format(context, fields: Self.listing.fields)
        let (name, least) = (id, LogLine.Level(rawValue: level) ?? .info)
        let doing = context.language("cannot show the log of \(name)", "impossible de montrer le journal de \(name)")
        try await context.running(doing) {
            let found = try await context.acting { db in try context.resolve(name, doing: doing, on: db) }
            var reader = LogReader(found, least: least)
            let (lines, next) = try await context.reading { [reader] db in
                var reader = reader
                return (try reader.read(on: db), reader)
            }
            reader = next
            guard follow else {
                return output.write(lines, as: Self.listing, format, context) { screen, table in
                    table + ["", screen.next("tracker show \(found.description.prefix(8))")]
                }
            }
            show(lines, format, context)
            try await follow(reader, format, context)
        }
    }

    /// Writes what comes, until the execution has ended; over lost connections, too.
    private func follow(_ first: LogReader, _ format: OutputFormat, _ context: Context) async throws {
        guard !first.hasEnded else { return }
        try await context.follow(from: (reader: first, lines: [LogLine]()), every: .seconds(1)) { state, db in
            var reader = state.reader
            let lines = try reader.read(on: db)
            return (reader, lines)
        } show: { state in
            show(state.lines, format, context)
            return !state.reader.hasEnded
        }
    }

    private func show(_ lines: [LogLine], _ format: OutputFormat, _ context: Context) {
        let screen = Screen(context.console, times: output.time)
        for line in lines {
            switch format {
            case .screen:
                // What begins and ends a step names it already.
                let names = line.event == "step_started" || line.event == "step_ended"
                let place =
                    line.step.flatMap {
                        names ? nil : screen.wording.stored(line.stepLabel ?? $0) + screen.wording.colon
                    }
                    ?? ""
                let text = "\(Self.time(line, screen)) \(PlainLine.cell(place + screen.wording.log(line)))"
                context.console.show(
                    text.wrapped(to: context.console.columns, hanging: 9).map { part in
                        line.colour.map { screen.console.painted(part, $0) } ?? part
                    })
            case .json(let names): context.console.print(Self.listing.object(line, names).rendered)
            case .csv: context.console.data(Self.listing.csvLine(line) + "\r\n")
            case .plain: context.console.print(Self.listing.line(line))
            case .template(let template): context.console.data(template.line(Self.listing.object(line)))
            }
        }
    }

    private static func time(_ line: LogLine, _ screen: Screen) -> String {
        switch screen.times {
        case .raw: PlainLine.time(line.at)
        case .iso: LocalTime(line.at).iso
        case .relative, nil: LocalTime(line.at).clock
        }
    }

    /// time, level, step, event, message.
    private static let listing = Listing<LogLine>(
        [
            .init(
                "at", "TIME", "HEURE", value: { .time($0.at) }, plain: { PlainLine.time($0.at) },
                cell: { line, screen in Table.Cell(time(line, screen)) }),
            .init(
                "level", "LEVEL", "NIVEAU", dropOrder: 2, value: { .text($0.level.rawValue) },
                cell: { line, screen in
                    line.colour.map { screen.cell(line.level.rawValue, $0) } ?? Table.Cell(line.level.rawValue)
                }),
            .init(
                "step", "STEP", "ÉTAPE", dropOrder: 1, mayShrink: true, yields: true, value: { .text($0.step) },
                cell: { line, screen in
                    Table.Cell(line.step.map { screen.wording.stored(line.stepLabel ?? $0) } ?? "")
                }),
            .init("event", value: { .text($0.event) }),
            .init(
                "message", "MESSAGE", "MESSAGE", least: 40, wraps: true, value: { .text($0.message) },
                cell: { line, screen in
                    let text = PlainLine.cell(screen.wording.log(line))
                    return line.colour.map { screen.cell(text, $0) } ?? Table.Cell(text)
                }),
            .init(
                "detail", value: { line in line.detail.flatMap { try? JSONValue(parsing: Array($0.utf8)) } ?? .null }),
        ], plain: ["at", "level", "step", "event", "message"], table: ["at", "level", "step", "message"])
}

extension LogLine {
    /// Only what went wrong has one.
    fileprivate var colour: Colour? {
        switch level {
        case .warning: .yellow
        case .error: .red
        case .debug, .info: nil
        }
    }
}
