// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Postgres
import Setup
import Testing

@testable import Tracking

/// What is said of records and cells, for people who read French.
@Suite struct WarningTextTests {
    private let french = Wording(.french)

    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

    /// The sentences in the sources of what refuses records: literals behind `text:` and at the end of `refuse(…)`.
    private static func sentences(
        in folders: [String] = ["Catalog", "Edits", "Imports"]
    ) throws -> [(file: String, text: String)] {
        try folders.flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: "\(root)/Sources/\(folder)")
                .filter { $0.hasSuffix(".swift") }
                .flatMap { name -> [(file: String, text: String)] in
                    let data = FileManager.default.contents(atPath: "\(root)/Sources/\(folder)/\(name)") ?? Data()
                    let source = String(decoding: data, as: UTF8.self)
                    let starts = ["text: \"", "note: \"", ", \""]
                    return source.split(separator: "\n").flatMap { line -> [(file: String, text: String)] in
                        let isCall = line.contains("refuse(") || line.contains("Violation(")
                        let isText = line.drop { $0 == " " }.hasPrefix("text: \"")
                        guard isCall || isText, !line.contains("func ") else { return [] }
                        return starts.flatMap { start in
                            line.ranges(of: start).compactMap { range in
                                literal(line[line.index(before: range.upperBound)...]).map { (name, $0) }
                            }
                        }
                    }
                }
        }
    }

    /// A literal's text with `x` for what is put in, quoted where the source quotes it.
    private static func literal(_ source: Substring) -> String? {
        var result = ""
        var rest = source.dropFirst()
        while let character = rest.first {
            if character == "\"" { return rest.dropFirst().first == ")" ? result : nil }
            if rest.hasPrefix("\\(") {
                let inner = rest.dropFirst(2)
                var depth = 1
                var end = inner.startIndex
                while end < inner.endIndex, depth > 0 {
                    if inner[end] == "(" { depth += 1 }
                    if inner[end] == ")" { depth -= 1 }
                    end = inner.index(after: end)
                }
                let value = inner[..<end].dropLast()
                // What there is none of, or whose column it is: any of the things that have codes.
                let isThing = ["kind", "cell.column.targetName"].contains(value)
                result += value.hasPrefix("quoted(") ? "\"x\"" : isThing ? "product" : value == "what" ? "family" : "x"
                rest = inner[end...]
            } else if rest.hasPrefix("\\\"") {
                result.append("\"")
                rest = rest.dropFirst(2)
            } else {
                result.append(character)
                rest = rest.dropFirst()
            }
        }
        return nil
    }

    @Test func `every sentence with which a record, a cell or a column is refused has a French one`() throws {
        // Names of columns and values stand in the same calls.
        let sentences = try Self.sentences().filter { $0.text.contains(" ") }
        #expect(sentences.count > 80, "the walk found only \(sentences.count): it does not see them any more")
        for (file, text) in sentences {
            #expect(french.warning(text) != text, "\(file): \(text)")
        }
        for rule in ["product", "product model", "group", "attribute group", "locale", "currency", "group type"] {
            #expect(french.warning("no \(rule) \"x\"") != "no \(rule) \"x\"")
        }
    }

    @Test func `every sentence about a rule has a French one, behind the rule and the place in it`() throws {
        let sentences = try Self.sentences(in: ["Rules"]).filter { $0.text.contains(" ") }
        #expect(sentences.count > 25, "the walk found only \(sentences.count): it does not see them any more")
        for (file, text) in sentences {
            // The place before the sentence may be put in.
            let bare = [text, String(text.dropFirst(text.hasPrefix("x: ") ? 3 : 1))]
            #expect(bare.contains { StoredText.frenchRuleFault($0) != $0 }, "\(file): \(text)")
        }
        #expect(
            french.warning(#"rule "care": action 1 (concatenate): from 2: only a text area has lines"#)
                == "règle « care » : action 1 (concatenate) : from 2 : seule une zone de texte a des lignes")
        #expect(
            french.warning(#"rule "care": condition 2 (name CONTAINS): value must be a text"#)
                == "règle « care » : condition 2 (name CONTAINS) : value doit être un texte")
        #expect(
            french.warning(#"rule "care": action 1 (set): no option "a: b""#)
                == "règle « care » : action 1 (set) : pas d'option « a: b »")
    }

    @Test(arguments: [
        (#"no option "completed""#, "pas d'option « completed »"),
        ("must be 1990-01-01 or later", "doit être le 1990-01-01 ou après"),
        (
            #""a": locale "xx" is not active (locale_not_active)"#,
            "« a » : la locale « xx » n'est pas active (locale_not_active)"
        ),
        (#"color = yellow is already "MJ-1""#, "color = yellow est déjà « MJ-1 »"),
        ("a rule of one's own", "a rule of one's own"),
    ])
    func `what is quoted of the file stays as it is`(english: String, french: String) {
        #expect(self.french.warning(english) == french)
        #expect(Wording(.english).warning(english) == english)
    }

    @Test func `a message is bare of row, item and field, also where an item has a colon in its name`() {
        let message = #"row 7 (line 9), ab: 12, family: no family "a: b""#
        #expect(french.bare(message, row: 7, line: 9, item: "ab: 12", field: "family") == "pas de famille « a: b »")
        #expect(french.bare(message, field: "family") == "pas de famille « a: b »")
        #expect(french.bare("row 7, x: axis is empty") == "l'axe est vide")
        #expect(french.bare(#"column "x" is not used"#) == "la colonne « x » n'est pas utilisée")
    }

    @Test func `a refused header is told in one sentence of each language`() {
        #expect(
            french.stored(#""sku" is missing; "a": not a column of these files"#)
                == "« sku » manque ; « a » : n'est pas une colonne de ces fichiers")
    }

    @Test func `every form of a warning has as many places in both languages, and is found by its own example`() {
        for form in StoredText.warnings {
            let (english, french) = (StoredText.Form.split(form.english), StoredText.Form.split(form.french))
            #expect(english.count == french.count, "\(form.english)")
            let example = english.dropFirst().reduce(english[0]) { $0 + "x" + $1 }
            #expect(StoredText.frenchWarning(example) == french.dropFirst().reduce(french[0]) { $0 + "x" + $1 })
        }
    }

    @Test func `the log names steps as people know them, with numbers in groups and nouns in their form`() {
        func line(_ event: String, _ message: String) -> LogLine {
            LogLine(
                at: .init(microsecondsSince1970: 0), level: .info, event: event, step: "scan",
                stepLabel: "Check the file", stepUnit: "bytes", message: message, detail: nil)
        }
        let (ended, started) = ("scan: completed, 447330 done, 1 warnings", "step 2 of 4: scan")
        #expect(
            french.log(line("step_ended", ended))
                == "Vérifier le fichier : terminée, 447\u{a0}330 octets, 1 avertissement")
        #expect(
            Wording(.english).log(line("step_ended", ended))
                == "Check the file: completed, 447\u{a0}330 bytes, 1 warning")
        #expect(french.log(line("step_started", started)) == "étape 2 sur 4 : Vérifier le fichier")
        #expect(french.log(line("ended", "failed: 0 warnings, 1 errors")) == "en échec : 1 erreur")
        #expect(french.log(line("ended", "completed: 0 warnings, 0 errors")) == "terminée")
        #expect(
            french.log(line("launched", "launched by x: Import products")) == "lancée par x : Importer les produits")
    }
}
