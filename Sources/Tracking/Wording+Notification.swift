// SPDX-License-Identifier: Apache-2.0

internal import Setup

extension Wording {
    /// `Import “Prices” finished with 37 warnings`.
    package func notification(_ entry: Notifications.Entry) -> String {
        let kind = kind(entry.kind)
        let subject = "\(kind.prefix(1).uppercased())\(kind.dropFirst()) \(quoted(stored(entry.label)))"
        // Words of the kind agree in French: import, export and projet are masculine, the others feminine.
        let ending = ["import", "export", "project"].contains(entry.kind) ? "" : "e"
        switch entry.colour {
        case .green: return "\(subject) \(language("finished", "terminé\(ending)"))"
        case .yellow:
            return language(
                "\(subject) finished with \(count(entry.problems, "warning"))",
                "\(subject) terminé\(ending) avec \(count(entry.problems, "avertissement"))")
        case .grey:
            guard let person = entry.stoppedBy.map(visible) else {
                return "\(subject) \(language("was stopped", "arrêté\(ending)"))"
            }
            return language("\(subject) was stopped by \(person)", "\(subject) arrêté\(ending) par \(person)")
        case .red, .blue:
            let failed = "\(subject) \(language("failed", "en échec"))"
            guard let reason = entry.firstMessage ?? entry.firstReason else { return failed }
            return failed + language(": ", " : ") + stored(reason)
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
