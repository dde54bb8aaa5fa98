// SPDX-License-Identifier: Apache-2.0

extension StoredText {
    /// What is said of a record, a cell or a column: the sentence behind its row, item and field.
    ///
    /// A longer form stands before one that would fit too.
    package static let warnings =
        cells + items + structure + headers + undoWarnings + editWarnings + projectWarnings + ruleRunWarnings
        + ruleWarnings
        + [columnForm, propertyForm]

    /// A column of a header, and what is wrong with it.
    static let columnForm = Form("\"{}\": {}", "« {} » : {}")

    private static let cells = [
        Form("not a number", "pas un nombre"), Form("must be an integer", "doit être un nombre entier"),
        Form("decimals use {}", "les décimales s'écrivent avec {}"),
        Form("must be {} or more", "doit être au moins {}"), Form("must be {} or less", "doit être au plus {}"),
        Form("must be {} or later", "doit être le {} ou après"),
        Form("must be {} or earlier", "doit être le {} ou avant"),
        Form("must be 1 or 0", "doit être 1 ou 0"), Form("not a day", "pas une date"),
        Form("not a day, as 2026-01-31", "pas une date, comme 2026-01-31"),
        Form("dates use {}", "les dates s'écrivent {}"), Form("unit is missing", "l'unité manque"),
        Form("no unit \"{}\" in {}", "pas d'unité « {} » dans {}"),
        Form("prices are written as 80 EUR, 95 USD", "les prix s'écrivent 80 EUR, 95 USD"),
        Form("currency \"{}\" is not active", "la devise « {} » n'est pas active"),
        Form("also given in \"{}\"", "aussi donné dans « {} »"), Form("no option \"{}\"", "pas d'option « {} »"),
        Form("\"{}\" twice", "« {} » deux fois"), Form("leaves the archive", "sort de l'archive"),
        Form("use {}", "utiliser {}"), Form("no file \"{}\"", "pas de fichier « {} »"),
        Form("{} characters, allowed {}", "{} caractères, {} permis"), Form("{} MB, allowed {}", "{} Mo, {} permis"),
        Form("the cell holds {}", "la cellule contient {}"),
        Form("not an e-mail address", "pas une adresse électronique"), Form("not a URL", "pas une URL"),
        Form("must match {}", "doit suivre le modèle {}"),
        Form("line ends became spaces", "les fins de ligne sont devenues des espaces"),
        Form("{} cells, header has {}", "{} cellules, l'en-tête en a {}"),
    ]

    private static let items = [
        Form("no family variant \"{}\"", "pas de variante de famille « {} »"),
        Form("no family \"{}\"", "pas de famille « {} »"), Form("no category \"{}\"", "pas de catégorie « {} »"),
        Form("no group type \"{}\"", "pas de type de groupe « {} »"), Form("no group \"{}\"", "pas de groupe « {} »"),
        Form("no product model \"{}\"", "pas de modèle de produit « {} »"),
        Form("no product \"{}\"", "pas de produit « {} »"),
        Form(
            "no comma, semicolon, line end or outer blank",
            "ni virgule, ni point-virgule, ni fin de ligne, ni blanc au bord"),
        Form("axis is \"{}\" and stays", "l'axe est « {} » et le reste"), Form("axis is empty", "l'axe est vide"),
        Form("{} is already \"{}\"", "{} est déjà « {} »"), Form("\"{}\" is already on {}", "« {} » est déjà sur {}"),
        Form("code is empty", "le code est vide"), Form("\"{}\" cannot change", "« {} » ne peut pas changer"),
        Form("\"{}\" is not a model of the right level", "« {} » n'est pas un modèle du bon niveau"),
        Form("this family variant has one level", "cette variante de famille a un seul niveau"),
        Form("parent is of family \"{}\"", "le parent est de la famille « {} »"),
        Form("parent is of variant \"{}\"", "le parent est de la variante « {} »"),
        Form("a variant keeps its family", "une variante garde sa famille"),
        Form("belongs to another product", "appartient à un autre produit"),
        Form("not a version 4 uuid", "pas un uuid de version 4"),
        Form("identifier or uuid is needed", "il faut un identifiant ou un uuid"),
        Form("replaced by row {}", "remplacé par la ligne {}"),
        Form("file \"{}\" is not in the store", "le fichier « {} » n'est pas dans le dépôt"),
        Form(
            "texts that begin like a formula have an apostrophe before them: do not import this file",
            "les textes qui commencent comme une formule sont précédés d'une apostrophe : ne pas importer ce fichier"),
        Form(
            "only the first {} warnings of this step are kept; the count is exact",
            "seuls les {} premiers avertissements de cette étape sont gardés ; leur nombre est exact"),
        Form("refused by the database ({})", "refusé par la base de données ({})"),
        Form("{} links, allowed {}", "{} liens, {} permis"),
        Form("{} targets, {} quantities", "{} cibles, {} quantités"),
        Form("1 to 2147483647", "de 1 à 2147483647"), Form("no such product model", "modèle de produit introuvable"),
        Form("no such product", "produit introuvable"),
        Form(
            "a two-way link cannot lead back to the item itself",
            "un lien réciproque ne peut pas revenir à l'élément lui-même"),
    ]

