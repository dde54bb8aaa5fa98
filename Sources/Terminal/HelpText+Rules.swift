// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// What rules add.
    static let rules: [String: String] = [
        "Rules: what products become of themselves whenever they are executed.":
            "Les règles : ce que les produits deviennent d'eux-mêmes à chaque exécution.",
        "every fault, with its line; nothing is imported": "chaque faute, avec sa ligne ; rien n'est importé",
        "which condition held, and what each action would do":
            "quelle condition est remplie, et ce que ferait chaque action",
        "A rule selects products and product models by its conditions and changes them by its actions. docs/rules.md says how one is written.":
            "Une règle choisit des produits et des modèles de produits par ses conditions et les change par ses actions. docs/rules.md dit comment elle s'écrit.",
        "All rules, in the order in which they run.": "Toutes les règles, dans l'ordre où elles s'exécutent.",
        "Piped, or with --plain: code, priority, enabled, label, number of conditions and of actions, between tabs.":
            "Redirigé, ou avec --plain : code, priorité, active, libellé, nombre de conditions et d'actions, séparés par des tabulations.",
        "One rule, as a file of rules has it.": "Une règle, telle que l'écrit un fichier de règles.",
        "The rule as a JSON object.": "La règle en objet JSON.",
        "Let rules be executed.": "Laisser exécuter des règles.",
        "Let rules not be executed; executions launched before keep them.":
            "Ne plus laisser exécuter des règles ; les exécutions déjà lancées les gardent.",
        "Their codes.": "Leurs codes.",
        "Check a file of rules against the catalogue; nothing is imported.":
            "Vérifier un fichier de règles avec le catalogue ; rien n'est importé.",
        "Every fault of every rule, with its line. Exit code: 0 when there is none, 1 when a rule has one, 64 when the file cannot be read. Piped, or with --plain: file, line, rule, place, fault, message, between tabs.":
            "Chaque faute de chaque règle, avec sa ligne. Code de sortie : 0 s'il n'y en a pas, 1 si une règle en a, 64 si le fichier est illisible. Redirigé, ou avec --plain : fichier, ligne, règle, endroit, faute, message, séparés par des tabulations.",
        "The file: .yml or .yaml.": "Le fichier : .yml ou .yaml.",
        "Why a rule selects a product or not, and what each action would do to it.":
            "Pourquoi une règle choisit un produit ou non, et ce que chaque action lui ferait.",
        "Nothing is written. The product is taken as it is now, before any other rule has run. The actions are shown as if the conditions held.":
            "Rien n'est écrit. Le produit est pris tel qu'il est, avant toute autre règle. Les actions sont montrées comme si les conditions étaient remplies.",
        "The rule's code.": "Le code de la règle.",
        "The explanation as a JSON object.": "L'explication en objet JSON.",
    ]
}
