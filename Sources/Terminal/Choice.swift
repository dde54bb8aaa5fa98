// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Setup

/// Words from a fixed list, and what was perhaps meant by one that is not in it.
package enum Choice {
    /// Reads words between commas; throws a usage error that names the nearest known one.
    package static func parse(_ option: String, _ text: String?, among known: [String]) throws -> [String] {
        guard let text else { return [] }
        let words = text.split(separator: ",").map { String($0.filter { $0 != " " }) }.filter { !$0.isEmpty }
        try check(option, words, among: known)
        return words
    }

    /// Throws for the first word that is not known.
    package static func check(_ option: String, _ words: [String], among known: [String]) throws {
        guard let wrong = words.first(where: { !known.contains($0) }) else { return }
        let language = Language.current
        let noun = option == "--lang" ? "language here" : "\(option.drop { $0 == "-" })"
        var text = language("“\(option) \(wrong)” is not a \(noun).", "« \(option) \(wrong) » n'existe pas.")
        if option == "help" {
            text = language(
                "“help \(wrong)” is neither a command nor a topic.",
                "« help \(wrong) » n'est ni une commande ni un sujet.")
        }
        if option == "shell" {
            text = language("“\(wrong)” is not a shell known here.", "« \(wrong) » n'est pas un shell connu ici.")
        }
        if option == "--json" {
            text = language("“\(option)=\(wrong)” is not a field.", "« \(option)=\(wrong) » n'est pas un champ.")
        }
        if let near = nearest(to: wrong, among: known) {
            text += language("  Did you mean “\(near)”?", "  Vouliez-vous dire « \(near) » ?")
        }
        throw ValidationError(
            text + "\n  " + language("one of:", "au choix :") + " " + known.joined(separator: " "))
    }

    /// The known word with the fewest changes; nil when none is near.
    package static func nearest(to word: String, among known: [String]) -> String? {
        let word = word.lowercased()
        let most = max(1, word.count / 3 + 1)
        return known.map { ($0, $0.hasPrefix(word) ? 0 : distance(word, $0)) }.filter { $0.1 <= most }
            .min { $0.1 < $1.1 }?.0
    }

    /// Insertions, deletions, replacements and swaps of neighbours between two words.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var rows = [Array(0...right.count)]
        for i in 1...left.count {
            var row = [i]
            for j in 1...right.count {
                var best = min(
                    rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1))
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, rows[i - 2][j - 2] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