    private static let structure = [
        Form("there are {} groups already", "il y a déjà {} groupes"),
        Form("\"{}\" would stand below itself", "« {} » serait sous elle-même"),
        Form("a type is two-way or quantified, not both", "un type est réciproque ou quantifié, pas les deux"),
        Form("there are at most two levels", "il y a au plus deux niveaux"),
        Form("a level needs an axis", "un niveau a besoin d'un axe"), Form("{} axes, allowed {}", "{} axes, {} permis"),
        Form("\"{}\" is not an attribute of the family", "« {} » n'est pas un attribut de la famille"),
        Form("\"{}\" belongs to the last level", "« {} » appartient au dernier niveau"),
        Form("\"{}\" cannot move to an upper level", "« {} » ne peut pas passer à un niveau supérieur"),
        Form("no attribute group \"{}\"", "pas de groupe d'attributs « {} »"),
        Form("no attribute \"{}\"", "pas d'attribut « {} »"), Form("no locale \"{}\"", "pas de locale « {} »"),
        Form("no channel \"{}\"", "pas de canal « {} »"), Form("no currency \"{}\"", "pas de devise « {} »"),
        Form("no association type \"{}\"", "pas de type d'association « {} »"),
        Form(
            "\"{}\" is not a simple or multi select", "« {} » n'est pas une liste à choix simple ou multiple"),
        Form("\"{}\" is an axis of a family variant", "« {} » est un axe d'une variante de famille"),
        Form("minimum over maximum", "le minimum dépasse le maximum"),
        Form("no measurement family \"{}\"", "pas de famille de mesures « {} »"),
        Form("required cell empty", "cellule obligatoire vide"),
        Form("only letters and digits", "seulement des lettres et des chiffres"),
        Form(
            "only letters, digits and underscores", "seulement des lettres, des chiffres et des traits de soulignement"),
        Form(
            "only letters, digits and underscores, at least one letter",
            "seulement des lettres, des chiffres et des traits de soulignement, dont une lettre au moins"),
        Form("three letters, as in ISO 4217", "trois lettres, comme dans ISO 4217"),
        Form("language and country, as en_US", "langue et pays, comme en_US"),
        Form("no line end or control character", "ni fin de ligne ni caractère de commande"),
        Form("must be 0.01 to 9999.99", "doit être de 0.01 à 9999.99"),
        Form("\"{}\" is a name of the catalogue's own", "« {} » est un nom réservé au catalogue"),
        Form("type \"{}\" is not supported", "le type « {} » n'est pas pris en charge"),
        Form("no type \"{}\"", "pas de type « {} »"),
        Form(
            "a unique attribute has no locale and no channel", "un attribut unique n'a ni locale ni canal"),
        Form(
            "only a localizable attribute has locales", "seul un attribut localisable a des locales"),
        Form("locale \"{}\" is not active", "la locale « {} » n'est pas active"),
        Form("\"{}\" is not the root of a tree", "« {} » n'est pas la racine d'un arbre"),
        Form("\"{}\" has no unit", "« {} » n'a pas d'unité"),
        Form(
            "a pattern stands between delimiters, as /^[A-Z]+$/i",
            "un modèle se place entre délimiteurs, comme /^[A-Z]+$/i"),
        Form("the closing delimiter is missing", "le délimiteur de fin manque"),
        Form("unknown flag \"{}\"; known: i m s u", "option « {} » inconnue ; connues : i m s u"),
        Form("not a pattern: {}", "pas un modèle : {}"),
        Form("must be an integer from 0 to {}", "doit être un nombre entier de 0 à {}"),
    ]

    private static let headers = [
        Form("column {} has no name", "la colonne {} n'a pas de nom"),
        Form("\"{}\" stands twice", "« {} » figure deux fois"), Form("\"{}\" is missing", "« {} » manque"),
        Form(
            "column \"{}\" is not kept; set passwords with chantier user",
            "la colonne « {} » n'est pas gardée ; mettre les mots de passe avec chantier user"),
        Form("column \"{}\" is not used", "la colonne « {} » n'est pas utilisée"),
        Form("\"{}\" needs \"{}\"", "« {} » a besoin de « {} »"), Form("write \"{}\"", "écrire « {} »"),
        Form("not a column of these files", "n'est pas une colonne de ces fichiers"),
        Form(
            "no attribute and no other column has this name",
            "aucun attribut et aucune autre colonne ne porte ce nom"),
        Form(
            "association type \"{}\" is quantified and leads to no groups",
            "le type d'association « {} » est quantifié et ne mène pas à des groupes"),
        Form("\"{}\" has the form \"{}\"", "« {} » a la forme « {} »"),
        Form("locale \"{}\" is not active ({})", "la locale « {} » n'est pas active ({})"),
        Form("no channel \"{}\" ({})", "pas de canal « {} » ({})"),
        Form("currency \"{}\" is not active ({})", "la devise « {} » n'est pas active ({})"),
        Form(
            "\"{}\" has no values in locale \"{}\" ({})", "« {} » n'a pas de valeurs dans la locale « {} » ({})"),
        Form("locale \"{}\" is not of channel \"{}\" ({})", "la locale « {} » n'est pas du canal « {} » ({})"),
    ]

    /// A type of attribute, and a column that says nothing of it.
    private static let propertyForm = Form("{} has no {}", "{} n'a pas de {}")
}
