// SPDX-License-Identifier: Apache-2.0

package import Setup

/// A page of help that belongs to no command: `tracker help exit-codes`.
package enum HelpTopic: String, CaseIterable, Sendable {
    case exitCodes = "exit-codes"
    case environment
    case formatting
    case access

    /// The page.
    package func text(_ language: Language) -> String {
        switch self {
        case .exitCodes: language(Self.exitCodesInEnglish, Self.exitCodesInFrench)
        case .environment: language(Self.environmentInEnglish, Self.environmentInFrench)
        case .formatting: language(Self.formattingInEnglish, Self.formattingInFrench)
        case .access: language(Self.accessInEnglish, Self.accessInFrench)
        }
    }

    /// The page for a width: what is longer goes on below its second column, or below its beginning.
    package func lines(_ language: Language, columns: Int) -> [String] {
        text(language).split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            Self.wrapped(String(line), columns)
        }
    }

    private static func wrapped(_ line: String, _ columns: Int) -> [String] {
        guard line.width > columns else { return [line] }
        let start = line.prefix { $0 == " " }.count
        var indent = start
        if let gap = line.dropFirst(start).firstRange(of: "  ") {
            let head = line[..<gap.lowerBound].count + line[gap.lowerBound...].prefix { $0 == " " }.count
            if head <= columns / 2 { indent = head }
        }
        let margin = String(repeating: " ", count: indent)
        var (lines, last) = ([String](), String(line.prefix(indent)))
        for word in line.dropFirst(indent).split(separator: " ", omittingEmptySubsequences: false) {
            let isFirst = last.width <= indent
            let longer = isFirst ? last + word : last + " " + word
            if longer.width > columns, !isFirst {
                lines.append(last)
                last = margin + word
            } else {
                last = longer
            }
        }
        return lines + [last]
    }

    private static let exitCodesInEnglish = """
        EXIT CODES

          0    done; watched or waited for, it ended green or yellow
          1    the command failed; with --exit-status: it ended red
          2    no connection, or lost for good
          3    with --fail-on warning: it ended yellow
          4    not authenticated, or the action is not allowed
          5    not found or not yours (the two are never told apart), or an id with too few digits
          6    with --exit-status: it was stopped
          64   the command line cannot be understood, or names a file that cannot be read
          124  the time limit of --timeout was reached
          130  Ctrl-C; the execution goes on
          143  SIGTERM; the execution goes on

        Of several executions the worst counts: 1, then 6, then 3. A paused one has not ended.
        stop, pause, resume and retry end with 0 when what was asked for is so or will be, by this command or before it: to stop
        what has stopped, to pause what is paused, to resume or retry what runs. Else with 1: to retry what has completed.

          tracker wait 7c9e2a1f && ./publish
          tracker wait @latest --timeout 30m; [ $? = 124 ] && echo "still running"
        """
    private static let exitCodesInFrench = """
        CODES DE SORTIE

          0    fait ; ce qu'on suivait ou attendait s'est terminé en vert ou en jaune
          1    la commande a échoué ; avec --exit-status : terminé en rouge
          2    pas de connexion, ou perdue pour de bon
          3    avec --fail-on warning : terminé en jaune
          4    non authentifié, ou action non permise
          5    introuvable ou pas à vous (jamais distingués), ou identifiant trop court
          6    avec --exit-status : arrêté
          64   la ligne de commande n'est pas comprise, ou nomme un fichier illisible
          124  la limite de --timeout est atteinte
          130  Ctrl-C ; l'exécution continue
          143  SIGTERM ; l'exécution continue

        De plusieurs exécutions la pire compte : 1, puis 6, puis 3. Une exécution en pause n'est pas terminée.
        stop, pause, resume et retry donnent 0 si ce qui est demandé est fait ou va l'être, par cette commande ou avant elle :
        arrêter ce qui est arrêté, mettre en pause ce qui l'est, reprendre ou relancer ce qui tourne. Sinon 1 : relancer ce qui
        a abouti.

          tracker wait 7c9e2a1f && ./publier
          tracker wait @latest --timeout 30m; [ $? = 124 ] && echo "toujours en cours"
        """

    private static let environmentInEnglish = """
        ENVIRONMENT

        Which database, the first that is set:
          --database URL         a PostgreSQL URL or any libpq text, such as service=pim
          CHANTIER_DATABASE_URL  the same
          PGHOST, PGHOSTADDR, PGPORT, PGDATABASE, PGSERVICE  libpq's own variables and ~/.pg_service.conf
          CHANTIER_HOME          the folder of the embedded server; default .chantier in the working folder

        Who you are:
          PGUSER                 the person, on whichever server; it selects none
          PGPASSFILE, ~/.pgpass  passwords; there is no option for one, since others could read it (ps)
          PGSSLMODE, PGSSLCERT … everything else that libpq knows

        How it looks:
          LC_ALL, LC_MESSAGES, LANG  the language, English or French; --lang comes first
          TZ, PGTZ               the zone of times in tables
          COLUMNS                the width, where it is not the terminal's
          NO_COLOR, CLICOLOR_FORCE, TERM=dumb  colours off, on even in a pipe, off
          CHANTIER_PAGER, PAGER  the pager for long reports; default less -FIRX; cat or nothing: none
          BROWSER                the program for tracker open
        """
    private static let environmentInFrench = """
        ENVIRONNEMENT

        Quelle base, la première définie :
          --database URL         une URL PostgreSQL ou tout texte de libpq, tel que service=pim
          CHANTIER_DATABASE_URL  de même
          PGHOST, PGHOSTADDR, PGPORT, PGDATABASE, PGSERVICE  les variables de libpq et ~/.pg_service.conf
          CHANTIER_HOME          le dossier du serveur embarqué ; par défaut .chantier dans le dossier courant

        Qui vous êtes :
          PGUSER                 la personne, quel que soit le serveur ; n'en choisit aucun
          PGPASSFILE, ~/.pgpass  les mots de passe ; aucune option n'en prend, d'autres la liraient (ps)
          PGSSLMODE, PGSSLCERT … tout ce que libpq connaît

        La présentation :
          LC_ALL, LC_MESSAGES, LANG  la langue, anglais ou français ; --lang passe avant
          TZ, PGTZ               le fuseau des heures dans les tableaux
          COLUMNS                la largeur, si ce n'est pas celle du terminal
          NO_COLOR, CLICOLOR_FORCE, TERM=dumb  sans couleurs, avec même dans un tube, sans
          CHANTIER_PAGER, PAGER  le programme pour les longs rapports ; par défaut less -FIRX ; cat ou rien : aucun
          BROWSER                le programme de tracker open
        """

    private static let formattingInEnglish = """
        FORMATTING

        On a terminal: tables with a symbol, a word and a colour. Piped, or with --plain: lines with tabs, never translated,
        without titles; more columns may come behind, none changes. Times are UTC, durations seconds.

          tracker list      id, status, colour, kind, job, started, ended, seconds, warnings, errors
          tracker show      the same line; then for each step: no, name, status, colour, done, total, unit, read, created, updated,
                            unchanged, skipped, invalid, written, warnings, errors
          tracker warnings  step, row, line, identifier, field, value, reason, message, is_note, cursor

        --json              an array for lists, an object for one thing, an object a line for watch
        --json=id,status    only these members; --json=? lists them. What is not known is null, never absent; each object
                            has "schema": 1
        --csv               RFC 4180 with titles; a text that a spreadsheet would run as a formula begins with an apostrophe
        --template TEXT     mustache, once for each object of --json; @file reads it from a file; \\n and \\t are understood
                              {{id}}  {{counters.read}}  {{#steps}}{{no}} {{name}}{{/steps}}  {{^profile}}none{{/profile}}
                            Values stand as they are: nothing is escaped.
        --no-headers  --wide  --ascii  --no-color  --time iso|relative|raw

          tracker list --template '{{status}} {{label}}'
          tracker list --json | jq -r '.[] | select(.warnings > 0) | .url'
          tracker list | cut -f1,2
        """
    private static let formattingInFrench = """
        PRÉSENTATION

        Sur un terminal : des tableaux avec symbole, mot et couleur. Dans un tube, ou avec --plain : des lignes à tabulations,
        jamais traduites, sans titres ; des colonnes peuvent s'ajouter à la fin, aucune ne change. Heures UTC, durées en secondes.

          tracker list      id, status, colour, kind, job, started, ended, seconds, warnings, errors
          tracker show      la même ligne ; puis pour chaque étape : no, name, status, colour, done, total, unit, read, created,
                            updated, unchanged, skipped, invalid, written, warnings, errors
          tracker warnings  step, row, line, identifier, field, value, reason, message, is_note, cursor

        --json              un tableau pour les listes, un objet pour une chose, un objet par ligne pour watch
        --json=id,status    seulement ces membres ; --json=? en donne la liste. L'inconnu est null, jamais absent ; chaque objet
                            a "schema": 1
        --csv               RFC 4180 avec titres ; un texte qu'un tableur exécuterait comme formule commence par une apostrophe
        --template TEXTE    mustache, une fois par objet de --json ; @fichier le lit d'un fichier ; \\n et \\t sont compris
                              {{id}}  {{counters.read}}  {{#steps}}{{no}} {{name}}{{/steps}}  {{^profile}}aucun{{/profile}}
                            Les valeurs restent telles quelles : rien n'est échappé.
        --no-headers  --wide  --ascii  --no-color  --time iso|relative|raw

          tracker list --template '{{status}} {{label}}'
          tracker list --json | jq -r '.[] | select(.warnings > 0) | .url'
          tracker list | cut -f1,2
        """

    private static let accessInEnglish = """
        ACCESS

        The database decides who sees what; you log in as yourself (PGUSER, ~/.pgpass, services, certificates).

          yours               listed and opened, always
          somebody else's     as if it did not exist: the same answer as for an id that does not
          administrators      cannot list others' either; the full URL opens one for 15 minutes, which its owner can see:
                                tracker show https://pim.example/executions/0aa93b52-6c1e-4f0b-9a55-0f3b6f6f7d11

        How to name an execution:
          7c9e2a1f            8 or more digits of its id: only among your own
          the whole id, or its URL: your own, or, as administrator, somebody else's
          @latest             your newest one

        To hand on a report: tracker open 7c9e2a1f --print. Its URL is useless to those who may not see it.
        A person or an administrator is made by: chantier user add NAME [--admin]
        """
    private static let accessInFrench = """
        ACCÈS

        La base décide qui voit quoi ; vous vous connectez comme vous-même (PGUSER, ~/.pgpass, services, certificats).

          les vôtres          listées et ouvertes, toujours
          celles d'autrui     comme si elles n'existaient pas : la même réponse que pour un identifiant inexistant
          administrateurs     ne listent pas non plus celles d'autrui ; l'URL complète en ouvre une pour 15 minutes, ce que son
                              propriétaire peut voir :
                                tracker show https://pim.example/executions/0aa93b52-6c1e-4f0b-9a55-0f3b6f6f7d11

        Comment nommer une exécution :
          7c9e2a1f            8 chiffres ou plus de son identifiant : seulement parmi les vôtres
          l'identifiant entier, ou son URL : les vôtres ou, comme administrateur, celles d'autrui
          @latest             la plus récente des vôtres

        Pour transmettre un rapport : tracker open 7c9e2a1f --print. L'URL ne sert à rien à qui n'a pas le droit de voir.
        Une personne ou un administrateur se crée par : chantier user add NOM [--admin]
        """
}
