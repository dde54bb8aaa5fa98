// SPDX-License-Identifier: Apache-2.0

package import Setup
package import Tracking

/// What stands around the table of executions on a terminal.
package struct ListScreen: Sendable {
    let list: ExecutionList
    let filter: ExecutionFilter
    /// The options that were given, to be given again for the next page.
    let options: String

    package init(_ list: ExecutionList, _ filter: ExecutionFilter, options: String = "") {
        self.list = list
        self.filter = filter
        self.options = options
    }

    /// The table, a count by colour and the next command.
    package func lines(_ screen: Screen, _ table: [String]) -> [String] {
        let lines = table + ["", count(screen)]
        // What failed is what people look at next.
        let next =
            list.executions.first { $0.colour == .red } ?? list.executions.first { $0.hasEnded }
            ?? list.executions.first
        var commands: [String] = []
        if let next {
            commands.append(
                "\(screen.language("next:", "ensuite :")) \(next.hasEnded ? "tracker show \(next.shortID)" : screen.wording.next(next, next.shortID))"
            )
        }
        if list.hasMore, let last = list.executions.last {
            commands.append("\(screen.language("more:", "suite :")) tracker list\(options) --after \(last.shortID)")
        }
        return lines + screen.fitted(commands)
    }

    /// `6 of your 128 executions in the last 7 days: 1 running · 96 green`.
    private func count(_ screen: Screen) -> String {
        let (wording, language) = (screen.wording, screen.language)
        let counts = list.counts ?? list.shown
        var parts: [String] = []
        func add(_ number: Int, _ word: String) {
            if number > 0 { parts.append("\(wording.grouped(Int64(number))) \(word)") }
        }
        add(counts.running, language("running", "en cours"))
        add(counts.paused, language("paused", "en pause"))
        add(counts.queued, language("queued", "en attente"))
        add(counts.green, language("green", "en vert"))
        add(counts.yellow, language("yellow", "en jaune"))
        add(counts.red, language("red", "en rouge"))
        add(counts.stopped, language("stopped", counts.stopped > 1 ? "arrêtées" : "arrêtée"))
        let noun = language("execution", "exécution")
        let most = Int64(ExecutionList.Counts.most)
        let all =
            counts.isCapped
            ? language("more than \(wording.grouped(most)) executions", "plus de \(wording.grouped(most)) exécutions")
            : wording.count(Int64(counts.total), noun)
        let shown = wording.grouped(Int64(list.entries.count))
        var head =
            list.counts == nil
            ? wording.count(Int64(counts.total), noun) : language("\(shown) of your \(all)", "\(shown) de vos \(all)")
        if filter.isNarrowed {
            head += language(" that match", counts.isCapped || counts.total > 1 ? " trouvées" : " trouvée")
        }
        if filter.since == ExecutionFilter.window {
            head += language(" in the last 7 days", " des 7 derniers jours")
        }
        if counts.isCapped { head += language(", of the newest:", ", dont les plus récentes :") }
        return Self.wrapped(
            head + (counts.isCapped ? "" : language(":", " :")), parts, separator: wording.isASCII ? ", " : " · ",
            width: screen.console.columns)
    }

    /// The counts behind their sentence, or below it where the line would be too long.
    private static func wrapped(_ head: String, _ parts: [String], separator: String, width: Int) -> String {
        let line = "\(head) \(parts.joined(separator: separator))"
        guard line.width > width else { return line }
        var lines = head.wrapped(to: width)
        var last = ""
        for part in parts {
            let longer = last.isEmpty ? "  \(part)" : last + separator + part
            if longer.width > width, !last.isEmpty {
                lines.append(last)
                last = "  \(part)"
            } else {
                last = longer
            }
        }
        return (lines + [last]).joined(separator: "\n")
    }

    /// What is said to a person when nothing was found; `isFirst`: they have never launched anything.
    package static func nothing(_ filter: ExecutionFilter, _ language: Language, isFirst: Bool = false) -> String {
        let launch = "chantier launch csv_product_import --file products.csv --wait"
        let begin = "\n  " + language("do: \(launch)", "faire : \(launch)")
        if isFirst { return language("You have no executions yet.", "Vous n'avez encore aucune exécution.") + begin }
        var text =
            filter.isNarrowed
            ? language("No execution of yours matches", "Aucune de vos exécutions ne correspond")
            : language("You have no executions", "Vous n'avez aucune exécution")
        guard filter.since == ExecutionFilter.window else { return text + "." + (filter.isNarrowed ? "" : begin) }
        text += language(" in the last 7 days.", " ces 7 derniers jours.")
        return text + "\n  " + language("do: tracker list --all-time", "faire : tracker list --all-time")
    }
}
