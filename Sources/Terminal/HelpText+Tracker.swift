// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// What `tracker` has, and what both programs have.
    static let tracker: [String: String] = [
        "Follow your imports, exports, mass edits, rules and projects.":
            "Suivre vos imports, exports, modifications en masse, règles et projets.",
        "Examples:": "Exemples :",
        "your executions of the last 7 days": "vos exécutions des 7 derniers jours",
        "the report of the newest one": "le rapport de la plus récente",
        "live bars of the one that runs": "barres en direct de celle qui est en cours",
        "go on when it has ended well": "continuer quand elle s'est bien terminée",
        "the refused records, or the files written": "les enregistrements refusés, ou les fichiers écrits",
        "An ID is 8 or more of its hexadecimal digits, the whole id, its URL, or @latest. More: tracker help exit-codes | environment | formatting | access":
            "Un ID, c'est 8 chiffres hexadécimaux ou plus de l'identifiant, l'identifiant entier, son URL, ou @latest. Plus : tracker help exit-codes | environment | formatting | access",
        "Your executions, newest first.": "Vos exécutions, la plus récente d'abord.",
        "those of the last 7 days": "celles des 7 derniers jours",
        "what failed in the last month": "ce qui a échoué le mois dernier",
        "for scripts": "pour des scripts",
        "Without --sort: what nobody has begun yet, then the newest. Piped, or with --plain: id, status, colour, kind, job, started, ended, seconds, warnings and errors between tabs; see “tracker help formatting”.":
            "Sans --sort : d'abord ce que personne n'a commencé, puis le plus récent. Dans un tube, ou avec --plain : id, status, colour, kind, job, started, ended, seconds, warnings et errors entre tabulations ; voir « tracker help formatting ».",
        "Only these kinds: import, export, mass_edit, rule, project; several with commas.":
            "Seulement ces genres : import, export, mass_edit, rule, project ; plusieurs avec des virgules.",
        "Only these states: queued, running, completed, failed …; several with commas.":
            "Seulement ces états : queued, running, completed, failed … ; plusieurs avec des virgules.",
        "Only these colours: green, yellow, red, grey (stopped), blue (not ended).":
            "Seulement ces couleurs : green, yellow, red, grey (arrêtées), blue (en cours).",
        "Only this job; * and ? stand for any characters.":
            "Seulement ce travail ; * et ? remplacent des caractères.",
        "Only what was launched from this profile.": "Seulement ce qui a été lancé depuis ce profil.",
        "How far back: 90m, 12h, 7d, 2w, or a local date such as 2026-11-22. Default: 7d.":
            "Jusqu'où remonter : 90m, 12h, 7d, 2w, ou une date locale telle que 2026-11-22. Par défaut : 7d.",
        "Only what was launched before.": "Seulement ce qui a été lancé avant.",
        "Only with all these words in label, job or profile.":
            "Seulement avec tous ces mots dans le libellé, le travail ou le profil.",
        "Not only the last 7 days.": "Pas seulement les 7 derniers jours.",
        "created, started, ended or took; with - in front the other way round.":
            "created, started, ended ou took ; avec - devant, dans l'autre sens.",
        "How many.": "Combien.",
        "Go on behind this execution: the last one of the page before.":
            "Continuer après cette exécution : la dernière de la page précédente.",
        "JSON; only these members with --json=a,b; --json=? lists them.":
            "JSON ; seulement ces membres avec --json=a,b ; --json=? les énumère.",
        "Output": "Sortie",
        "Tab-separated lines without titles, as when piped.":
            "Lignes à tabulations sans titres, comme dans un tube.",
        "Comma-separated values with titles (RFC 4180).":
            "Valeurs séparées par des virgules, avec titres (RFC 4180).",
        "A mustache template for each line or object: --template '{{id}} {{status}}'.":
            "Un modèle mustache pour chaque ligne ou objet : --template '{{id}} {{status}}'.",
        "No titles above tables and CSV.": "Pas de titres au-dessus des tableaux et du CSV.",
        "All columns of a table, however long its lines.":
            "Toutes les colonnes d'un tableau, si longues que soient les lignes.",
        "Times in tables: relative (4 min ago), iso (local, with offset) or raw (UTC).":
            "Les heures des tableaux : relative (il y a 4 min), iso (locales, avec décalage) ou raw (UTC).",
        "A PostgreSQL URL or any libpq text. Default: CHANTIER_DATABASE_URL, PG… variables, the embedded server.":
            "Une URL PostgreSQL ou tout texte de libpq. Par défaut : CHANTIER_DATABASE_URL, les variables PG…, le serveur intégré.",
        "The language of screens: en or fr. Default: the locale.":
            "La langue des écrans : en ou fr. Par défaut : la locale.",
        "No colours. So does a NO_COLOR that is not empty.": "Sans couleurs. De même avec un NO_COLOR non vide.",
        "Only seven-bit characters: [ok] [!!] [XX] [>>].":
            "Seulement des caractères à sept bits : [ok] [!!] [XX] [>>].",
        "No messages but errors.": "Aucun message, sauf les erreurs.",
        "The report of an execution.": "Le rapport d'une exécution.",
        "Piped, or with --plain: the line of “tracker list”, then one line for each step, with tabs. With --csv: the steps.":
            "Dans un tube, ou avec --plain : la ligne de « tracker list », puis une ligne par étape, à tabulations. Avec --csv : les étapes.",
        "The execution: 8 or more digits of its id, the id, its URL, or @latest.":
            "L'exécution : 8 chiffres ou plus de son identifiant, l'identifiant, son URL, ou @latest.",
        "Watch executions live, to their end.": "Suivre des exécutions en direct, jusqu'à leur fin.",
        "the one that runs; of several you choose": "celle qui est en cours ; parmi plusieurs, au choix",
        "this one": "celle-ci",
        "all that run, on one screen": "toutes celles en cours, sur un écran",
        "one JSON object a line, for each change": "un objet JSON par ligne, à chaque changement",
        "On a terminal: bars on a screen of their own, and the keys s stop, w warnings, o open, ? keys. Elsewhere: one line for each change of state, or for every 30 seconds. Ctrl-C leaves the executions running.":
            "Sur un terminal : des barres sur un écran à part, et les touches s arrêter, w avertissements, o ouvrir, ? touches. Ailleurs : une ligne à chaque changement d'état, ou toutes les 30 secondes. Ctrl-C laisse les exécutions continuer.",
        "The execution: 8 or more digits of its id, the id, its URL, or @latest. Default: the one that runs.":
            "L'exécution : 8 chiffres ou plus de son identifiant, l'identifiant, son URL, ou @latest. Par défaut : celle en cours.",
        "All your executions that run, and those that begin meanwhile.":
            "Toutes vos exécutions en cours, et celles qui commencent entre-temps.",
        "End with 1 when one failed and with 6 when one was stopped.":
            "Finir avec 1 si l'une a échoué et avec 6 si l'une a été arrêtée.",
        "JSON, one object a line; only these members with --json=a,b; --json=? lists them.":
            "JSON, un objet par ligne ; seulement ces membres avec --json=a,b ; --json=? les énumère.",
        "Lines without symbols, as when piped.": "Des lignes sans symboles, comme dans un tube.",
        "A mustache template for each line.": "Un modèle mustache pour chaque ligne.",
        "End with 3 when one ended yellow: --fail-on warning.":
            "Finir avec 3 si l'une s'est terminée en jaune : --fail-on warning.",
        "Waiting": "Attente",
        "Give up after this long, with 124: 90s, 30m, 2h.": "Renoncer après ce temps, avec 124 : 90s, 30m, 2h.",
        "When the connection is lost, try again for this long, then end with 2. Default: 1m.":
            "Connexion perdue : réessayer pendant ce temps, puis finir avec 2. Par défaut : 1m.",
        "Wait until executions have ended; one line for each.":
            "Attendre la fin d'exécutions ; une ligne pour chacune.",
        "give up after half an hour, with 124": "renoncer après une demi-heure, avec 124",
        "Exit code: 0 when all ended green or yellow, 1 when one failed, 6 when one was stopped, 3 when one ended yellow and --fail-on warning was given, 124 at the time limit.":
            "Code de sortie : 0 si toutes se sont terminées en vert ou en jaune, 1 si l'une a échoué, 6 si l'une a été arrêtée, 3 si l'une s'est terminée en jaune avec --fail-on warning, 124 à la limite de temps.",
        "The executions: 8 or more digits of the id, the id, its URL, or @latest.":
            "Les exécutions : 8 chiffres ou plus de l'identifiant, l'identifiant, l'URL, ou @latest.",
        "What could not be handled, item by item or grouped.":
            "Ce qui n'a pas pu être traité, élément par élément ou groupé.",
        "each reason with its number": "chaque motif avec son nombre",
        "all of them, for a spreadsheet": "tous, pour un tableur",
        "Notes, which refuse nothing, are among them (is_note). A table shows 50; other forms give all, unless -L says how many. Cells of CSV that a spreadsheet would run as formulas begin with an apostrophe.":
            "Les notes, qui ne refusent rien, en font partie (is_note). Un tableau en montre 50 ; les autres formes donnent tout, sauf si -L dit combien. Les cellules CSV qu'un tableur exécuterait comme formules commencent par une apostrophe.",
        "Only of this step, by number or name.": "Seulement de cette étape, par numéro ou par nom.",
        "Only with this reason.": "Seulement avec ce motif.",
        "One line for each step, reason and field, with its number.":
            "Une ligne par étape, motif et champ, avec son nombre.",
        "Go on behind this one: the cursor of the last one of the page before.":
            "Continuer après celui-ci : le curseur du dernier de la page précédente.",
        "The log of an execution: launch, steps, errors, retries, the end.":
            "Le journal d'une exécution : lancement, étapes, erreurs, reprises, fin.",
        "each line as it comes, until it has ended": "chaque ligne dès qu'elle vient, jusqu'à la fin",
        "only what went wrong": "seulement ce qui s'est mal passé",
        "Piped: time, level, step, event and message between tabs. With --follow, JSON is one object a line.":
            "Dans un tube : heure, niveau, étape, événement et message entre tabulations. Avec --follow, JSON est un objet par ligne.",
        "The execution: 8 or more digits of the id, the id, its URL, or @latest.":
            "L'exécution : 8 chiffres ou plus de l'identifiant, l'identifiant, son URL, ou @latest.",
        "Stay, and write each line when it comes, until the execution has ended.":
            "Rester, et écrire chaque ligne dès qu'elle vient, jusqu'à la fin de l'exécution.",
        "Only lines of this level and above: debug, info, warning, error.":
            "Seulement les lignes de ce niveau et au-dessus : debug, info, warning, error.",
        "The files of an execution.": "Les fichiers d'une exécution.",
        "the outputs; of an import the refused records": "les sorties ; d'un import, les enregistrements refusés",
        "to the standard output": "vers la sortie standard",
        "the file that was imported": "le fichier qui a été importé",
        "A file has its name only when all of it is there. What was interrupted stands beside it and goes on with --continue.":
            "Un fichier n'a son nom que lorsqu'il est complet. Ce qui a été interrompu reste à côté et continue avec --continue.",
        "Names of files, or input, output, invalid_items. Default: the outputs; of an import the refused records.":
            "Noms de fichiers, ou input, output, invalid_items. Par défaut : les sorties ; d'un import, les enregistrements refusés.",
        "The folder for them; it is made where it is missing.":
            "Le dossier où les mettre ; il est créé s'il manque.",
        "The file for exactly one; - is the standard output.":
            "Le fichier pour un seul ; - est la sortie standard.",
        "Go on where a run before was interrupted.": "Continuer là où une fois précédente a été interrompue.",
        "Replace files that exist.": "Remplacer les fichiers existants.",
        "Stop executions; what was written stays.": "Arrêter des exécutions ; ce qui est écrit reste.",
        "asks before, on a terminal": "demande avant, sur un terminal",
        "The chunk at work is finished and kept; “tracker retry” goes on from there. An administrator can stop an execution opened by its full URL; its owner is told.":
            "Le bloc en cours est fini et gardé ; « tracker retry » repart de là. Un administrateur peut arrêter une exécution ouverte par son URL complète ; son propriétaire en est averti.",
        "Do not ask.": "Ne pas demander.",
        "Never ask, even on a terminal.": "Ne jamais demander, même sur un terminal.",
        "Wait: after a stop, resume or retry until it has ended, after a pause until nobody is at work.":
            "Attendre : après un arrêt ou une reprise, la fin ; après une pause, que plus personne n'y travaille.",
        "Pause executions of yours until “tracker resume”.":
            "Mettre en pause des exécutions à vous jusqu'à « tracker resume ».",
        "returns when nobody is at work on it any more": "revient quand plus personne n'y travaille",
        "Let paused executions of yours go on.": "Laisser repartir des exécutions à vous en pause.",
        "Example:": "Exemple :",
        "and wait until it has ended": "et attendre la fin",
        "Let failed or stopped executions of yours go on from where they stood.":
            "Laisser repartir, de là où elles en étaient, des exécutions à vous échouées ou arrêtées.",
        "What was completed is not repeated, and every count comes out as if nothing had happened.":
            "Ce qui est terminé n'est pas refait, et chaque compte sort comme si rien ne s'était passé.",
        "What has ended: your executions, and those that named you; what your projects tell you.":
            "Ce qui est terminé : vos exécutions, et celles qui vous ont nommé ; ce que disent vos projets.",
        "unread first, then newest": "d'abord les non lues, puis les plus récentes",
        "each one as it comes": "chacune dès qu'elle vient",
        "Piped: number, “unread” or “read”, colour, kind, job, label, sentence, time, id and URL (empty for another's) between tabs.":
            "Dans un tube : numéro, « unread » ou « read », couleur, genre, travail, libellé, phrase, heure, id et URL (vides pour celles d'autrui) entre tabulations.",
        "Only those that you have not read.": "Seulement celles que vous n'avez pas lues.",
        "Stay, and write each one when it comes.": "Rester, et écrire chacune dès qu'elle vient.",
        "Mark these numbers as read.": "Marquer ces numéros comme lus.",
        "Mark all as read.": "Tout marquer comme lu.",
        "Remove these numbers.": "Enlever ces numéros.",
        "The report of an execution in your browser.": "Le rapport d'une exécution dans votre navigateur.",
        "only its URL, to hand on": "seulement son URL, à transmettre",
        "The URL opens the execution to you, and to administrators you give it to; to nobody else.":
            "L'URL ouvre l'exécution à vous, et aux administrateurs à qui vous la donnez ; à personne d'autre.",
        "Only print the URL.": "Afficher seulement l'URL.",
        "Whether everything is there that tracker needs, and what to do if not.":
            "Si tout ce qu'il faut à tracker est là, et sinon que faire.",
        "Starts no server and changes nothing. Exit code: 0 when nothing is wrong, else 1.":
            "Ne démarre aucun serveur et ne change rien. Code de sortie : 0 si rien ne va mal, sinon 1.",
        "The completion script for your shell.": "Le script de complétion pour votre shell.",
        "in ~/.bashrc": "dans ~/.bashrc",
        "a folder of your fpath": "un dossier de votre fpath",
        "bash, zsh or fish.": "bash, zsh ou fish.",
        "One screen: what runs and waits, the last operations, the last 7 days.":
            "Un écran : ce qui est en cours et en attente, les dernières opérations, les 7 derniers jours.",
        "now": "maintenant",
        "kept up to date until Ctrl-C": "tenu à jour jusqu'à Ctrl-C",
        "Piped, or with --plain: a name and a value on each line, with a tab between: running, queued, unread; of the last 7 days green, yellow, red, stopped, p50_s, p95_s and failure_rate; paused; then “last”, a tab and the line of “tracker list” for each of the newest ten.":
            "Dans un tube, ou avec --plain : un nom et une valeur par ligne, séparés d'une tabulation : running, queued, unread ; des 7 derniers jours green, yellow, red, stopped, p50_s, p95_s et failure_rate ; paused ; puis « last », une tabulation et la ligne de « tracker list » pour chacune des dix plus récentes.",
        "Keep it on the screen, up to date; with --json an object a line.":
            "Le garder à l'écran, à jour ; avec --json, un objet par ligne.",
        "Runs, failures, durations and items of your jobs.":
            "Exécutions, échecs, durées et éléments de vos travaux.",
        "each of your jobs over the last 30 days": "chacun de vos travaux sur les 30 derniers jours",
        "day by day": "jour par jour",
        "over all people, for analysts: the last 30 days":
            "toutes personnes, pour les analystes : les 30 derniers jours",
        "hour by hour, the last day": "heure par heure, le dernier jour",
        "What was stopped is counted apart: it is in no failure rate and no duration. Days and hours are UTC, and of the end. Piped, or with --plain: job, kind, runs, green, yellow, red, stopped, failure rate (0 to 1), mean, p50, p95 and longest duration in seconds, items, items a second, warnings and errors between tabs; a day or hour comes first.":
            "Ce qui a été arrêté est compté à part : ni dans le taux d'échec ni dans les durées. Jours et heures sont en UTC, et ceux de la fin. Dans un tube, ou avec --plain : job, kind, runs, green, yellow, red, stopped, taux d'échec (0 à 1), durée moyenne, p50, p95 et maximale en secondes, éléments, éléments par seconde, avertissements et erreurs entre tabulations ; un jour ou une heure vient en premier.",
        "Over all people, without names; for members of chantier_analyst.":
            "Toutes personnes, sans noms ; pour les membres de chantier_analyst.",
        "A row for each job (job), and day (day; with --all: hour).":
            "Une ligne par travail (job), et par jour (day ; avec --all : hour).",
        "How many days, today included. Default: 30; with --by hour 1. Jobs over all people: always 30.":
            "Combien de jours, aujourd'hui compris. Par défaut : 30 ; avec --by hour 1. Travaux de toutes personnes : toujours 30.",
        "Only the job of this name; * stands for anything.":
            "Seulement le travail de ce nom ; * remplace n'importe quoi.",
    ]
}
