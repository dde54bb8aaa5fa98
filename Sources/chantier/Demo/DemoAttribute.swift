// SPDX-License-Identifier: Apache-2.0

/// The attributes of the shop, one of every type that needs no list made outside the files.
struct DemoAttribute {
    let code: String
    let type: String
    let group: String
    let english: String
    let french: String
    /// Columns that the type has, beside those of all types.
    let more: [String: String]

    private init(
        _ code: String, _ type: String, _ group: String, _ english: String, _ french: String,
        _ more: [String: String] = [:]
    ) {
        self.code = code
        self.type = "pim_catalog_\(type)"
        self.group = group
        self.english = english
        self.french = french
        self.more = more
    }

    private static let columns = [
        "localizable", "scopable", "unique", "useable_as_grid_filter", "sort_order", "max_characters",
        "validation_rule",
        "validation_regexp", "wysiwyg_enabled", "number_min", "number_max", "decimals_allowed", "negative_allowed",
        "metric_family", "default_metric_unit", "date_min", "allowed_extensions", "max_file_size", "default_value",
    ]
    static let header = DemoStructure.labelled(["code", "type", "group"] + columns)

    var record: [String] {
        [code, type, group] + Self.columns.map { more[$0] ?? "" } + [english, french]
    }

    static let all = [
        DemoAttribute(
            "sku", "identifier", "general", "SKU", "Référence", ["unique": "1", "useable_as_grid_filter": "1"]),
        DemoAttribute(
            "name", "text", "general", "Name", "Nom", ["localizable": "1", "useable_as_grid_filter": "1"]),
        DemoAttribute(
            "description", "textarea", "general", "Description", "Description",
            ["localizable": "1", "scopable": "1", "wysiwyg_enabled": "1"]),
        DemoAttribute(
            "brand", "simpleselect", "general", "Brand", "Marque", ["useable_as_grid_filter": "1"]),
        DemoAttribute("color", "simpleselect", "general", "Color", "Couleur", ["useable_as_grid_filter": "1"]),
        DemoAttribute("size", "simpleselect", "general", "Size", "Taille"),
        DemoAttribute("materials", "multiselect", "general", "Materials", "Matières"),
        DemoAttribute("rooms", "multiselect", "general", "Rooms", "Pièces"),
        DemoAttribute(
            "price", "price_collection", "selling", "Price", "Prix",
            ["decimals_allowed": "1", "number_min": "0", "useable_as_grid_filter": "1"]),
        DemoAttribute(
            "ean", "text", "selling", "EAN", "Code EAN",
            [
                "unique": "1", "max_characters": "13", "validation_rule": "regexp",
                "validation_regexp": "/^[0-9]{13}$/",
            ]),
        DemoAttribute(
            "release_date", "date", "selling", "Release date", "Date de sortie", ["date_min": "1990-01-01"]),
        DemoAttribute(
            "rating", "number", "selling", "Rating", "Note",
            ["decimals_allowed": "1", "number_min": "0", "number_max": "5"]),
        DemoAttribute(
            "warranty_months", "number", "selling", "Warranty in months", "Garantie en mois", ["decimals_allowed": "0"]),
        DemoAttribute(
            "weight", "metric", "technical", "Weight", "Poids",
            ["metric_family": "Weight", "default_metric_unit": "KILOGRAM", "decimals_allowed": "1", "number_min": "0"]),
        DemoAttribute(
            "width", "metric", "technical", "Width", "Largeur",
            ["metric_family": "Length", "default_metric_unit": "CENTIMETER", "decimals_allowed": "1"]),
        DemoAttribute(
            "height", "metric", "technical", "Height", "Hauteur",
            ["metric_family": "Length", "default_metric_unit": "CENTIMETER", "decimals_allowed": "1"]),
        DemoAttribute(
            "power", "metric", "technical", "Power", "Puissance",
            ["metric_family": "Power", "default_metric_unit": "WATT", "decimals_allowed": "0"]),
        DemoAttribute(
            "capacity", "metric", "technical", "Capacity", "Contenance",
            ["metric_family": "Volume", "default_metric_unit": "LITER", "decimals_allowed": "1"]),
        DemoAttribute(
            "lowest_temperature", "metric", "technical", "Lowest temperature", "Température minimale",
            [
                "metric_family": "Temperature", "default_metric_unit": "CELSIUS", "decimals_allowed": "0",
                "negative_allowed": "1",
            ]),
        DemoAttribute("dimmable", "boolean", "technical", "Dimmable", "Variable", ["default_value": "0"]),
        DemoAttribute("outdoor", "boolean", "technical", "For outdoors", "Pour l'extérieur"),
        DemoAttribute("energy_class", "simpleselect", "technical", "Energy class", "Classe énergétique"),
        DemoAttribute("care", "textarea", "technical", "Care", "Entretien", ["max_characters": "2000"]),
        DemoAttribute(
            "picture", "image", "media", "Picture", "Photo", ["allowed_extensions": "jpg,png", "max_file_size": "10"]),
        DemoAttribute(
            "manual", "file", "media", "Manual", "Notice", ["allowed_extensions": "pdf", "max_file_size": "20.5"]),
        DemoAttribute(
            "manual_url", "text", "media", "Manual on line", "Notice en ligne", ["validation_rule": "url"]),
    ]
}
