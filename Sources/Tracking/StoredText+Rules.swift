// SPDX-License-Identifier: Apache-2.0

/// What is said of rules, in French.
extension StoredText {
    /// The French sentence for what is wrong with a rule, `rule "care": action 1 (set): no attribute "x"`; nil for any other sentence.
    static func frenchRule(_ text: String) -> String? {
        guard text.hasPrefix("rule \""), let end = text.firstRange(of: "\": ") else { return nil }
        let code = text[..<end.lowerBound].dropFirst(6)
        return "règle « \(code) » : " + frenchRuleFault(String(text[end.upperBound...]))
    }

    /// The same without the rule; what names a place in it stays: `action 1 (set): from 2: only a text area has lines`.
    package static func frenchRuleFault(_ text: String) -> String {
        if text.hasPrefix("condition ") { return frenchFault(text) }
        for place in rulePlaces where text.hasPrefix(place) {
            guard let range = text.firstRange(of: ": "), !text[..<range.lowerBound].contains("\"") else { break }
            return text[..<range.lowerBound] + " : " + frenchRuleFault(String(text[range.upperBound...]))
        }
        if let known = ruleForms.lazy.compactMap({ filled($0, text) }).first { return known }
        let warning = frenchWarning(text)
        return warning == text ? generalRuleForms.lazy.compactMap { filled($0, text) }.first ?? text : warning
    }

    private static func filled(_ form: Form, _ text: String) -> String? {
        guard let places = Form.places(form.english, in: text) else { return nil }
        let words = Form.split(form.french)
        return zip(words.dropFirst(), places).reduce(words[0]) { $0 + $1.1 + $1.0 }
    }

    /// What fits where nothing else does.
    private static let generalRuleForms = [
        Form("{} must be {}", "{} doit être {}"), Form("no {} \"{}\"", "pas d'élément ({}) « {} »"),
    ]

    private static let rulePlaces = [
        "action ", "actions: ", "from ", "items ", "operation_list ", "source: ", "destination: ", "to: ", "labels: ",
    ]

    /// Labels of the jobs.
    static let rules = [
        Form("Import rules", "Importer les règles"), Form("Export rules", "Exporter les règles"),
        Form("Give a file with rules.", "Donner un fichier avec des règles."),
        Form("line {}: rules must be a map from code to rule", "ligne {} : rules doit associer des codes à des règles"),
        Form(
            "line {}: keys must be plain texts, not aliases, lists or maps",
            "ligne {} : les clés doivent être de simples textes, ni alias, ni listes, ni tables"),
    ]

