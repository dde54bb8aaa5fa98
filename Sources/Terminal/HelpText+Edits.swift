// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// What edits add.
    static let edits: [String: String] = [
        "Change many products and product models at once.":
            "Modifier beaucoup de produits et de modèles de produits à la fois.",
        "Before anything is changed it says how many items are concerned, and asks. With --preview it shows what would change and writes nothing. “chantier undo” puts back what an edit changed. Each item goes through the checks of an import: what fails them is left as it is, with a warning, and the others go on. A worker must run: chantier worker.":
            "Avant de rien changer, elle dit combien d'éléments sont concernés, et demande. Avec --preview, elle montre ce qui changerait et n'écrit rien. « chantier undo » remet ce qu'une modification a changé. Chaque élément passe les contrôles d'un import : celui qui y échoue reste tel quel, avec un avertissement, et les autres continuent. Un exécutant doit être en marche : chantier worker.",
        "Give attributes values; nothing behind = empties them.":
            "Donner des valeurs à des attributs ; rien après = les vide.",
        "attribute=value, the value as in a file: 2.5 KILOGRAM, 10 EUR, a,b.":
            "attribut=valeur, la valeur comme dans un fichier : 2.5 KILOGRAM, 10 EUR, a,b.",
        "The locale, of attributes that have a value for each.":
            "La locale, pour les attributs qui ont une valeur pour chacune.",
        "The channel, of attributes that have a value for each.":
            "Le canal, pour les attributs qui ont une valeur pour chacun.",
        "Add options to attributes that hold several.": "Ajouter des options à des attributs qui en ont plusieurs.",
        "attribute=code,code…": "attribut=code,code…",
        "Take options from an attribute that holds several, or items from groups.":
            "Retirer des options d'un attribut qui en a plusieurs, ou des éléments de groupes.",
        "attribute=code,code… or groups=code,code…": "attribut=code,code… ou groups=code,code…",
        "Change the family of simple products; - takes it away.":
            "Changer la famille de produits simples ; - la retire.",
        "The code of the family.": "Le code de la famille.",
        "Offer products, or offer them no more.": "Activer des produits, ou les désactiver.",
        "on or off.": "on ou off.",
        "Put products into groups.": "Mettre des produits dans des groupes.",
        "The codes of the groups.": "Les codes des groupes.",
        "Put items into categories, move them there alone, or take them out.":
            "Mettre des éléments dans des catégories, ne les mettre que là, ou les en retirer.",
        "add, move or remove.": "add, move ou remove.",
        "The codes of the categories.": "Les codes des catégories.",
        "Link items to products, product models or groups.":
            "Lier des éléments à des produits, des modèles de produits ou des groupes.",
        "The code of the association type.": "Le code du type d'association.",
        "Identifiers or codes; with a quantity where the type has them: A12=3.":
            "Des identifiants ou des codes ; avec une quantité si le type en a : A12=3.",
        "products, product_models or groups.": "products, product_models ou groups.",
        "Put simple products below a product model of their family.":
            "Mettre des produits simples sous un modèle de produit de leur famille.",
        "The code of the product model.": "Le code du modèle de produit.",
        "Move variants and sub-models to another product model of their family variant.":
            "Déplacer des variantes et des sous-modèles vers un autre modèle de leur variante de famille.",
        "Make variants simple products, with all that they inherited.":
            "Faire de variantes des produits simples, avec tout ce dont elles héritaient.",
        "Say which attributes a channel needs of families; those they lack are added.":
            "Dire quels attributs un canal demande à des familles ; ceux qui leur manquent sont ajoutés.",
        "The codes of the attributes.": "Les codes des attributs.",
        "The code of the channel.": "Le code du canal.",
        "The channel does not need them.": "Le canal ne les demande pas.",
        "The code of a family. May be repeated.": "Le code d'une famille. Répétable.",
        "Everything there is.": "Tout ce qui existe.",
        "Products and product models of this family. May be repeated.":
            "Les produits et modèles de produits de cette famille. Répétable.",
        "Those in this category or below it. May be repeated.":
            "Ceux de cette catégorie ou d'une en dessous. Répétable.",
        "Identifiers of products and codes of product models, with commas. May be repeated.":
            "Identifiants de produits et codes de modèles, séparés par des virgules. Répétable.",
        "Conditions as a JSON list, as docs/filters.md has them. They come to the others: all must be met.":
            "Des conditions en liste JSON, comme dans docs/filters.md. Elles s'ajoutent aux autres : toutes doivent être remplies.",
        "Identifiers and codes that are left out, with commas. May be repeated.":
            "Identifiants et codes à laisser de côté, séparés par des virgules. Répétable.",
        "Do not ask.": "Ne pas demander.",
    ]
}
