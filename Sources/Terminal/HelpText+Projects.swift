// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// What projects add.
    static let projects: [String: String] = [
        "Projects: products to be completed in a channel and a locale, by a day.":
            "Projets : des produits à compléter dans un canal et une locale, pour un jour donné.",
        "Whoever makes a project owns it. Who contributes follows from the user groups' rights to attribute groups, categories and locales: csv_attribute_group_access_import, csv_category_access_import, csv_locale_access_import. Its numbers follow what changes. A worker must run: chantier worker.":
            "Qui crée un projet en est propriétaire. Qui y contribue découle des droits des groupes d'utilisateurs sur les groupes d'attributs, les catégories et les locales : csv_attribute_group_access_import, csv_category_access_import, csv_locale_access_import. Ses nombres suivent ce qui change. Un exécutant doit être en marche : chantier worker.",
        "Make a project and calculate it.": "Créer un projet et le calculer.",
        "Its code is made from the label. Channel, locale and conditions never change.":
            "Son code est tiré du libellé. Canal, locale et conditions ne changent jamais.",
        "What people read; the code is made from it.": "Ce qu'on lit ; le code en est tiré.",
        "A locale of that channel.": "Une locale de ce canal.",
        "Conditions on products as a JSON list, as docs/filters.md has them. Default: all products.":
            "Des conditions sur les produits en liste JSON, comme dans docs/filters.md. Par défaut : tous les produits.",
        "By which day it is to be done: yyyy-mm-dd.": "Pour quel jour il doit être fait : aaaa-mm-jj.",
        "What it is about.": "De quoi il s'agit.",
        "Wait until it is calculated, under live bars.": "Attendre qu'il soit calculé, sous des barres en direct.",
        "The project as a JSON object on the standard output, and nothing else there.":
            "Le projet en objet JSON sur la sortie standard, et rien d'autre.",
        "Calculate a project of yours anew.": "Calculer de nouveau un projet à vous.",
        "Its numbers follow changes by themselves; this looks at every product again.":
            "Ses nombres suivent d'eux-mêmes les changements ; ceci regarde de nouveau chaque produit.",
        "Your projects, and those you contribute to; the nearest due date first.":
            "Vos projets, et ceux auxquels vous contribuez ; d'abord le plus proche de sa date.",
        "Piped, or with --plain: code, label, channel, locale, due date, products, to do, in progress, done, owner between tabs.":
            "Dans un tube, ou avec --plain : code, libellé, canal, locale, date, produits, à faire, en cours, faits, propriétaire, entre tabulations.",
        "One project: what is to do, in progress and done, by group and by person.":
            "Un projet : ce qui est à faire, en cours et fait, par groupe et par personne.",
        "The project as a JSON object.": "Le projet en objet JSON.",
        "Change label, description or due date of a project of yours.":
            "Changer le libellé, la description ou la date d'un projet à vous.",
        "What people read; the code stays.": "Ce qu'on lit ; le code reste.",
        "What it is about; an empty text takes it away.": "De quoi il s'agit ; un texte vide l'enlève.",
        "By which day it is to be done: yyyy-mm-dd; an empty text takes it away.":
            "Pour quel jour il doit être fait : aaaa-mm-jj ; un texte vide l'enlève.",
        "Delete a project of yours.": "Supprimer un projet à vous.",
        "Products stay as they are, and so do the executions that calculated it.":
            "Les produits restent tels quels, et de même les exécutions qui l'ont calculé.",
        "Your projects: what is to do, in progress and done.": "Vos projets : ce qui est à faire, en cours et fait.",
        "yours, and those you contribute to; the nearest due date first":
            "les vôtres, et ceux auxquels vous contribuez ; d'abord le plus proche de sa date",
        "one, by attribute group and by person": "un projet, par groupe d'attributs et par personne",
        "as she has it; for the owner": "tel qu'elle le voit ; pour le propriétaire",
        "Piped, or with --plain: code, label, channel, locale, due date, products, to do, in progress, done, owner between tabs; of one project: “project”, “group” or “contributor”, a name, to do, in progress, done; of products: identifier, state, family, filled, required, uuid, number.":
            "Dans un tube, ou avec --plain : code, libellé, canal, locale, date, produits, à faire, en cours, faits, propriétaire, entre tabulations ; d'un projet : « project », « group » ou « contributor », un nom, à faire, en cours, faits ; des produits : identifiant, état, famille, remplis, demandés, uuid, numéro.",
        "The project's code.": "Le code du projet.",
        "As this person has it; for the owner of the project.":
            "Tel que le voit cette personne ; pour le propriétaire du projet.",
        "The products behind a number: to_do, in_progress, done or all.":
            "Les produits derrière un nombre : to_do, in_progress, done ou all.",
        "With --products: in this attribute group alone.": "Avec --products : dans ce seul groupe d'attributs.",
        "With --products: how many.": "Avec --products : combien.",
        "With --products: those behind the product of this number.":
            "Avec --products : ceux d'après le produit de ce numéro.",
        "Launch jobs and profiles again and again, by the clock.":
            "Lancer des travaux et des profils encore et encore, à heures fixes.",
        "Cron: minute, hour, day, month, weekday; *, 1-5, */15, mon-fri, lists with commas. A schedule is its owner's, and so is what it launches. What was missed while no worker ran is launched once. A worker must run: chantier worker.":
            "Cron : minute, heure, jour, mois, jour de la semaine ; *, 1-5, */15, mon-fri, listes à virgules. Une planification est à son propriétaire, et ce qu'elle lance aussi. Ce qui a été manqué sans exécutant est lancé une fois. Un exécutant doit être en marche : chantier worker.",
        "Make a schedule.": "Créer une planification.",
        "Its code: letters without accents, digits, underscores, hyphens.":
            "Son code : lettres sans accents, chiffres, tirets bas, traits d'union.",
        "The job's name, or a profile's code.": "Le nom du travail, ou le code d'un profil.",
        "Minute, hour, day, month, weekday: \"0 2 * * *\".":
            "Minute, heure, jour, mois, jour de la semaine : \"0 2 * * *\".",
        "The time zone of these: Europe/Paris. Default: UTC.":
            "Leur fuseau horaire : Europe/Paris. Par défaut : UTC.",
        "Your schedules, by code.": "Vos planifications, par code.",
        "Piped, or with --plain: code, job, cron, time zone, next, last, last status, last error between tabs.":
            "Dans un tube, ou avec --plain : code, travail, cron, fuseau, prochaine, dernière, dernier état, dernière erreur, entre tabulations.",
        "Let a schedule launch nothing until it is resumed.":
            "Qu'une planification ne lance rien avant d'être reprise.",
        "Let a schedule launch again; what it missed is not made up for.":
            "Qu'une planification lance de nouveau ; ce qu'elle a manqué n'est pas rattrapé.",
        "Remove a schedule.": "Retirer une planification.", "What it launched stays.": "Ce qu'elle a lancé reste.",
    ]
}
