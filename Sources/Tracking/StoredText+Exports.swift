// SPDX-License-Identifier: Apache-2.0

extension StoredText {
    /// Labels, failures and hints of exports.
    static let exports = [
        Form("Export products as JSON Lines", "Exporter les produits en JSON Lines"),
        Form("Export products", "Exporter les produits"),
        Form("Export product models", "Exporter les modèles de produits"), Form("Export", "Exporter"),
        Form("Store the files", "Ranger les fichiers"),
        Form("Quick export of the columns shown", "Export rapide des colonnes affichées"),
        Form("Quick export", "Export rapide"),
        Form(
            "labels need a file_locale that is active", "les libellés demandent une file_locale qui soit active"),
        Form(
            "Set file_locale to a locale of a channel, such as en_US.",
            "Donner à file_locale une locale d'un canal, comme fr_FR."),
        Form(
            "what this export had selected is no longer kept",
            "ce que cet export avait choisi n'est plus conservé"),
        Form("Launch it again.", "Le relancer."), Form("{} files, allowed {}", "{} fichiers, {} permis"),
        Form("Raise linesPerFile and launch again.", "Augmenter linesPerFile et relancer."),
        Form("cannot write {}: {}", "impossible d'écrire {} : {}"),
        Form(
            "Ask the operator, or leave storage.type at none and download the files.",
            "Demander à l'opérateur, ou laisser storage.type à none et télécharger les fichiers."),
        Form("Correct filters.data and launch again.", "Corriger filters.data et relancer."),
        Form(
            "the operator has allowed no directory (setting export_directories)",
            "l'opérateur n'a permis aucun dossier (réglage export_directories)"),
        Form(
            "it is not under a directory that the operator allowed (setting export_directories)",
            "il n'est pas sous un dossier que l'opérateur a permis (réglage export_directories)"),
        Form("it is no absolute path", "ce n'est pas un chemin absolu"),
        Form(
            "{} names no locale of channel {}: {}", "{} ne nomme pas une locale du canal {} : {}"),
        Form("{} names no channel: {}", "{} ne nomme pas un canal : {}"),
        Form("{} names no attribute: {}", "{} ne nomme pas un attribut : {}"),
        Form("{} has no default: there is no channel", "{} n'a pas de valeur par défaut : il n'y a pas de canal"),
        Form("{} must be 1 or more", "{} doit être 1 ou plus"),
        Form("{} must be none or local, not {}", "{} doit être none ou local, pas {}"),
        Form("{} cannot be used: {}", "{} ne peut pas servir : {}"),
    ]
}
