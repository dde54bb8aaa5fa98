// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@testable import Tracking

/// What stands in the database in English, for people who read French.
@Suite struct StoredTextTests {
    @Test func `every form has as many places in both languages, and stands once`() {
        #expect(Set(StoredText.forms.map(\.english)).count == StoredText.forms.count)
        for form in StoredText.forms {
            #expect(
                StoredText.Form.split(form.english).count == StoredText.Form.split(form.french).count, "\(form.english)"
            )
            #expect(form.english != form.french)
        }
    }

    @Test func `every form is found by its own example, and by none before it`() {
        for form in StoredText.forms {
            let parts = StoredText.Form.split(form.english)
            let example = parts.dropFirst().reduce(parts[0]) { $0 + "«x»" + $1 }
            let french = StoredText.Form.split(form.french)
            let expected = french.dropFirst().reduce(french[0]) { $0 + "«x»" + $1 }
            #expect(StoredText.french(example) == expected)
        }
    }

    @Test func `each fault of a refused filter is told in French, field and operator as they are written`() {
        let english = """
            filter_invalid: condition 1 (name CONTAINS): value must not be empty; EMPTY asks for what has no value; \
            condition 2: unknown field "x"; known are the codes of attributes and categories; \
            condition 2 (weight >): unknown unit "METER" of Weight
            """
        let french = """
            filter_invalid : condition 1 (name CONTAINS) : value ne doit pas être vide ; EMPTY demande ce qui n'a pas de valeur ; \
            condition 2 : champ inconnu "x" ; sont connus les codes des attributs et categories ; \
            condition 2 (weight >) : unité inconnue "METER" de Weight
            """
        #expect(StoredText.french(english) == french)
        for form in StoredText.filterForms {
            let parts = StoredText.Form.split(form.english)
            #expect(parts.count == StoredText.Form.split(form.french).count, "\(form.english)")
            let example = parts.dropFirst().reduce(parts[0]) { $0 + "\"x\"" + $1 }
            let words = StoredText.Form.split(form.french)
            let expected = words.dropFirst().reduce(words[0]) { $0 + "\"x\"" + $1 }
            #expect(
                StoredText.french("filter_invalid: condition 1 (a =): \(example)")
                    == "filter_invalid : condition 1 (a =) : \(expected)")
        }
    }

    @Test(arguments: [
        (#"no file "/data/a.csv""#, #"pas de fichier "/data/a.csv""#),
        (#"cannot read "x": it is a folder"#, #"impossible de lire "x" : c'est un dossier"#),
        (
            #"columns are separated by ",", the profile says ";""#,
            #"les colonnes sont séparées par ",", le profil dit ";""#
        ),
        ("Import products", "Importer les produits"), ("My own import", "My own import"), ("", ""),
        ("5 bytes, allowed 3", "5 octets, 3 permis"),
    ])
    func `what stood in a place is taken over, and what is not known stays`(english: String, french: String) {
        #expect(Wording(.french).stored(english) == french)
        #expect(Wording(.english).stored(english) == english)
    }
}
