// SPDX-License-Identifier: Apache-2.0

internal import Setup

extension Wording {
    /// `Import “Prices” finished with 37 warnings`.
    ///
    /// Where `room` is too small the label is cut, then the kind is left out: how it ended is what people look for.
    package func notification(_ entry: Notifications.Entry, room: Int = .max, width: (String) -> Int = { $0.count })
        -> String
    {
        guard entry.project == nil, entry.schedule == nil else {
            let text = projectNotification(entry)
            return width(text) > room ? cut(text, to: room, width) : text
        }
        let kind = kind(entry.kind)
        let capital = "\(kind.prefix(1).uppercased())\(kind.dropFirst()) "
        let label = stored(entry.label)
        // Words of the kind agree in French: import, export and projet are masculine, the others feminine.
        let ending = ["import", "export", "project"].contains(entry.kind) ? "" : "e"
        let outcome = outcome(entry, ending)
        let cause = entry.colour == .red || entry.colour == .blue ? entry.firstMessage ?? entry.firstReason : nil
        let detail = cause.map { colon + stored($0) } ?? ""
        let full = "\(capital)\(quoted(label)) \(outcome)\(detail)"
        guard width(full) > room else { return full }
        let forms = [(capital, outcome), ("", outcome), ("", brief(entry, ending))]
        for (place, form) in forms.enumerated() {
            let left = room - width("\(form.0)\(quoted("")) \(form.1)")
            let isLast = place == forms.count - 1
            guard isLast || left >= min(12, width(label)) else { continue }
            // Of a failure its cause, too, as far as it goes; the label keeps at least twenty columns.
            let labelRoom = detail.isEmpty ? left : max(min(left, 20), left - width(detail))
            let name = quoted(cut(label, to: max(1, labelRoom), width))
            let text = "\(form.0)\(name) \(form.1)"
            let rest = room - width(text)
            return rest > 8 && !detail.isEmpty ? text + cut(detail, to: rest, width) : text
        }
        return full
    }

    private func cut(_ text: String, to limit: Int, _ width: (String) -> Int) -> String {
        guard width(text) > limit else { return text }
        var result = text
        while !result.isEmpty, width(result + ellipsis) > limit { result.removeLast() }
        return result.isEmpty ? ellipsis : result + ellipsis
    }

    private func outcome(_ entry: Notifications.Entry, _ ending: String) -> String {
        switch entry.colour {
        case .green where entry.kind == "project": return language("calculated", "calculé")
        case .green: return language("finished", "terminé\(ending)")
        case .yellow where entry.kind == "project":
            return language(
                "calculated with \(count(entry.problems, "warning"))",
                "calculé avec \(count(entry.problems, "avertissement"))")
        case .yellow:
            return language(
                "finished with \(count(entry.problems, "warning"))",
                "terminé\(ending) avec \(count(entry.problems, "avertissement"))")
        case .grey:
            guard let person = entry.stoppedBy.map(visible) else {
                return language("was stopped", "arrêté\(ending)")
            }
            return language("was stopped by \(person)", "arrêté\(ending) par \(person)")
        case .red, .blue: return language("failed", "en échec")
        }
    }

    private func brief(_ entry: Notifications.Entry, _ ending: String) -> String {
        switch entry.colour {
        case .green: language("finished", "terminé\(ending)")
        case .yellow: count(entry.problems, language("warning", "avertissement"))
        case .grey: language("stopped", "arrêté\(ending)")
        case .red, .blue: language("failed", "en échec")
        }
    }

    /// `2 unread`.
    package func unread(_ number: Int64) -> String {
        switch number {
        case 0: language("none unread", "aucune non lue")
        default: language("\(grouped(number)) unread", "\(grouped(number)) non lue\(number == 1 ? "" : "s")")
        }
    }

    /// Beside a notification that was not read.
    package var unreadMark: String { isASCII ? "*" : "●" }
}
