// SPDX-License-Identifier: Apache-2.0

extension StoredText {
    /// Labels, failures, refusals and hints of projects.
    static let projects = [
        Form("Calculate a project", "Calculer un projet"), Form("Calculate", "Calculer"),
        Form("Refresh a project", "Rafraîchir un projet"), Form("Refresh", "Rafraîchir"),
        Form("there is no project {}", "il n'y a pas de projet {}"),
        Form("It was deleted; make another one.", "Il a été supprimé ; en créer un autre."),
        Form("the channel {} has no locale {} any more", "le canal {} n'a plus la locale {}"),
        Form("The project is removed; make another one.", "Le projet est supprimé ; en créer un autre."),
        Form("the label of a project has 1 to 255 characters", "le libellé d'un projet a 1 à 255 caractères"),
        Form("Give it a label.", "Lui donner un libellé."),
        Form("there is no channel {}", "il n'y a pas de canal {}"),
        Form(
            "There are none yet: they come with the job csv_channel_import.",
            "Il n'y en a pas encore : ils viennent avec le travail csv_channel_import."),
        Form("the channel {} has no locale {}", "le canal {} n'a pas de locale {}"),
        Form("the channel {} has no currency {}", "le canal {} n'a pas de devise {}"),
        Form("the due date {} is over", "la date {} est passée"),
        Form("Name today or a later day.", "Nommer aujourd'hui ou un jour à venir."),
        Form("the due date {} is no day: yyyy-mm-dd", "la date {} n'est pas un jour : aaaa-mm-jj"),
        Form("Write it so: 2030-01-31.", "L'écrire ainsi : 2030-01-31."),
        Form("{} of a project never changes", "{} d'un projet ne change jamais"),
        Form(
            "label, description and due_date may; make another project.",
            "label, description et due_date le peuvent ; créer un autre projet."),
        Form("project_code must name a project", "project_code doit nommer un projet"),
        Form("Use: chantier project recalculate CODE", "Utiliser : chantier project recalculate CODE"),
        Form("the project has no attribute group {}", "le projet n'a pas de groupe d'attributs {}"),
        Form("the channel {} was removed", "le canal {} a été supprimé"),
        Form("the locale {} left the channel {}", "la locale {} a quitté le canal {}"),
        Form(
            "{} is no code of a schedule: 1 to 120 letters without accents, digits, underscores and hyphens",
            "{} n'est pas un code de planification : 1 à 120 lettres sans accents, chiffres, tirets bas et traits d'union"
        ),
        Form("there is a schedule {} already", "il y a déjà une planification {}"),
        Form("Remove it, or take another code.", "La retirer, ou prendre un autre code."),
        Form("{} may launch nothing here any more", "{} ne peut plus rien lancer ici"),
        Form("{} is no time zone", "{} n'est pas un fuseau horaire"),
        Form("Write it as Europe/Paris, or UTC.", "L'écrire comme Europe/Paris, ou UTC."),
        Form(
            "{} is no cron expression that ever comes true", "{} n'est pas une expression cron qui se réalise un jour"),
        Form(
            "Write minute, hour, day, month, weekday: 0 2 * * * is every night at two, */15 8-18 * * mon-fri every quarter of an hour at work.",
            "Écrire minute, heure, jour, mois, jour de la semaine : 0 2 * * * est chaque nuit à deux heures, */15 8-18 * * mon-fri chaque quart d'heure au travail."
        ),
        Form("the currency {} left the channel {}", "la devise {} a quitté le canal {}"),
    ]

    /// Notes about products that are not part of a project's work.
    static let projectWarnings = [
        Form(
            "1 product without a family: not part of the project's work",
            "1 produit sans famille : hors du travail du projet"),
        Form(
            "{} products without a family: not part of the project's work",
            "{} produits sans famille : hors du travail du projet"),
        Form(
            "1 product without a required attribute: not part of the project's work",
            "1 produit sans attribut demandé : hors du travail du projet"),
        Form(
            "{} products without a required attribute: not part of the project's work",
            "{} produits sans attribut demandé : hors du travail du projet"),
    ]
}
