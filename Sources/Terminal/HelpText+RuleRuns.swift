// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// What runs of rules add.
    static let ruleRuns: [String: String] = [
        "Run rules on the catalogue, all in one pass.": "Exécuter des règles sur le catalogue, toutes en un passage.",
        "Rules run in the order of their priority, each seeing what those before it made of an item. They are those of the moment of the launch. If a result is not allowed, nothing of that rule is kept for that item, with a warning, and the others go on. “chantier undo” puts back what a run changed. A worker must run: chantier worker.":
            "Les règles s'exécutent dans l'ordre de leur priorité, chacune voyant ce que les précédentes ont fait d'un élément. Ce sont celles du moment du lancement. Si un résultat n'est pas permis, rien de cette règle n'est gardé pour cet élément, avec un avertissement, et les autres continuent. « chantier undo » remet ce qu'une exécution a changé. Un exécutant doit être en marche : chantier worker.",
        "The codes of rules.": "Les codes de règles.",
        "All rules that are enabled.": "Toutes les règles activées.",
        "Only these items: identifiers of products and codes of product models, with commas. May be repeated.":
            "Seulement ces éléments : identifiants de produits et codes de modèles de produits, avec des virgules. Peut être répété.",
        "Only items that meet these conditions: a JSON list, as docs/filters.md has it.":
            "Seulement les éléments qui remplissent ces conditions : une liste JSON, comme dans docs/filters.md.",
        "End with the first result that is not allowed.": "Finir au premier résultat qui n'est pas permis.",
    ]
}
