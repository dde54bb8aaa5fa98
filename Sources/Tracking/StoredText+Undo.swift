// SPDX-License-Identifier: Apache-2.0

extension StoredText {
    /// Labels and refusals of the undo.
    static let undo = [
        Form("Delete products and product models", "Supprimer des produits et des modèles de produits"),
        Form("Delete attributes", "Supprimer des attributs"),
        Form("Delete attribute groups", "Supprimer des groupes d'attributs"),
        Form(
            "Give replacement_attribute_group_code the code of a group that is there.",
            "Donner à replacement_attribute_group_code le code d'un groupe qui existe."),
        Form("Undo", "Annulation"), Form("Undo: {}", "Annulation : {}"),
        Form("Use: chantier undo EXECUTION", "Utiliser : chantier undo EXÉCUTION"),
        Form(
            "this execution cannot be undone: it has not ended",
            "cette exécution ne peut pas être annulée : elle n'est pas terminée"),
        Form(
            "Wait for its end, or stop it: tracker stop EXECUTION",
            "Attendre sa fin, ou l'arrêter : tracker stop EXÉCUTION"),
        Form(
            "this execution cannot be undone: it changed nothing of the catalogue",
            "cette exécution ne peut pas être annulée : elle n'a rien changé au catalogue"),
        Form(
            "this execution cannot be undone: what it replaced is no longer kept",
            "cette exécution ne peut pas être annulée : ce qu'elle a remplacé n'est plus conservé"),
        Form(
            "The setting keep_history_months says for how long.",
            "Le réglage keep_history_months dit pour combien de temps."),
        Form(
            "this execution cannot be undone: it changed no product and no product model",
            "cette exécution ne peut pas être annulée : elle n'a changé ni produit ni modèle de produit"),
        Form(
            "Families, attributes and the like are not undone: import them as they were.",
            "Les familles, attributs, etc. ne sont pas annulés : les réimporter tels qu'ils étaient."),
    ]

    /// What an undo says of items.
    static let undoWarnings = [
        Form("\"{}\" was changed later ({}, import)", "« {} » a été modifié ensuite ({}, import)"),
        Form("\"{}\" was changed later ({}, mass edit)", "« {} » a été modifié ensuite ({}, modification en masse)"),
        Form("\"{}\" was changed later ({}, rule)", "« {} » a été modifié ensuite ({}, règle)"),
        Form("\"{}\" was changed later ({}, another job)", "« {} » a été modifié ensuite ({}, autre tâche)"),
        Form("\"{}\" was changed later", "« {} » a été modifié ensuite"),
        Form("was deleted meanwhile", "a été supprimé entre-temps"),
        Form("is in use by \"{}\"", "est utilisé par « {} »"),
        Form("linked to what is no longer there", "lié à ce qui n'existe plus"),
    ]
}
