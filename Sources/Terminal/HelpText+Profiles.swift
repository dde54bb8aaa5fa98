// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// What profiles add.
    static let profiles: [String: String] = [
        "Launch a job or a profile.": "Lancer un travail ou un profil.",
        "A profile's parameters stand over the job's defaults, and --set over both. While another execution of it has not ended, a launch waits for its turn (overlap queue), launches nothing and names that one (skip), or runs beside it (allow); with --json, is_new says whether it launched.":
            "Les paramètres d'un profil priment sur les valeurs par défaut du travail, et --set sur les deux. Tant qu'une autre exécution n'est pas finie, un lancement attend son tour (overlap queue), ne lance rien et nomme celle-ci (skip), ou s'exécute à côté (allow) ; avec --json, is_new dit s'il a lancé.",
        "The name of a job, or the code of a profile.": "Le nom d'un travail, ou le code d'un profil.",
        "The code of a profile, whatever jobs are called.":
            "Le code d'un profil, quels que soient les noms des travaux.",
        "Saved jobs with their parameters, which anybody launches by their code.":
            "Travaux enregistrés avec leurs paramètres, que chacun lance par leur code.",
        "A profile holds what differs from the job's defaults. What a launch would be refused for is refused when it is saved, and it holds no password. Everybody sees it; its owner and administrators change it.":
            "Un profil contient ce qui diffère des valeurs par défaut du travail. Ce qui ferait refuser un lancement est refusé à l'enregistrement, et il ne contient aucun mot de passe. Chacun le voit ; son propriétaire et les administrateurs le modifient.",
        "Save a job with its parameters.": "Enregistrer un travail avec ses paramètres.",
        "Its code: letters without accents, digits, underscores.":
            "Son code : lettres sans accents, chiffres, tirets bas.",
        "A launch while an execution of it has not ended: queue (default), skip or allow.":
            "Un lancement tant qu'une de ses exécutions n'est pas finie : queue (par défaut), skip ou allow.",
        "The profile as a JSON object.": "Le profil en objet JSON.",
        "Change a profile; what is not named stays.": "Modifier un profil ; ce qui n'est pas nommé reste.",
        "Executions that were launched keep the parameters they were launched with.":
            "Les exécutions déjà lancées gardent leurs paramètres.",
        "Its code.": "Son code.",
        "What people read in lists.": "Ce qu'on lit dans les listes.",
        "A parameter that has the job's default again; dots reach into objects. May be repeated.":
            "Un paramètre qui reprend la valeur par défaut du travail ; les points entrent dans les objets. Répétable.",
        "Delete a profile.": "Supprimer un profil.",
        "Its executions stay, and those that wait for their turn go on.":
            "Ses exécutions restent, et celles qui attendent leur tour continuent.",
        "All profiles, by code.": "Tous les profils, par code.",
        "Piped, or with --plain: code, job, label, overlap, owner, parameters as JSON, between tabs.":
            "Dans un tube, ou avec --plain : code, travail, libellé, overlap, propriétaire, paramètres en JSON, entre tabulations.",
        "Only those of this job.": "Seulement ceux de ce travail.",
        "One profile with its parameters.": "Un profil avec ses paramètres.",
    ]
}
