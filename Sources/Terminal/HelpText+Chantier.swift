// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// What `chantier` has besides.
    static let chantier: [String: String] = [
        "Run the jobs of a product catalogue: imports, exports, mass edits, rules, projects.":
            "Exécuter les travaux d'un catalogue de produits : imports, exports, modifications en masse, règles, projets.",
        "a catalogue of 100,000 products, imported before your eyes":
            "un catalogue de 100 000 produits, importé sous vos yeux",
        "run jobs until Ctrl-C": "exécuter des travaux jusqu'à Ctrl-C",
        "all files of a catalogue, in order": "tous les fichiers d'un catalogue, dans l'ordre",
        "the database itself": "la base elle-même",
        "Without --database, CHANTIER_DATABASE_URL and PG… variables a private PostgreSQL server is made in CHANTIER_HOME (default: .chantier in the working folder) and started when it is needed.":
            "Sans --database, CHANTIER_DATABASE_URL ni variables PG…, un serveur PostgreSQL privé est créé dans CHANTIER_HOME (par défaut : .chantier dans le dossier courant) et démarré au besoin.",
        "The embedded PostgreSQL server, and the schemas of any.":
            "Le serveur PostgreSQL intégré, et les schémas de tout serveur.",
        "Make the embedded server where it is missing, start it, apply the migrations.":
            "Créer le serveur intégré s'il manque, le démarrer, appliquer les migrations.",
        "The server runs on when this command has returned; “chantier database stop” ends it. It answers on its socket alone. When it is made, you become its administrator, and the person that PGUSER names may use it; later “chantier user add” adds people.":
            "Le serveur continue quand cette commande est revenue ; « chantier database stop » le termine. Il ne répond que sur sa socket. À sa création, vous en devenez l'administrateur, et la personne que nomme PGUSER peut s'en servir ; ensuite « chantier user add » ajoute des personnes.",
        "End the embedded server and every connection to it; return when it is gone.":
            "Terminer le serveur intégré et toutes ses connexions ; revenir quand il est parti.",
        "How the database stands.": "Où en est la base.",
        "Exit code: 0 when it answers and its schemas fit this program, 2 when it does not run or answer, else 1.":
            "Code de sortie : 0 si elle répond et que ses schémas conviennent à ce programme, 2 si elle n'est pas en marche ou ne répond pas, sinon 1.",
        "Bring the schemas to the version of this program.": "Mettre les schémas à la version de ce programme.",
        "Log in as a superuser, or as a role with CREATEROLE that owns the database. Run twice, it does nothing; of several at once, one does it. A database that is newer than this program is refused.":
            "Se connecter comme superutilisateur, ou comme un rôle CREATEROLE propriétaire de la base. Relancée, elle ne fait rien ; de plusieurs à la fois, une seule agit. Une base plus récente que ce programme est refusée.",
        "Only list what would be applied.": "Seulement énumérer ce qui serait appliqué.",
        "Print the database's URL, without user and password: psql \"$(chantier database url)\".":
            "Afficher l'URL de la base, sans utilisateur ni mot de passe : psql \"$(chantier database url)\".",
        "The embedded server is started for it. libpq adds the user: PGUSER, else your own name.":
            "Le serveur intégré est démarré pour cela. libpq ajoute l'utilisateur : PGUSER, sinon votre propre nom.",
        "The people: who may launch and follow jobs.": "Les personnes : qui peut lancer et suivre des travaux.",
        "mary may launch any job; she sees her executions and nobody else's":
            "mary peut lancer tout travail ; elle voit ses exécutions et aucune autre",
        "and may open another's by its full URL, which its owner sees":
            "et peut ouvrir celle d'autrui par son URL complète, ce que voit son propriétaire",
        "what mary does then": "ce que mary fait ensuite",
        "A person is a role of PostgreSQL, who logs in as with psql. Log in yourself as a superuser, or as a role with CREATEROLE that owns the schemas.":
            "Une personne est un rôle de PostgreSQL, qui se connecte comme avec psql. Se connecter soi-même comme superutilisateur, ou comme un rôle CREATEROLE propriétaire des schémas.",
        "Make somebody a person who may launch jobs and follow them.":
            "Faire de quelqu'un une personne qui peut lancer et suivre des travaux.",
        "Makes the role where it is missing; for somebody who is there already it adds the rights, groups and password given. Every person may launch any job and sees their own executions only.":
            "Crée le rôle s'il manque ; à qui existe déjà, ajoute les droits, groupes et mot de passe donnés. Chacun peut lancer tout travail et ne voit que ses exécutions.",
        "Where the server asks for passwords, give one with --password (asked for, or the first line of the standard input) or --password-file. The server gets its SCRAM verifier, never the password. The embedded server asks for none.":
            "Là où le serveur demande des mots de passe, en donner un avec --password (demandé, ou première ligne de l'entrée standard) ou --password-file. Le serveur reçoit son vérificateur SCRAM, jamais le mot de passe. Le serveur intégré n'en demande pas.",
        "The name to log in with.": "Le nom de connexion.",
        "May also open another's execution by its full URL, for 15 minutes, on record.":
            "Peut aussi ouvrir l'exécution d'autrui par son URL complète, pour 15 minutes, avec trace.",
        "May also read the figures over all executions.":
            "Peut aussi lire les chiffres de toutes les exécutions.",
        "May read the figures over all executions and nothing else: for a program that draws them.":
            "Peut lire les chiffres de toutes les exécutions et rien d'autre : pour un programme qui les dessine.",
        "A group of the catalogue to be in. May be repeated.":
            "Un groupe du catalogue auquel appartenir. Répétable.",
        "Ask for a password; without a terminal, read it from the standard input.":
            "Demander un mot de passe ; sans terminal, le lire sur l'entrée standard.",
        "Read the password from the first line of this file; - is the standard input.":
            "Lire le mot de passe sur la première ligne de ce fichier ; - est l'entrée standard.",
        "The person as a JSON object.": "La personne en objet JSON.",
        "Everybody who may do anything here.": "Tous ceux qui peuvent faire quelque chose ici.",
        "Piped, or with --plain: name, rights, groups, whether they log in, whether they are superusers, between tabs.":
            "Dans un tube, ou avec --plain : nom, droits, groupes, s'il se connecte, s'il est superutilisateur, entre tabulations.",
        "Take a person's rights; all of them, unless some are named.":
            "Retirer des droits à une personne ; tous, sauf si certains sont nommés.",
        "Without options, all rights and groups go, and the role too where “chantier user add” made it and nothing else needs it. The person's executions stay: what runs goes on, and whoever gets the same name again sees them.":
            "Sans options, tous les droits et groupes s'en vont, et le rôle aussi si « chantier user add » l'a créé et que rien d'autre n'en a besoin. Les exécutions de la personne restent : ce qui est en cours continue, et qui reçoit le même nom les revoit.",
        "The name.": "Le nom.",
        "Take only the right to open others' executions by URL.":
            "Retirer seulement le droit d'ouvrir les exécutions d'autrui par URL.",
        "Take only the right to read the figures over all executions.":
            "Retirer seulement le droit de lire les chiffres de toutes les exécutions.",
        "Take them only out of this group. May be repeated.": "Seulement la sortir de ce groupe. Répétable.",
        "What all programs share: the address in URLs, where files may lie.":
            "Ce que tous les programmes partagent : l'adresse des URL, où les fichiers peuvent être.",
        "All settings and their values.": "Tous les réglages et leurs valeurs.",
        "Change a setting.": "Changer un réglage.",
        "The setting.": "Le réglage.",
        "Its new value.": "Sa nouvelle valeur.",
        "Run jobs, until Ctrl-C or SIGTERM.": "Exécuter des travaux, jusqu'à Ctrl-C ou SIGTERM.",
        "The first signal lets running tasks finish their chunk and gives them back; a second one, or ten seconds, end the process at once. Either way nothing is lost. Start as many workers as you like, on as many hosts.":
            "Le premier signal laisse les tâches finir leur bloc et les rend ; un second, ou dix secondes, terminent le processus aussitôt. Rien n'est perdu. Démarrer autant d'exécutants que voulu, sur autant d'hôtes.",
        "How many tasks at once, each on a thread and a connection of its own.":
            "Combien de tâches à la fois, chacune sur un fil et une connexion à elle.",
        "End when nothing is left to do.": "Finir quand il n'y a plus rien à faire.",
        "The worker's name in reports. Default: host and process.":
            "Le nom de l'exécutant dans les rapports. Par défaut : hôte et processus.",
        "Log details.": "Journaliser les détails.",
        "A value that parses as JSON is JSON, else a text. With --wait the exit code is 0 when it ended green or yellow, 1 when it failed, 6 when it was stopped. A worker must run: chantier worker.":
            "Une valeur qui se lit comme JSON est du JSON, sinon un texte. Avec --wait, le code de sortie est 0 si elle s'est terminée en vert ou en jaune, 1 si elle a échoué, 6 si elle a été arrêtée. Un exécutant doit être en marche : chantier worker.",
        "its parameters and their defaults": "ses paramètres et leurs valeurs par défaut",
        "Jobs:": "Travaux :",
        "A parameter, key=value; dots reach into objects. May be repeated. ? lists them.":
            "Un paramètre, clé=valeur ; des points descendent dans les objets. Répétable. ? en donne la liste.",
        "The job's name.": "Le nom du travail.",
        "A file for it, which is sent to the database.": "Un fichier pour lui, qui est envoyé à la base.",
        "A parameter, key=value; dots reach into objects. May be repeated.":
            "Un paramètre, clé=valeur ; des points descendent dans les objets. Répétable.",
        "What people read in lists. Default: the job's own label.":
            "Ce qu'on lit dans les listes. Par défaut : le libellé du travail.",
        "Only show what it would do: everything runs, nothing is written to the catalogue.":
            "Montrer seulement l'effet : tout s'exécute, rien n'est écrit dans le catalogue.",
        "Wait until it has ended, under live bars.": "Attendre la fin, sous des barres en direct.",
        "One JSON object on the standard output, and nothing else there.":
            "Un objet JSON sur la sortie standard, et rien d'autre.",
        "Import the files of a folder, in order, each when the one before has ended.":
            "Importer les fichiers d'un dossier, dans l'ordre, chacun quand le précédent est terminé.",
        "The folder.": "Le dossier.",
        "A JSON array of the reports on the standard output, and nothing else there.":
            "Un tableau JSON des rapports sur la sortie standard, et rien d'autre.",
        "Write an invented catalogue and import it, with workers, before your eyes.":
            "Écrire un catalogue inventé et l'importer, avec des exécutants, sous vos yeux.",
        "Everything it makes stands in one folder, CHANTIER_HOME (default: .chantier); it prints the command that removes it.":
            "Tout ce qu'elle crée est dans un dossier, CHANTIER_HOME (par défaut : .chantier) ; elle affiche la commande qui l'enlève.",
        "How many products.": "Combien de produits.",
        "How many worker processes.": "Combien de processus exécutants.",
        "Kill one of the workers on the way, with SIGKILL.": "Tuer l'un des exécutants en route, par SIGKILL.",
        "Say in one line why an execution waits.": "Dire en une ligne pourquoi une exécution attend.",
        "It says nothing about other people's executions but how many stand before this one.":
            "Des exécutions d'autrui, elle ne dit que combien sont avant celle-ci.",
        "Whether database, schemas, workers and jobs are as they should be.":
            "Si base, schémas, exécutants et travaux sont comme il faut.",
        "Looks as the one who owns the schemas, where that can be; “tracker doctor” looks as a person does. Starts no server and changes nothing. Exit code: 0 when nothing is wrong, else 1.":
            "Regarde comme le propriétaire des schémas, là où c'est possible ; « tracker doctor » regarde comme une personne. Ne démarre aucun serveur et ne change rien. Code de sortie : 0 si rien ne va mal, sinon 1.",
        "Files: currencies.csv, locales.csv, categories.csv, attribute_groups.csv, group_types.csv, channels.csv, association_types.csv, attributes.csv, attribute_options.csv, families.csv, family_variants.csv, groups.csv, user_groups.csv, user_roles.csv, users.csv, reference_data.csv, attribute_group_access.csv, category_access.csv, locale_access.csv, product_models.csv, products.csv; each also as .csv.gz, as .xlsx, or as a .zip of the CSV file and its media. A parameter goes to those imports that have it; one that none has is refused. Workers must run: chantier worker.":
            "Fichiers : currencies.csv, locales.csv, categories.csv, attribute_groups.csv, group_types.csv, channels.csv, association_types.csv, attributes.csv, attribute_options.csv, families.csv, family_variants.csv, groups.csv, user_groups.csv, user_roles.csv, users.csv, reference_data.csv, attribute_group_access.csv, category_access.csv, locale_access.csv, product_models.csv, products.csv; chacun aussi en .csv.gz, en .xlsx, ou en .zip du fichier CSV et de ses médias. Un paramètre va aux imports qui l'ont ; un que nul n'a est refusé. Des exécutants doivent être en marche : chantier worker.",
        "the address before /executions/… in every URL": "l'adresse devant /executions/… dans chaque URL",
        "how many warnings of a step are kept; all are counted":
            "combien d'avertissements d'une étape sont gardés ; tous sont comptés",
        "the most bytes of an uploaded file": "le plus d'octets d'un fichier envoyé",
        "a JSON array of folders that imports may read on the workers' host":
            "un tableau JSON de dossiers que les imports peuvent lire sur l'hôte des exécutants",
        "the same of folders into which exports may be put":
            "de même, les dossiers où les exports peuvent être déposés",
        "for how long warnings, errors, logs and files are kept; 0: for ever":
            "combien de temps sont gardés avertissements, erreurs, journaux et fichiers ; 0 : toujours",
        "for how long what changes replaced is kept; 0: for ever":
            "combien de temps est gardé ce que les changements ont remplacé ; 0 : toujours",
        "for how long executions are kept; 0: for ever":
            "combien de temps sont gardées les exécutions ; 0 : toujours",
    ]
}
