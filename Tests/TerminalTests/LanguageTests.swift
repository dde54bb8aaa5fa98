// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Setup
import Testing

/// Walks over every pair of sentences in the sources: `language("…", "…")`.
@Suite struct LanguageTests {
    private struct Pair {
        var file: String
        var english: String
        var french: String
    }

    /// The folder of the repository, above this file.
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

    private static func sources() throws -> [(name: String, text: String)] {
        let folders = ["Setup", "Tracking", "Terminal", "tracker", "chantier"]
        return try folders.flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: "\(root)/Sources/\(folder)")
                .filter { $0.hasSuffix(".swift") }
                .map { name in
                    let data = FileManager.default.contents(atPath: "\(root)/Sources/\(folder)/\(name)") ?? Data()
                    return ("\(folder)/\(name)", String(decoding: data, as: UTF8.self))
                }
        }
    }

    @Test func `every sentence stands in both languages, with the same values in it`() throws {
        var count = 0
        for (name, text) in try Self.sources() {
            for pair in Self.pairs(in: text, of: name) {
                count += 1
                #expect(!pair.english.isEmpty && !pair.french.isEmpty, "\(name)")
                #expect(
                    Self.values(in: pair.english) == Self.values(in: pair.french),
                    "\(name): “\(pair.english)” and “\(pair.french)” do not show the same")
                #expect(!pair.french.contains("“"), "\(name): “\(pair.french)” has English quotation marks")
            }
        }
        #expect(count > 250, "the walk found only \(count) pairs: it does not see them any more")
    }

    @Test func `no failure that people read has only one language`() throws {
        for (name, text) in try Self.sources() {
            var rest = text[...]
            while let range = rest.firstRange(of: "ProgramFailure(") {
                rest = rest[range.upperBound...]
                let argument = rest.drop { $0.isWhitespace }
                #expect(!argument.hasPrefix("\""), "\(name): ProgramFailure(\(argument.prefix(60))")
            }
            for call in [".note(\"", "announce(\""] {
                for part in text.split(separator: call, omittingEmptySubsequences: false).dropFirst() {
                    let literal = Self.literal(in: ("\"" + part)[...])?.text ?? ""
                    if literal.contains("language(") { continue }
                    let words = Self.withoutValues(literal).filter { $0.isLetter }
                    #expect(
                        ["", "tracker", "chantier"].contains(words),
                        "\(name): \(call)\(literal)” is said in one language")
                }
            }
        }
    }

    /// The pairs of literals that a language chooses from.
    private static func pairs(in text: String, of file: String) -> [Pair] {
        var pairs: [Pair] = []
        for opening in ["language(", "Language.current(", "Text(", ".init("] {
            var rest = text[...]
            while let range = rest.firstRange(of: opening) {
                rest = rest[range.upperBound...]
                // `Finding.Text` and its shorthand hold pairs only where doctors write them.
                if opening.hasPrefix("Text") || opening.hasPrefix(".init"), !file.contains("Diagnosis") { continue }
                guard let english = literal(in: rest.drop { $0.isWhitespace }) else { continue }
                let comma = english.rest.drop { $0.isWhitespace }
                guard comma.hasPrefix(","),
                    let french = literal(in: comma.dropFirst().drop { $0.isWhitespace })
                else { continue }
                pairs.append(Pair(file: file, english: english.text, french: french.text))
            }
        }
        return pairs
    }

    /// A string literal at the beginning, and what follows it.
    private static func literal(in text: Substring) -> (text: String, rest: Substring)? {
        guard text.hasPrefix("\""), !text.hasPrefix("\"\"\"") else { return nil }
        var rest = text.dropFirst()
        var result = ""
        var depth = 0
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "\\", let next = rest.first {
                rest = rest.dropFirst()
                if next == "(" { depth += 1 }
                result += "\\" + String(next)
                continue
            }
            if depth > 0 {
                // Parentheses and literals within a value belong to it.
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                result.append(character)
                continue
            }
            if character == "\"" { return (result, rest) }
            result.append(character)
        }
        return nil
    }

    /// What is put into a sentence, in alphabetical order, without words that are themselves chosen by language.
    private static func values(in literal: String) -> [String] {
        var values: [String] = []
        var rest = literal[...]
        while let range = rest.firstRange(of: "\\(") {
            rest = rest[range.upperBound...]
            var depth = 1
            var value = ""
            while depth > 0, let character = rest.first {
                rest = rest.dropFirst()
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                if depth > 0 { value.append(character) }
            }
            // A word in its own form: a count with its noun, a choice between two words.
            let isWorded =
                value.contains("\"") || value.contains("count(") || ["noun", "ending"].contains(value)
                || value.hasPrefix("english")
                || value.hasPrefix("french")
            if !isWorded { values.append(value.replacing(".english", with: "").replacing(".french", with: "")) }
        }
        return values.sorted()
    }

    private static func withoutValues(_ literal: String) -> String {
        var result = ""
        var depth = 0
        var previous: Character = " "
        for character in literal {
            if depth == 0, previous == "\\", character == "(" {
                depth = 1
            } else if depth > 0 {
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
            } else if character != "\\" {
                result.append(character)
            }
            previous = character
        }
        return result
    }
}
