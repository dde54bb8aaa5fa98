// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// What undo and deletions add.
    static let undo: [String: String] = [
        "Put back what an execution of yours changed.": "Remettre ce que l'une de vos exécutions a modifié.",
        "only shows what it would do": "montre seulement ce qu'il ferait",
        "Products and product models become what they were before: what was changed is put back, what was created is deleted, what was deleted is made again. What others changed since is left alone, with a warning each. An undo is an execution itself and can be undone. Families, attributes and the like are not undone.":
            "Les produits et modèles de produits redeviennent ce qu'ils étaient : ce qui a été modifié est remis, ce qui a été créé est supprimé, ce qui a été supprimé est refait. Ce que d'autres ont modifié depuis reste tel quel, avec un avertissement pour chacun. Une annulation est elle-même une exécution et peut être annulée. Les familles, attributs, etc. ne sont pas annulés.",
    ]
}
