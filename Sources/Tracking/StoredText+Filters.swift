// SPDX-License-Identifier: Apache-2.0

/// What a launch says of a filter, in French.
///
/// A refusal names all faults in one sentence, each behind its condition: they are told apart before they are translated.
extension StoredText {
    private static let filterPrefix = "filter_invalid: "
    private static let separator = "; condition "

    /// The French sentence for a refused filter; nil for any other sentence.
    static func frenchFilter(_ text: String) -> String? {
        guard text.hasPrefix(filterPrefix) else { return nil }
        var rest = text.dropFirst(filterPrefix.count)
        var faults: [String] = []
        while let range = rest.firstRange(of: separator) {
            faults.append(String(rest[..<range.lowerBound]))
            rest = rest[range.lowerBound...].dropFirst(2)
        }
        faults.append(String(rest))
        return "filter_invalid : " + faults.map(frenchFault).joined(separator: " ; ")
    }

    /// `condition 2 (name CONTAINS): value must be a text`; the name of field and operator stays.
    static func frenchFault(_ text: String) -> String {
        guard text.hasPrefix("condition "), let range = text.firstRange(of: ": ") else { return frenchSentence(text) }
        return text[..<range.lowerBound] + " : " + frenchSentence(String(text[range.upperBound...]))
    }

    private static func frenchSentence(_ text: String) -> String {
        for form in filterForms {
            guard let places = Form.places(form.english, in: text) else { continue }
            let words = Form.split(form.french)
            return zip(words.dropFirst(), places).reduce(words[0]) { $0 + $1.1 + $1.0 }
        }
        return text
    }

    /// All that is said of a condition; a longer form stands before one that would fit too.
    static let filterForms = [
        Form("the filter must be a list of conditions", "le filtre doit être une liste de conditions"),
        Form("the filter is not JSON", "le filtre n'est pas du JSON"),
        Form("it must be an object with field and operator", "elle doit être un objet avec field et operator"),
        Form("unknown key {}; known are {}", "clé inconnue {} ; sont connues {}"),
        Form(
            "unknown field {}; known are the codes of attributes and {}",
            "champ inconnu {} ; sont connus les codes des attributs et {}"),
        Form("operator {} is none of {}", "l'opérateur {} n'est aucun de {}"),
        Form(
            "scope is missing: the attribute has a value for each channel",
            "scope manque : l'attribut a une valeur par canal"),
        Form(
            "scope must not be given: the attribute has one value for all channels",
            "scope ne doit pas être donné : l'attribut a une seule valeur pour tous les canaux"),
        Form(
            "scope is missing: completeness is that of a channel", "scope manque : la complétude est celle d'un canal"),
        Form(
            "locale is missing: the attribute has a value for each locale",
            "locale manque : l'attribut a une valeur par locale"),
        Form(
            "locale must not be given: the attribute has one value for all locales",
            "locale ne doit pas être donnée : l'attribut a une seule valeur pour toutes les locales"),
        Form("the attribute has no values in locale {}", "l'attribut n'a pas de valeurs dans la locale {}"),
        Form("locale {} is not used by any channel", "la locale {} n'est utilisée par aucun canal"),
        Form("channel {} has no locale {}", "le canal {} n'a pas la locale {}"),
        Form("unknown channel {}", "canal inconnu {}"), Form("unknown locale {}", "locale inconnue {}"),
        Form("context.locales must be a list of codes", "context.locales doit être une liste de codes"),
        Form("value must be a list of codes", "value doit être une liste de codes"),
        Form("value must be a list of texts", "value doit être une liste de textes"),
        Form(
            "value must be a list of two days, each yyyy-mm-dd or now",
            "value doit être une liste de deux jours, chacun yyyy-mm-dd ou now"),
        Form(
            "value must be a list of two times, each yyyy-mm-dd HH:MM:SS or now",
            "value doit être une liste de deux instants, chacun yyyy-mm-dd HH:MM:SS ou now"),
        Form(
            "value must be a day (yyyy-mm-dd), now or a distance such as {}",
            "value doit être un jour (yyyy-mm-dd), now ou une distance telle que {}"),
        Form(
            "value must be a time (yyyy-mm-dd HH:MM:SS), now or a distance such as {}",
            "value doit être un instant (yyyy-mm-dd HH:MM:SS), now ou une distance telle que {}"),
        Form(
            "value must not be empty; EMPTY asks for what has no value",
            "value ne doit pas être vide ; EMPTY demande ce qui n'a pas de valeur"),
        Form("value must be true or false", "value doit être true ou false"),
        Form("value must be product or product_model", "value doit être product ou product_model"),
        Form("value must be a whole number of days", "value doit être un nombre entier de jours"),
        Form("value must be the code of a profile", "value doit être le code d'un profil"),
        Form("value must be an object with amount and unit", "value doit être un objet avec amount et unit"),
        Form("value must be an object with amount and currency", "value doit être un objet avec amount et currency"),
        Form("value must be an object with a currency", "value doit être un objet avec une devise"),
        Form("{} must be a text", "{} doit être un texte"), Form("{} must be a number", "{} doit être un nombre"),
        Form("unknown unit {} of {}", "unité inconnue {} de {}"), Form("unknown currency {}", "devise inconnue {}"),
        Form("currency {} is not activated", "la devise {} n'est pas activée"),
        Form("unknown family variant {}", "variante de famille inconnue {}"),
        Form("unknown family {}", "famille inconnue {}"), Form("unknown group {}", "groupe inconnu {}"),
        Form("unknown category {}", "catégorie inconnue {}"), Form("unknown option {}", "option inconnue {}"),
        Form("unknown entry {}", "entrée inconnue {}"), Form("unknown profile {}", "profil inconnu {}"),
        Form("unknown product model {}", "modèle de produit inconnu {}"), Form("{} is no uuid", "{} n'est pas un uuid"),
        Form(
            "{} is neither product_<uuid> nor product_model_<code>",
            "{} n'est ni product_<uuid> ni product_model_<code>"),
    ]
}
