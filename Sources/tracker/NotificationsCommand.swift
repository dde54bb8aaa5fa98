// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct NotificationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notifications",
        abstract: "What has ended: your executions, and those that named you; what your projects tell you.",
        discussion: """
            Examples:
              tracker notifications                 unread first, then newest
              tracker notifications --follow        each one as it comes
              tracker notifications --read-all
              tracker notifications --read 12 13
            Piped: number, “unread” or “read”, colour, kind, job, label, sentence, time, id and URL (empty for another's) between tabs.
            """)

    @Flag(help: "Only those that you have not read.")
    var unread = false

    @Flag(help: "Stay, and write each one when it comes.")
    var follow = false

    @Option(name: .customLong("read"), parsing: .upToNextOption, help: "Mark these numbers as read.")
    var marked: [Int64] = []

    @Flag(help: "Mark all as read.")
    var readAll = false

    @Option(parsing: .upToNextOption, help: "Remove these numbers.")
    var remove: [Int64] = []

    @Option(name: [.customShort("L", allowingJoined: true), .customLong("limit")], help: "How many.")
    var limit = 10

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if limit < 1 || limit > 10_000 {
            throw ValidationError(
                Language.current(
                    "“-L \(limit)” is not a number from 1 to 10000.",
                    "« -L \(limit) » n'est pas un nombre de 1 à 10000."))
        }
        let acts = [!marked.isEmpty, readAll, !remove.isEmpty, follow].count { $0 }
        if acts > 1 {
            throw ValidationError(
                Language.current(
                    "Only one of --read, --read-all, --remove, --follow can be given.",
                    "Une seule de ces options à la fois : --read, --read-all, --remove, --follow."))
        }
    }

    func run() async throws {
        let context = common.context("tracker")
        let format = try output.format(context, fields: Self.listing.fields)
        let doing = context.language("cannot read your notifications", "impossible de lire vos notifications")
        try await context.running(doing) {
            if readAll || !marked.isEmpty || !remove.isEmpty { return try await act(context) }
            let (limit, unreadOnly) = (limit, unread || follow)
            let page = try await context.reading { db in
                try Notifications.read(limit: limit, unreadOnly: unreadOnly, on: db)
            }
            if follow { return try await follow(from: page, format, context) }
            write(page, format, context)
        }
    }

    private func act(_ context: Context) async throws {
        let (marked, removed) = (readAll ? nil : marked, remove)
        let count = try await context.acting { db in
            removed.isEmpty
                ? try Notifications.markRead(marked, on: db) : try Notifications.remove(removed, on: db)
        }
        let number = context.console.wording.grouped(count)
        let language = context.language
        context.note(
            removed.isEmpty
                ? language("\(number) marked as read.", "\(number) marquées comme lues.")
                : language("\(number) removed.", "\(number) supprimées."))
    }

    private func write(_ page: Notifications, _ format: OutputFormat, _ context: Context) {
        let language = context.language
        if page.entries.isEmpty, case .screen = format {
            context.note(
                unread
                    ? language("You have read all your notifications.", "Vous avez lu toutes vos notifications.")
                    : language("You have no notifications.", "Vous n'avez aucune notification."))
            return
        }
        output.write(page.entries, as: Self.listing, format, context) { screen, lines in
            let unshown = page.unread - Int64(page.entries.count { $0.readAt == nil })
            var title = "\(screen.wording.unreadMark) \(screen.wording.unread(page.unread))"
            if unshown > 0 {
                let shown = screen.wording.grouped(Int64(page.entries.count))
                title += language(", the newest \(shown) shown", ", dont les \(shown) plus récentes ici")
            }
            let head =
                page.unread > 0
                ? title.wrapped(to: screen.console.columns, hanging: 2).map {
                    screen.console.painted($0, .blue, isBold: true)
                } : []
            let open = page.entries.compactMap(\.execution).first.map { "tracker show \($0.description.prefix(8))" }
            let commands = [page.unread > 0 ? "tracker notifications --read-all" : nil, open].compactMap(\.self)
            var foot = commands.isEmpty ? [] : [screen.next(commands)]
            if page.entries.count == limit {
                let more = min(10_000, max(limit * 5, unshown > 0 ? Int(page.unread) : 0))
                foot += screen.fitted([
                    "\(language("more:", "suite :")) tracker notifications\(unread ? " --unread" : "") -L \(more)"
                ])
            }
            return head + lines + (foot.isEmpty ? [] : [""] + foot)
        }
    }

    /// Writes the unread ones, oldest first, then each that comes, until Ctrl-C; over lost connections, too.
    private func follow(from page: Notifications, _ format: OutputFormat, _ context: Context) async throws {
        let screen = Screen(context.console, times: output.time)
        func show(_ entries: [Notifications.Entry]) {
            for entry in entries {
                switch format {
                case .screen:
                    let time = LocalTime(entry.createdAt).clock
                    context.console.say(
                        "\(time) \(Self.sentence(entry, screen).painted)"
                            + (entry.url.map { "  \(screen.wording.visible($0))" } ?? ""))
                case .json(let names): context.console.print(Self.listing.object(entry, names).rendered)
                case .csv: context.console.data(Self.listing.csvLine(entry) + "\r\n")
                case .plain: context.console.print(Self.listing.line(entry))
                case .template(let template):
                    context.console.data(template.line(Self.listing.object(entry)))
                }
            }
        }
        show(page.entries.reversed())
        let newest = page.entries.map(\.number).max() ?? 0
        try await context.follow(
            from: (newest: newest, entries: [Notifications.Entry]()), every: .seconds(2)
        ) { state, db in
            let entries = try Notifications.read(after: state.newest, on: db)
            return (max(state.newest, entries.map(\.number).max() ?? 0), entries)
        } show: { state in
            show(state.entries)
            return true
        }
    }

    private static func sentence(
        _ entry: Notifications.Entry, _ screen: Screen, room: Int = .max
    ) -> (text: String, painted: String) {
        let symbol = screen.wording.symbol(entry.status ?? "completed", entry.colour)
        let rest = room == .max ? room : max(1, room - symbol.width - 1)
        let sentence = screen.wording.notification(entry, room: rest) { $0.width }
        let text = "\(symbol) \(PlainLine.cell(sentence))"
        return (text, screen.console.painted(text, entry.colour, isBold: entry.readAt == nil))
    }

    /// number, state, colour, kind, job, label, message, created, id, URL.
    static let listing = Listing<Notifications.Entry>(
        [
            .init(
                "number", "NO", "N°", isRight: true, dropOrder: 2, value: { .integer($0.number) }),
            .init(
                "is_read", "", "", value: { .bool($0.readAt != nil) }, plain: { $0.readAt == nil ? "unread" : "read" },
                cell: { entry, screen in
                    Table.Cell(entry.readAt == nil ? screen.wording.unreadMark : " ")
                }),
            .init("colour", value: { .text($0.colour.rawValue) }),
            .init("status", value: { .text($0.status) }),
            .init("kind", value: { .text($0.kind) }),
            .init("job", value: { .text($0.job) }),
            .init("label", value: { .text($0.label) }),
            .init(
                "message", "NOTIFICATION", "NOTIFICATION", mayShrink: true, least: 46,
                value: { .text(Wording(.english).notification($0)) },
                cell: { entry, screen in
                    var cell = screen.cell(sentence(entry, screen).text, entry.colour, isBold: entry.readAt == nil)
                    cell.fit = { sentence(entry, screen, room: $0).text }
                    return cell
                }),
            .init(
                "created_at", "WHEN", "QUAND", dropOrder: 1, value: { .time($0.createdAt) },
                plain: { PlainLine.time($0.createdAt) },
                cell: { entry, screen in Table.Cell(screen.moment(entry.createdAt, age: entry.ageSeconds)) }),
            .init("read_at", value: { .time($0.readAt) }, plain: { PlainLine.time($0.readAt) }),
            .init(
                "id", "ID", "ID", dropOrder: 3, value: { .text($0.execution?.description) },
                cell: { entry, screen in
                    Table.Cell(entry.execution.map { String($0.description.prefix(8)) } ?? screen.wording.nothing)
                }),
            .init("url", value: { .text($0.url) }),
            .init("owner", value: { .text($0.owner) }),
            .init("problems", value: { .integer($0.problems) }),
            .init("stopped_by", value: { .text($0.stoppedBy) }),
            .init("first_reason", value: { .text($0.firstReason) }),
            .init("project", value: { .text($0.project) }),
            .init("due_date", value: { .text($0.dueDate) }),
            .init("schedule", value: { .text($0.schedule) }),
        ],
        plain: ["number", "is_read", "colour", "kind", "job", "label", "message", "created_at", "id", "url"],
        table: ["is_read", "message", "created_at", "id", "number"])
}
