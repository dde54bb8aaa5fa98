// SPDX-License-Identifier: Apache-2.0

package import Postgres
internal import Setup

extension Wording {
    /// How long something took: `9s`, `4m12s`, `2h05m`, `3d04h`.
    package func took(_ seconds: Double) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        guard seconds >= 1 else { return seconds > 0 ? "<1s" : "0s" }
        let whole = Int(seconds)
        switch whole {
        case ..<60: return "\(whole)s"
        case ..<3_600: return "\(whole / 60)m\(padded(whole % 60))s"
        case ..<86_400: return "\(whole / 3_600)h\(padded(whole % 3_600 / 60))m"
        default: return "\(whole / 86_400)\(language("d", "j"))\(padded(whole % 86_400 / 3_600))h"
        }
    }

    /// Time left, rounded so that it does not jump: below a minute to 5 s, below ten to 15 s, below two hours to a minute.
    package func left(_ seconds: Double) -> String {
        let whole = max(0, seconds)
        switch whole {
        case ..<57.5:
            let rounded = max(5, Int((whole / 5).rounded()) * 5)
            return language("about \(rounded) s left", "environ \(rounded) s restantes")
        case ..<592.5:
            let rounded = Int((whole / 15).rounded()) * 15
            let text = rounded % 60 == 0 ? "\(rounded / 60) min" : "\(rounded / 60) min \(rounded % 60) s"
            return language("about \(text) left", "environ \(text) restantes")
        case ..<7_170:
            return language(
                "about \(Int((whole / 60).rounded())) min left", "environ \(Int((whole / 60).rounded())) min restantes")
        default:
            return language(
                "about \(Int((whole / 3_600).rounded())) h left",
                "environ \(Int((whole / 3_600).rounded())) h restantes")
        }
    }

    /// The same in as few columns as can be: `~2 min 30 s`.
    package func briefLeft(_ seconds: Double) -> String {
        let words = left(seconds).split(separator: " ")
        return "~" + words.dropFirst().dropLast().joined(separator: " ")
    }

    /// No progress for so long.
    package func silence(_ seconds: Double) -> String {
        let whole = Int(max(0, seconds))
        let text =
            whole < 60 ? "\(whole) s" : whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
        return language("no progress for \(text)", "aucun progrès depuis \(text)")
    }

    /// What follows a bar: why it does not move, time left, or that the end is not known.
    ///
    /// A worker that is gone is told apart from one that is slow. `clock` writes a time of day as the reader's zone has it.
    package func outlook(
        _ progress: StepReport.Progress, clock: (PostgresTimestamp) -> String = { PlainLine.time($0) }
    ) -> String {
        if progress.isPaused { return language("paused", "en pause") }
        if progress.isLost { return lost(since: progress.heardAt.map(clock)) }
        if progress.isUnattended { return language("waiting for a worker", "en attente d'un exécutant") }
        if progress.isStalled { return silence(progress.silence ?? 0) }
        if progress.total == nil { return language("total unknown", "total inconnu") }
        if progress.isFinishing { return language("finishing", "s'achève") }
        return progress.secondsLeft.map(left) ?? ""
    }

    /// The worker gives no sign of life.
    package func lost(since clock: String?) -> String {
        guard let clock else { return language("worker not heard from", "exécutant sans nouvelles") }
        return language("worker not heard from since \(clock)", "exécutant sans nouvelles depuis \(clock)")
    }

    /// The end has moved away: a bar that goes back should say why.
    package func raised(to total: Int64) -> String {
        language("total raised to \(grouped(total))", "total porté à \(grouped(total))")
    }

    /// `69 rows/s`; nil where there is none, or where it is not true any more.
    package func rate(_ progress: StepReport.Progress) -> String? {
        guard let rate = progress.ratePerSecond, rate > 0, progress.trouble == nil else { return nil }
        return "\(decimal(rate)) \(unit(progress.unit))/s"
    }

    /// A number with one decimal below ten, as the language writes it: `1.5`, `1,5`.
    package func decimal(_ number: Double) -> String {
        guard abs(number) < 10, number != number.rounded() else { return grouped(Int64(number.rounded())) }
        let tenths = Int64((number * 10).rounded())
        guard tenths % 10 != 0 else { return grouped(tenths / 10) }
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10)\(language(".", ","))\(tenths.magnitude % 10)"
    }

    /// `6 100 of 10 000 products`, or the count alone.
    package func amount(_ progress: StepReport.Progress) -> String {
        let unit = unit(progress.unit)
        guard let total = progress.total, total > 0 else { return "\(grouped(progress.done)) \(unit)" }
        return language(
            "\(grouped(progress.done)) of \(grouped(total)) \(unit)",
            "\(grouped(progress.done)) sur \(grouped(total)) \(unit)")
    }

    /// How long ago, for less than a day.
    package func ago(_ seconds: Double) -> String {
        let minutes = Int(seconds / 60)
        switch minutes {
        case ..<1: return language("just now", "à l'instant")
        case ..<60: return language("\(minutes) min ago", "il y a \(minutes) min")
        default: return language("\(minutes / 60) h ago", "il y a \(minutes / 60) h")
        }
    }
}
