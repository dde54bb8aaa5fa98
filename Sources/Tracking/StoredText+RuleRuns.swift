// SPDX-License-Identifier: Apache-2.0

/// What runs of rules say, in French.
extension StoredText {
    /// Labels, failures and hints.
    static let ruleRuns = [
        Form("Run rules", "Exécuter les règles"),
        Form("Import products and run rules", "Importer les produits et exécuter les règles"),
        Form(
            "Import product models and run rules", "Importer les modèles de produits et exécuter les règles"),
        Form("Count products of rules", "Compter les produits des règles"),
        Form("Count products", "Compter les produits"),
        Form("unknown_rule: no rule {}", "unknown_rule : pas de règle {}"),
        Form("rule_codes must be a list of codes", "rule_codes doit être une liste de codes"),
        Form("The rules there are: chantier rule list", "Les règles qui existent : chantier rule list"),
        Form("the rules of this execution are no longer kept", "les règles de cette exécution ne sont plus conservées"),
        Form("Import the rule again.", "Réimporter la règle."),
        Form(
            "Correct the rule or the item, or run without stop_on_error.",
            "Corriger la règle ou l'élément, ou exécuter sans stop_on_error."),
    ]

    /// What is wrong with the result of an action: `rule "care", action 2: no option "x"`; nil for any other sentence.
    static func frenchRuleAction(_ text: String) -> String? {
        guard text.hasPrefix("rule \""), let places = Form.places("rule \"{}\", action {}: {}", in: text) else {
            return nil
        }
        return "règle « \(places[0]) », action \(places[1]) : \(frenchWarning(places[2]))"
    }

    /// What is said of items, and once of each rule.
    static let ruleRunWarnings = [
        Form("not executed: disabled", "non exécutée : désactivée"),
        Form("its definition cannot be read", "sa définition ne peut pas être lue"),
        Form("{} items unchanged, e.g. {}", "{} éléments inchangés, p. ex. {}"),
        Form("1 item unchanged: {}", "1 élément inchangé : {}"),
    ]
}
