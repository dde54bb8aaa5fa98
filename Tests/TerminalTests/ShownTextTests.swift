// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@testable import Terminal
@testable import Tracking

/// What is left of a text where the terminal cannot show all of it, and the spaces of French.
@Suite struct ShownTextTests {
    private static func console(_ environment: [String: String], _ language: String = "fr", isASCII: Bool = false)
        -> Console
    {
        Console(program: "tracker", environment: environment, language: language, isASCII: isASCII)
    }

    @Test(arguments: [
        ["LC_ALL": "fr_FR.ISO-8859-1"], ["LANG": "C"], ["LC_ALL": "POSIX", "LANG": "fr_FR.UTF-8"], [:],
    ])
    func `without UTF-8 nothing leaves that would be shown as other characters, and words still read`(
        environment: [String: String]
    ) {
        let wording = Self.console(environment).wording
        #expect(wording.isASCII)
        #expect(
            wording.shown("Terminée : « Crème brûlée » à l'œuvre, 1\u{a0}234 — Łódź, Noël… 5 €")
                == #"Terminee : "Creme brulee" a l'oeuvre, 1 234 - Lodz, Noel... 5 E"#)
        let screens = ["价格导入 Import", "e\u{301}te\u{301}", "📦 été", "a\u{202f}:", "ÀÉÎÕÜçñß", "→ ✔ █"]
        for text in screens { #expect(wording.shown(text).utf8.allSatisfy { $0 < 0x80 }, "\(text)") }
        #expect(wording.shown("价格").width == 4)
        #expect(wording.shown("e\u{301}te\u{301}") == "ete")
    }

    @Test func `every letter of two alphabets has one that stands for it`() {
        let wording = Wording(.french, isSevenBit: true)
        for value: UInt32 in 0xc0...0x17f {
            guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
            let shown = wording.shown(String(scalar))
            #expect(!shown.isEmpty && !shown.contains("?"), "U+\(String(value, radix: 16))")
            let lower = shown.first?.isLowercase ?? false
            #expect(lower == scalar.properties.isLowercase || !(shown.first?.isLetter ?? false), "\(scalar) \(shown)")
        }
    }

    @Test func `symbols of seven bits alone leave names as they are`() {
        let wording = Self.console(["LANG": "fr_FR.UTF-8"], isASCII: true).wording
        #expect(!wording.isSevenBit)
        #expect(wording.shown("« Crème » 价格") == "\"Crème\" 价格")
    }

    @Test func `French has its narrow spaces before tall punctuation, and nothing else has`() {
        let french = Wording(.french)
        #expect(
            french.typeset("cause : « a » ; quoi ? oui !")
                == "cause\u{202f}: «\u{202f}a\u{202f}»\u{202f}; quoi\u{202f}? oui\u{202f}!")
        for text in ["a  : b", "12:30:01", "--q :x", "tracker list ?x", "a ::b"] {
            #expect(french.typeset(text) == text)
        }
        #expect(french.typeset("a : b").width == 5)
        #expect(Wording(.english).typeset("a : b") == "a : b")
        #expect(Wording(.french, isASCII: true).typeset("a : « b »") == "a : \"b\"")
    }
}
