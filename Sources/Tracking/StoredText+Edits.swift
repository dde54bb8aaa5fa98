// SPDX-License-Identifier: Apache-2.0

/// What mass edits say, in French.
extension StoredText {
    private static let actionsPrefix = "actions_invalid: "
    private static let separator = "; action"

    /// The French sentence for actions that say nothing that can be done; nil for any other sentence.
    static func frenchActions(_ text: String) -> String? {
        let isRefusal = text.hasPrefix(actionsPrefix)
        guard isRefusal || text.hasPrefix("action ") || text.hasPrefix("actions must ") else { return nil }
        var rest = isRefusal ? text.dropFirst(actionsPrefix.count) : text[...]
        var faults: [String] = []
        while let range = rest.firstRange(of: separator) {
            faults.append(String(rest[..<range.lowerBound]))
            rest = rest[range.lowerBound...].dropFirst(2)
        }
        faults.append(String(rest))
        return (isRefusal ? "actions_invalid : " : "") + faults.map(frenchAction).joined(separator: " ; ")
    }

    /// `action 2 (color): no attribute "color"`; the name of the field stays.
    private static func frenchAction(_ text: String) -> String {
        guard text.hasPrefix("action "), let range = text.firstRange(of: ": ") else { return frenchWarning(text) }
        return text[..<range.lowerBound] + " : " + frenchWarning(String(text[range.upperBound...]))
    }

    /// Labels, failures and hints.
    static let edits = [
        Form("Edit attribute values", "Modifier des valeurs d'attributs"),
        Form("Add attribute values", "Ajouter des valeurs d'attributs"), Form("Set a field", "Remplacer un champ"),
        Form("Add to a field", "Ajouter à un champ"), Form("Remove from a field", "Retirer d'un champ"),
        Form("Add to groups", "Ajouter à des groupes"), Form("Add to categories", "Ajouter à des catégories"),
        Form("Move to categories", "Déplacer vers des catégories"),
        Form("Remove from categories", "Retirer de catégories"), Form("Associate", "Associer"),
        Form("Add to a product model", "Ajouter à un modèle de produit"),
        Form("Change the parent", "Changer le parent"),
        Form("Convert to simple products", "Convertir en produits simples"),
        Form("Set attribute requirements", "Définir les attributs requis"), Form("Perform", "Exécuter"),
        Form("selection_invalid: nothing is selected", "selection_invalid : rien n'est choisi"),
        Form("nothing is selected", "rien n'est choisi"),
        Form(
            "Give filters a list of conditions; an empty list selects everything.",
            "Donner à filters une liste de conditions ; une liste vide choisit tout."),
        Form("Correct filters and launch again.", "Corriger filters et relancer."),
        Form("Correct actions and launch again.", "Corriger actions et relancer."),
        Form("docs/mass-edits.md says what an action may be.", "docs/mass-edits.md dit ce qu'une action peut être."),
        Form(
            "what this execution had selected is no longer kept",
            "ce que cette exécution avait choisi n'est plus conservé"),
    ]

    /// What is said of an item that an edit leaves alone, and of actions.
    static let editWarnings = [
        Form("it has a parent already", "il a déjà un parent"), Form("it has no parent", "il n'a pas de parent"),
        Form("only variants and sub-models", "seulement les variantes et les sous-modèles"),
        Form("this edit is for products only", "cette modification ne concerne que les produits"),
        Form("was deleted meanwhile", "a été supprimé entre-temps"),
        Form("actions must name one execution: {}", "actions doit nommer une exécution : {}"),
        Form("actions must hold at least one action", "actions doit contenir au moins une action"),
        Form("actions must be an empty list", "actions doit être une liste vide"),
        Form("actions must be a list", "actions doit être une liste"),
        Form("action {} must be an object", "l'action {} doit être un objet"),
        Form("action {} must have a field and a value", "l'action {} doit avoir field et value"),
        Form(
            "action {} must have attribute_code, channel_code and is_required",
            "l'action {} doit avoir attribute_code, channel_code et is_required"),
        Form("unknown member \"{}\"", "membre inconnu « {} »"),
        Form(
            "normalized_values must be an object of attributes", "normalized_values doit être un objet d'attributs"),
        Form(
            "field must be associations or quantified_associations",
            "field doit être associations ou quantified_associations"),
        Form("field must be \"{}\"", "field doit être « {} »"),
        Form("value must be the code of a product model", "value doit être le code d'un modèle de produit"),
        Form("value must be the code of a family", "value doit être le code d'une famille"),
        Form("value must be true or false", "value doit être true ou false"),
        Form("value must be a list of codes", "value doit être une liste de codes"),
        Form("value must name at least one {}", "value doit nommer au moins un code ({})"),
        Form("value must be an object of association types", "value doit être un objet de types d'association"),
        Form("this field cannot be changed by {}", "ce champ ne peut pas être modifié par {}"),
        Form("must be a list of values", "doit être une liste de valeurs"),
        Form("each value must have locale, scope and data", "chaque valeur doit avoir locale, scope et data"),
        Form(
            "values are added to lists of options only", "on n'ajoute des valeurs qu'aux listes d'options"),
        Form(
            "its values can be replaced, not added to or removed from",
            "ses valeurs se remplacent, on ne peut ni y ajouter ni en retirer"),
        Form(
            "an identifier belongs to one product; import it",
            "un identifiant appartient à un seul produit ; l'importer"),
        Form("locale and scope must be codes, or null", "locale et scope doivent être des codes, ou null"),
        Form("names no code", "ne nomme aucun code"),
        Form("data must be a text", "data doit être un texte"),
        Form("data must be a number", "data doit être un nombre"),
        Form("data must be true or false", "data doit être true ou false"),
        Form("data must be a day", "data doit être une date"),
        Form("data must be a list of codes", "data doit être une liste de codes"),
        Form("data must be an amount with its unit", "data doit être une quantité avec son unité"),
        Form(
            "data must be a list of amounts with their currencies",
            "data doit être une liste de montants avec leurs devises"),
        Form(
            "data must be null: files come in by imports, an edit can only take them away",
            "data doit être null : les fichiers viennent par import, une modification ne peut que les retirer"),
        Form("association type \"{}\" is quantified", "le type d'association « {} » est quantifié"),
        Form("links of type \"{}\" have no quantities", "les liens de type « {} » n'ont pas de quantités"),
        Form("\"{}\" must be an object of lists", "« {} » doit être un objet de listes"),
        Form(
            "\"{}\" has lists of products, product_models and groups",
            "« {} » a des listes products, product_models et groups"),
        Form(
            "each of {} must have an identifier and a quantity",
            "chacun de {} doit avoir un identifiant et une quantité"),
        Form("{} must be a list of texts", "{} doit être une liste de textes"),
        Form(
            "fields of products and fields of product models too need an edit each",
            "les champs des produits seuls et ceux des modèles aussi demandent chacun une modification"),
    ]
}
