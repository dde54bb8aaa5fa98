// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// What undo and deletions add.
    static let undo: [String: String] = [
        "Delete products and product models, with all that stands below these.":
            "Supprimer des produits et des modèles de produits, avec tout ce qui est sous ceux-ci.",
        "It says how many items are concerned, variants and sub-models included, and asks on a terminal. Links to what is deleted disappear. chantier undo makes all of it again, with the same uuids.":
            "Il dit combien d'éléments sont concernés, variantes et sous-modèles compris, et demande sur un terminal. Les liens vers ce qui est supprimé disparaissent. chantier undo refait le tout, avec les mêmes uuid.",
        "Identifiers of products and codes of product models.":
            "Identifiants de produits et codes de modèles de produits.",
        "A filter instead: a JSON list of conditions; [] is everything.":
            "Un filtre à la place : une liste JSON de conditions ; [] est tout.",
        "Identifiers and codes that the filter is not to select.":
            "Identifiants et codes que le filtre ne doit pas choisir.",
        "Whole catalogues, and what became of their items.":
            "Des catalogues entiers, et ce que leurs éléments sont devenus.",
        "What became of a product or product model, newest first.":
            "Ce qu'est devenu un produit ou modèle de produit, le plus récent d'abord.",
        "When it was created, what changed of it, when, and by which kind of job; person and execution only where they are yours. A deleted item is found by its identifier or uuid too. Piped, or with --plain: time, action, field, before, after, kind, execution, between tabs.":
            "Quand il a été créé, ce qui en a changé, quand, et par quelle sorte de travail ; la personne et l'exécution seulement quand ce sont les vôtres. Un élément supprimé se retrouve aussi par son identifiant ou son uuid. Redirigé, ou avec --plain : heure, action, champ, avant, après, sorte, exécution, séparés par des tabulations.",
        "The product or product model: identifier, uuid or code.":
            "Le produit ou modèle de produit : identifiant, uuid ou code.",
        "Put back what an execution of yours changed.": "Remettre ce que l'une de vos exécutions a modifié.",
        "only shows what it would do": "montre seulement ce qu'il ferait",
        "Products and product models become what they were before: what was changed is put back, what was created is deleted, what was deleted is made again. What others changed since is left alone, with a warning each. An undo is an execution itself and can be undone. Families, attributes and the like are not undone.":
            "Les produits et modèles de produits redeviennent ce qu'ils étaient : ce qui a été modifié est remis, ce qui a été créé est supprimé, ce qui a été supprimé est refait. Ce que d'autres ont modifié depuis reste tel quel, avec un avertissement pour chacun. Une annulation est elle-même une exécution et peut être annulée. Les familles, attributs, etc. ne sont pas annulés.",
    ]
}
