// SPDX-License-Identifier: Apache-2.0

extension StoredText {
    /// Labels and failures of the exports of structure and of workbooks.
    static let structureExports = [
        Form("Export attribute groups", "Exporter les groupes d'attributs"),
        Form("Export attribute options", "Exporter les options d'attributs"),
        Form("Export attributes", "Exporter les attributs"),
        Form("Export association types", "Exporter les types d'association"),
        Form("Export categories", "Exporter les catégories"), Form("Export channels", "Exporter les canaux"),
        Form("Export currencies", "Exporter les devises"),
        Form("Export family variants", "Exporter les variantes de familles"),
        Form("Export families", "Exporter les familles"),
        Form("Export group types", "Exporter les types de groupes"), Form("Export groups", "Exporter les groupes"),
        Form("Export locales", "Exporter les locales"),
        Form("Export user groups", "Exporter les groupes d'utilisateurs"),
        Form("Export user roles", "Exporter les rôles"), Form("Export users", "Exporter les utilisateurs"),
        Form("Export reference data", "Exporter les données de référence"),
        Form("Export rights to attribute groups", "Exporter les droits sur les groupes d'attributs"),
        Form("Export rights to categories", "Exporter les droits sur les catégories"),
        Form("Export rights to locales", "Exporter les droits sur les locales"),
        Form(
            "users are exported by administrators only",
            "seuls les administrateurs exportent les utilisateurs"),
        Form("Ask an administrator to launch it.", "Demander à un administrateur de le lancer."),
        Form("{} must be from 1 to {} for a workbook", "{} doit être entre 1 et {} pour un classeur"),
    ]
}