    /// All that is said of a part of a rule; a longer form stands before one that would fit too.
    static let ruleForms = [
        Form(
            "the code may hold letters, digits, _ and - only", "le code ne peut contenir que lettres, chiffres, _ et -"),
        Form("the code has {} characters, allowed {}", "le code a {} caractères, {} permis"),
        Form(
            "the code stands in line {} already: give it another one",
            "le code est déjà à la ligne {} : en donner un autre"),
        Form("this is no YAML: {}", "ce n'est pas du YAML : {}"),
        Form("actions must hold at least one action", "actions doit contenir au moins une action"),
        Form("labels must be a map from locale to text", "labels doit associer des locales à des textes"),
        Form("unknown key {}; known are {}", "clé inconnue {} ; sont connues {}"),
        Form("type is missing; known are {}", "type manque ; sont connus {}"),
        Form("operator is missing; known are {}", "operator manque ; sont connus {}"),
        Form("operator {} is none of {}", "l'opérateur {} n'est aucun de {}"),
        Form("no action {}; known are {}", "pas d'action {} ; sont connues {}"), Form("{} is missing", "{} manque"),
        Form("no attribute {}; did you mean {}?", "pas d'attribut {} ; vouliez-vous dire {} ?"),
        Form("no attribute {}", "pas d'attribut {}"), Form("no currency {}", "pas de devise {}"),
        Form("no unit {} in {}", "pas d'unité {} dans {}"), Form("unknown locale {}", "locale inconnue {}"),
        Form("{} must be the code of an attribute", "{} doit être le code d'un attribut"),
        Form("{} must be the code of a locale", "{} doit être le code d'une locale"),
        Form("{} must be the code of a channel", "{} doit être le code d'un canal"),
        Form("{} has a value for each locale: give {}", "{} a une valeur par locale : donner {}"),
        Form("{} has a value for each channel: give {}", "{} a une valeur par canal : donner {}"),
        Form(
            "{} has one value for all locales: leave {} out",
            "{} a une seule valeur pour toutes les locales : omettre {}"),
        Form(
            "{} has one value for all channels: leave {} out",
            "{} a une seule valeur pour tous les canaux : omettre {}"),
        Form("an identifier has no locale", "un identifiant n'a pas de locale"),
        Form("an identifier has no channel", "un identifiant n'a pas de canal"),
        Form(
            "an identifier belongs to one product and cannot be changed by rules",
            "un identifiant est celui d'un seul produit et ne peut pas être changé par des règles"),
        Form("give the currency of the price", "donner la devise du prix"),
        Form("only prices have a currency", "seuls les prix ont une devise"),
        Form("only measurements have a unit", "seules les mesures ont une unité"),
        Form("only a text area has lines", "seule une zone de texte a des lignes"),
        Form("{} cannot be changed by {}", "{} ne peut pas être changé par {}"),
        Form(
            "{} holds no list: {} is for lists of codes, prices and categories",
            "{} ne contient pas de liste : {} est pour les listes de codes, les prix et les catégories"),
        Form(
            "{} holds no number, measurement or price", "{} ne contient ni nombre, ni mesure, ni prix"),
        Form("the result is a text, {} holds none", "le résultat est un texte, {} n'en contient pas"),
        Form("values of {} cannot be copied to {}", "les valeurs de {} ne peuvent pas être copiées dans {}"),
        Form("values of {} cannot be part of a text", "les valeurs de {} ne peuvent pas faire partie d'un texte"),
        Form("{} does not go with {}", "{} ne va pas avec {}"),
        Form(
            "include_children goes with the field categories only", "include_children ne va qu'avec le champ categories"
        ),
        Form(
            "links of type {} have no quantities: use the field associations",
            "les liens du type {} n'ont pas de quantités : utiliser le champ associations"),
        Form(
            "links of type {} have quantities: use the field quantified_associations",
            "les liens du type {} ont des quantités : utiliser le champ quantified_associations"),
        Form("no association type {}", "pas de type d'association {}"),
        Form(
            "quantity must be a whole number from 1 to 2147483647",
            "quantity doit être un nombre entier de 1 à 2147483647"),
        Form(
            "round_precision must be a whole number from {} to {}",
            "round_precision doit être un nombre entier de {} à {}"),
        Form("{} must be a whole number", "{} doit être un nombre entier"),
        Form("{} must be true or false", "{} doit être true ou false"),
        Form("{} must be the code of a family, or null", "{} doit être le code d'une famille, ou null"),
        Form("{} must name at least one {}", "{} doit nommer au moins un élément ({})"),
        Form("{} must have exactly one of {}", "{} doit avoir exactement un de {}"),
        Form("{} must hold at least two blocks", "{} doit contenir au moins deux blocs"),
        Form("{} must hold at least one operation", "{} doit contenir au moins une opération"),
        Form(
            "it must be an identifier or a code", "ce doit être un identifiant ou un code"),
        Form("it must be a map with a type", "ce doit être une table avec un type"),
        Form("it must be a map of {}", "ce doit être une table de {}"),
        Form("it must be a map", "ce doit être une table"),
        Form("{} must be a map of {}", "{} doit être une table de {}"),
        Form("{} must be a map with {}", "{} doit être une table avec {}"),
        Form("{} must be a map", "{} doit être une table"),
        Form("{} must be a list of {}", "{} doit être une liste de {}"),
        Form("{} must be a list", "{} doit être une liste"),
        Form("{} must be a number", "{} doit être un nombre"), Form("{} must be a text", "{} doit être un texte"),
        Form("{} must be a day", "{} doit être un jour"),
        Form("{} must be an amount with its unit", "{} doit être un montant avec son unité"),
        Form("{} must be the path of a file in the store", "{} doit être le chemin d'un fichier du dépôt"),
        Form("lists and maps stand too deep in each other", "listes et tables sont trop imbriquées"),
        Form("there is too much in it", "elle contient trop"),
        Form("a key has {} bytes, allowed {}", "une clé a {} octets, {} permis"),
        Form("a number has {} characters, allowed {}", "un nombre a {} caractères, {} permis"),
        Form("it must hold at least one action", "elles doivent contenir au moins une action"),
        Form("keys must be texts", "les clés doivent être des textes"),
        Form("an alias stands for nothing", "un alias ne désigne rien"),
        Form("a text holds the character U+0000", "un texte contient le caractère U+0000"),
        Form("{} stands twice", "{} y est deux fois"), Form("{} has no {}", "{} n'a pas de {}"),
    ]

    /// What is said of an item that a rule leaves alone.
    static let ruleWarnings = [
        Form("\"{}\" belongs to another level", "« {} » appartient à un autre niveau"),
        Form("division by zero", "division par zéro"), Form("result {}", "résultat {}"),
        Form("\"{}\" is empty", "« {} » est vide"),
        Form("the result has more than {} digits", "le résultat a plus de {} chiffres"),
    ]
}
