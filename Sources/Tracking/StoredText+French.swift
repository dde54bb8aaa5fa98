// SPDX-License-Identifier: Apache-2.0

extension StoredText {
    /// All forms; a longer one stands before one that would fit too.
    package static let forms =
        labels + exports + structureExports + undo + edits + ruleRuns + rules + projects + failures + causes + hints
        + refusals + log + sums + general

    private static let labels = [
        Form("Fetch the file", "Récupérer le fichier"), Form("Check the file", "Vérifier le fichier"),
        Form("Import profiles", "Importer les profils"),
        Form("Import root product models", "Importer les modèles racines"),
        Form("Import product models", "Importer les modèles de produits"),
        Form("Import sub-models", "Importer les sous-modèles"), Form("Import products", "Importer les produits"),
        Form("Import associations", "Importer les associations"), Form("Order the groups", "Ordonner les groupes"),
        Form("Import attribute groups", "Importer les groupes d'attributs"),
        Form("Import attribute options", "Importer les options d'attributs"),
        Form("Import attributes", "Importer les attributs"),
        Form("Import association types", "Importer les types d'association"),
        Form("Import categories", "Importer les catégories"), Form("Import channels", "Importer les canaux"),
        Form("Import currencies", "Importer les devises"),
        Form("Import family variants", "Importer les variantes de familles"),
        Form("Import families", "Importer les familles"),
        Form("Import group types", "Importer les types de groupes"), Form("Import groups", "Importer les groupes"),
        Form("Import locales", "Importer les locales"),
        Form("Import user groups", "Importer les groupes d'utilisateurs"),
        Form("Import user roles", "Importer les rôles"), Form("Import users", "Importer les utilisateurs"),
        Form("Import reference data", "Importer les données de référence"), Form("Import", "Importer"),
        Form("Import rights to attribute groups", "Importer les droits sur les groupes d'attributs"),
        Form("Import rights to categories", "Importer les droits sur les catégories"),
        Form("Import rights to locales", "Importer les droits sur les locales"),
        Form("Clean values of removed attributes", "Nettoyer les valeurs d'attributs supprimés"),
        Form("Clean product models", "Nettoyer les modèles de produits"),
        Form("Clean products", "Nettoyer les produits"), Form("Give codes free", "Libérer les codes"),
    ]

    private static let failures = [
        Form("no file was given", "aucun fichier n'a été donné"), Form("no file \"{}\"", "pas de fichier \"{}\""),
        Form("cannot read {}: it is a folder", "impossible de lire {} : c'est un dossier"),
        Form("cannot read {}: {}", "impossible de lire {} : {}"),
        Form(
            "{} was cut short while it was read: {} of {} bytes",
            "{} a été tronqué pendant sa lecture : {} octets sur {}"),
        Form("{} bytes, allowed {}", "{} octets, {} permis"), Form("more than {} bytes", "plus de {} octets"),
        Form("use .csv, .csv.gz, .zip", "utiliser .csv, .csv.gz, .zip"),
        Form("use .xlsx, .zip", "utiliser .xlsx, .zip"),
        Form(
            "the archive must hold exactly one {} file at its top, found {}",
            "l'archive doit contenir exactement un fichier {} à sa racine, {} trouvés"),
        Form(
            "the archive is refused: it is protected by a password",
            "l'archive est refusée : elle est protégée par un mot de passe"),
        Form("the archive is refused: {}", "l'archive est refusée : {}"),
        Form("{} is a link", "{} est un lien"), Form("{} is an absolute path", "{} est un chemin absolu"),
        Form("{} leads out of the archive", "{} mène hors de l'archive"),
        Form("its directory is missing at the end", "son répertoire manque à la fin"),
        Form("its directory is broken", "son répertoire est endommagé"),
        Form("its directory ends in the middle", "son répertoire s'arrête au milieu"),
        Form("its directory lies outside the file", "son répertoire est hors du fichier"),
        Form("the checksum of {} is wrong", "la somme de contrôle de {} est fausse"),
        Form("{} cannot be unpacked", "{} ne peut pas être décompressé"),
        Form("it ends in the middle", "il s'arrête au milieu"),
        Form("its files overlap", "ses fichiers se chevauchent"), Form("it holds too much", "elle contient trop"),
        Form("it holds more than {} bytes", "elle contient plus de {} octets"),
        Form("it holds {} files", "elle contient {} fichiers"),
        Form("it holds two files named {}", "elle contient deux fichiers nommés {}"),
        Form("storage {} is not supported", "le stockage {} n'est pas pris en charge"),
        Form("the first line must name the columns", "la première ligne doit nommer les colonnes"),
        Form("the file is empty", "le fichier est vide"), Form("use .yml, .yaml", "utiliser .yml, .yaml"),
        Form("line {}: the file is not UTF-8", "ligne {} : le fichier n'est pas en UTF-8"),
        Form("line {}: {} must map codes to profiles", "ligne {} : {} doit associer des codes à des profils"),
        Form(
            "line {}: the file must hold {} and nothing beside it",
            "ligne {} : le fichier doit contenir {} et rien d'autre"),
        Form("not UTF-8 in lines {}", "pas en UTF-8 aux lignes {}"),
        Form(
            "columns are separated by {}, the profile says {}",
            "les colonnes sont séparées par {}, le profil dit {}"),
        Form(
            "quote opened in line {} never closes", "le guillemet ouvert à la ligne {} ne se ferme jamais"),
        Form("line {}: The record is larger than {} bytes.{}", "ligne {} : l'enregistrement dépasse {} octets.{}"),
        Form("{} cannot be a delimiter.", "{} ne peut pas être un séparateur."),
        Form("{} cannot be an enclosure.", "{} ne peut pas être un délimiteur de texte."),
        Form(
            "The file is compressed, and the system's zlib (libz.so.1) cannot be loaded.",
            "Le fichier est compressé, et la zlib du système (libz.so.1) ne peut pas être chargée."),
        Form(
            "The file holds more than {} bytes, once decompressed.",
            "Le fichier contient plus de {} octets une fois décompressé."),
        Form(
            "The compressed file ends in the middle, after {} bytes of content.",
            "Le fichier compressé s'arrête au milieu, après {} octets de contenu."),
        Form(
            "The compressed file is damaged after {} bytes of content: {}.",
            "Le fichier compressé est endommagé après {} octets de contenu : {}."),
        Form("The file is no CSV: it is a workbook.", "Le fichier n'est pas du CSV : c'est un classeur."),
        Form("The file is not an XLSX workbook: {}.", "Le fichier n'est pas un classeur XLSX : {}."),
        Form("The workbook is protected by a password.", "Le classeur est protégé par un mot de passe."),
        Form("The workbook holds macros.", "Le classeur contient des macros."),
        Form("The workbook is damaged: {}.", "Le classeur est endommagé : {}."),
        Form("The workbook is refused: {}.", "Le classeur est refusé : {}."),
        Form("The workbook has no sheet {}.", "Le classeur n'a pas de feuille {}."),
        Form("The sheet {} is a chart.", "La feuille {} est un graphique."),
        Form(
            "The file is a workbook, and the system's expat (libexpat.so.1) cannot be loaded.",
            "Le fichier est un classeur, et l'expat du système (libexpat.so.1) ne peut pas être chargé."),
        Form("There is too little memory to read the workbook.", "La mémoire ne suffit pas pour lire le classeur."),
        Form("line {}: The row is larger than {} bytes.", "ligne {} : la ligne dépasse {} octets."),
        Form("A text of the workbook is larger than {} bytes.", "Un texte du classeur dépasse {} octets."),
        Form("The encoding {} cannot be read.", "L'encodage {} ne peut pas être lu."),
        Form("The bytes are not {}: {}.", "Les octets ne sont pas du {} : {}."),
        Form(
            "the file of this execution is gone (artifact {})",
            "le fichier de cette exécution n'est plus là (artefact {})"),
        Form(
            "step {} of job {} is unknown to this worker's program",
            "l'étape {} du travail {} est inconnue du programme de cet exécutant"),
        Form(
            "the plan of step {} has no end: phase {}", "le plan de l'étape {} n'a pas de fin : phase {}"),
        Form("{} has a value of another type", "{} a une valeur d'un autre type"),
        Form("the step's code failed: {}", "le code de l'étape a échoué : {}"),
        Form("task {} ended its worker 3 times", "la tâche {} a terminé son exécutant 3 fois"),
    ]

    private static let causes = [
        Form("the upload did not end", "l'envoi ne s'est pas terminé"),
        Form("it changed while it was being copied", "il a changé pendant sa copie"),
        Form("it is a directory, or no plain file", "c'est un dossier, ou pas un fichier ordinaire"),
        Form(
            "a symbolic link, or no directory, is on the way",
            "un lien symbolique, ou autre chose qu'un dossier, est sur le chemin"),
        Form("the file is {}", "le fichier est {}"), Form("{} columns are wrong", "{} colonnes sont fausses"),
        Form("last: worker {}, at item {}", "en dernier : exécutant {}, à l'élément {}"),
    ]

    private static let hints = [
        Form(
            "Put one {} file at the top of the archive, and its media in folders beside it.",
            "Mettre un seul fichier {} à la racine de l'archive, et ses médias dans des dossiers à côté."),
        Form(
            "Make the archive anew from a folder that holds only the file and its media.",
            "Refaire l'archive à partir d'un dossier qui ne contient que le fichier et ses médias."),
        Form("Make the archive anew without a password.", "Refaire l'archive sans mot de passe."),
        Form(
            "Look into the server's log, then launch it again.",
            "Regarder le journal du serveur, puis relancer."),
        Form(
            "This is a mistake in the program: report it with this message.",
            "C'est une erreur du programme : la signaler avec ce message."),
        Form(
            "Give the file with the launch, or check storage.file_path.",
            "Donner le fichier au lancement, ou vérifier storage.file_path."),
        Form(
            "Give a readable file and launch the import again.",
            "Donner un fichier lisible et relancer l'import."),
        Form(
            "Split the file, or ask the operator to raise the setting max_upload.",
            "Découper le fichier, ou demander à l'opérateur d'augmenter max_upload."),
        Form("An operator can raise the setting max_upload.", "Un opérateur peut augmenter max_upload."),
        Form("Save the file as YAML.", "Enregistrer le fichier en YAML."),
        Form("Give a file with profiles.", "Donner un fichier de profils."),
        Form("Correct the file and launch the import again.", "Corriger le fichier et relancer l'import."),
        Form("Save the file as CSV.", "Enregistrer le fichier en CSV."),
        Form("Save the file as XLSX.", "Enregistrer le fichier en XLSX."),
        Form(
            "Launch the import of {} instead, or save the file as {}.",
            "Lancer plutôt l'import {}, ou enregistrer le fichier en {}."),
        Form(
            "Launch the import of XLSX with it, or save its sheet as CSV.",
            "Lancer l'import XLSX avec lui, ou enregistrer sa feuille en CSV."),
        Form(
            "Name it .csv and launch the CSV import, or save it as .xlsx in a spreadsheet program.",
            "Le nommer .csv et lancer l'import CSV, ou l'enregistrer en .xlsx avec un tableur."),
        Form(
            "Open it in a spreadsheet program, save it again as .xlsx, and launch the import again.",
            "L'ouvrir avec un tableur, l'enregistrer de nouveau en .xlsx, et relancer l'import."),
        Form(
            "Open it in a spreadsheet program, save it as .xlsx, and launch the import again.",
            "L'ouvrir avec un tableur, l'enregistrer en .xlsx, et relancer l'import."),
        Form(
            "Save it without a password, and launch the import again.",
            "L'enregistrer sans mot de passe, et relancer l'import."),
        Form(
            "Save it as a workbook without macros (.xlsx), and launch the import again.",
            "L'enregistrer comme classeur sans macros (.xlsx), et relancer l'import."),
        Form(
            "Save the sheet in a new workbook, and launch the import again.",
            "Enregistrer la feuille dans un nouveau classeur, et relancer l'import."),
        Form(
            "Save the sheet in a new workbook, or as CSV, and launch the import again.",
            "Enregistrer la feuille dans un nouveau classeur, ou en CSV, et relancer l'import."),
        Form("Choose one of its sheets: {}.", "Choisir une de ses feuilles : {}."),
        Form("Choose a sheet that holds the records.", "Choisir une feuille qui contient les enregistrements."),
        Form("Shorten its cells, and launch the import again.", "Raccourcir ses cellules, et relancer l'import."),
        Form("Shorten it, and launch the import again.", "Le raccourcir, et relancer l'import."),
        Form(
            "Give a workbook whose first row names its columns.",
            "Donner un classeur dont la première ligne nomme les colonnes."),
        Form(
            "Install it on every worker's host (Debian: libexpat1), or save the sheet as CSV.",
            "L'installer sur la machine de chaque exécutant (Debian : libexpat1), ou enregistrer la feuille en CSV."),
        Form(
            "Free memory on the worker's host, and launch the import again.",
            "Libérer de la mémoire sur la machine de l'exécutant, et relancer l'import."),
        Form(
            "Give the file with the launch, or use storage type local.",
            "Donner le fichier au lancement, ou utiliser le stockage local."),
        Form("Correct the parameter and launch again.", "Corriger le paramètre et relancer."),
        Form(
            "Set withHeader to true, and give a file whose first line names its columns.",
            "Mettre withHeader à true, et donner un fichier dont la première ligne nomme les colonnes."),
        Form(
            "Give a file whose first record names its columns.",
            "Donner un fichier dont le premier enregistrement nomme les colonnes."),
        Form(
            "Correct the first line of the file; no record was imported.",
            "Corriger la première ligne du fichier ; aucun enregistrement n'a été importé."),
        Form(
            "Save the file as UTF-8, or name its encoding in the profile.",
            "Enregistrer le fichier en UTF-8, ou nommer son encodage dans le profil."),
        Form(
            "Name the encoding in which the file was saved, or save it as UTF-8.",
            "Nommer l'encodage du fichier, ou l'enregistrer en UTF-8."),
        Form("Set the delimiter to {}.", "Régler le séparateur sur {}."), Form("Use one of {}.", "Choisir parmi {}."),
        Form(
            "Use a comma, a semicolon, a bar or a tab.",
            "Utiliser une virgule, un point-virgule, une barre ou une tabulation."),
        Form("Use the double quote or the single quote.", "Utiliser le guillemet double ou simple."),
        Form(
            "Close it or double it, or choose the other enclosure, and launch the import again.",
            "Le fermer ou le doubler, ou choisir l'autre délimiteur, et relancer l'import."),
        Form(
            "Check the enclosures and line ends from there on.",
            "Vérifier les délimiteurs et fins de ligne à partir de là."),
        Form(
            "Transfer the file again, and launch the import again.",
            "Transférer de nouveau le fichier, et relancer l'import."),
        Form(
            "Compress and transfer the file again, and launch the import again.",
            "Compresser et transférer de nouveau le fichier, et relancer l'import."),
        Form(
            "Split the file, or raise the limit for files (max_upload).",
            "Découper le fichier, ou augmenter la limite des fichiers (max_upload)."),
        Form(
            "Install it on every worker's host (Debian: zlib1g), or decompress the file first.",
            "L'installer sur chaque hôte d'exécutant (Debian : zlib1g), ou décompresser le fichier d'abord."),
        Form(
            "what the preview had found out is not kept any more",
            "ce que l'aperçu avait trouvé n'est plus conservé"),
        Form("Launch the preview again.", "Relancer l'aperçu."),
        Form(
            "Run \"chantier database migrate\", or: {}", "Exécuter « chantier database migrate », ou : {}"),
        Form("preview must be true or false", "preview doit valoir true ou false"),
        Form("Upload it again.", "L'envoyer de nouveau."),
        Form(
            "Upgrade all workers to one version, then launch it again.",
            "Mettre tous les exécutants à la même version, puis relancer."),
        Form(
            "Look at the worker's own log for this time: memory, a crash in this item. Then retry: the count begins anew.",
            "Regarder le journal de l'exécutant à cette heure : mémoire, panne sur cet élément. Puis reprendre : le compte repart de zéro."
        ),
    ]

    /// What the functions of schema tracker answer to a person.
    private static let refusals = [
        Form(
            "invalid_profile: {} is no code of a profile: 1 to 100 letters without accents, digits and underscores",
            "invalid_profile : {} n'est pas un code de profil : 1 à 100 lettres sans accents, chiffres et tirets bas"),
        Form(
            "invalid_profile: profile {}: its code is the name of a job",
            "invalid_profile : profil {} : son code est le nom d'un travail"),
        Form(
            "invalid_profile: profile {}: the label is longer than 255 characters",
            "invalid_profile : profil {} : le libellé dépasse 255 caractères"),
        Form(
            "invalid_profile: profile {}: {} is a secret, and everybody reads a profile",
            "invalid_profile : profil {} : {} est un secret, et chacun lit un profil"),
        Form("invalid_profile: profile {}: {}", "invalid_profile : profil {} : {}"),
        Form(
            "Take another code: both are launched by name.",
            "Choisir un autre code : les deux se lancent par leur nom."),
        Form("Give it at the launch.", "Le donner au lancement."),
        Form("Correct it, or leave it out.", "Le corriger, ou l'omettre."),
        Form("there is a profile {} already", "il y a déjà un profil {}"),
        Form("Change it, or take another code.", "Le modifier, ou choisir un autre code."),
        Form("there is no profile {}", "il n'y a pas de profil {}"),
        Form("profile {} has no parameter {} of its own", "le profil {} n'a pas de paramètre {} à lui"),
        Form(
            "not_yours: profile {} is {}'s and not yours to change",
            "not_yours : le profil {} est à {} ; il ne peut être modifié par vous"),
        Form(
            "Its owner and administrators may; make one under another code.",
            "Son propriétaire et les administrateurs le peuvent ; en créer un sous un autre code."),
        Form("Its owner and administrators may.", "Son propriétaire et les administrateurs le peuvent."),
        Form("profile {} launches {}, not {}", "le profil {} lance {}, pas {}"),
        Form("already_running: profile {} is at work already", "already_running : le profil {} est déjà à l'œuvre"),
        Form(
            "Somebody else launched it; launch it again when that has ended, or let it queue.",
            "Quelqu'un d'autre l'a lancé ; le relancer quand ce sera fini, ou le laisser en file."),
        Form("unknown_profile: {} is not a profile here", "unknown_profile : {} n'est pas un profil ici"),
        Form("Profiles: {}", "Profils : {}"), Form("There is no profile yet.", "Il n'y a pas encore de profil."),
        Form(
            "profile {} launches once at a time, which only a read committed transaction can see",
            "le profil {} ne se lance qu'une fois à la fois, ce que seule voit une transaction read committed"),
        Form("Launch it in a transaction of its own.", "Le lancer dans une transaction à lui."),
        Form("unknown parameter {}", "paramètre inconnu {}"), Form("Known: {}", "Connus : {}"),
        Form("Jobs: {}", "Travaux : {}"),
        Form("the parameters must be a JSON object", "les paramètres doivent être un objet JSON"),
        Form(
            "priority {} is not 0 (high), 1 (normal) or 2 (low)",
            "la priorité {} n'est ni 0 (haute), ni 1 (normale), ni 2 (basse)"),
        Form("send_email must be true or false", "send_email doit être true ou false"),
        Form("users_to_notify must be a list of names", "users_to_notify doit être une liste de noms"),
        Form("users_to_notify names nobody known: {}", "users_to_notify nomme des inconnus : {}"),
        Form(
            "Name persons as they log in; an operator adds one: chantier user add NAME",
            "Nommer les personnes par leur nom de connexion ; un opérateur en ajoute : chantier user add NOM"),
        Form(
            "this execution cannot be retried: its file{} is not kept any more",
            "cette exécution ne peut pas être reprise : son fichier{} n'est plus gardé"),
        Form(
            "this execution cannot be retried: its file {} was never received",
            "cette exécution ne peut pas être reprise : son fichier {} n'a jamais été reçu"),
        Form("this execution cannot be retried: {}", "cette exécution ne peut pas être reprise : {}"),
        Form(
            "Launch it again; what was written already will be found unchanged.",
            "La relancer ; ce qui est déjà écrit sera trouvé inchangé."),
        Form("docs/filters.md says what a condition may be.", "docs/filters.md dit ce qu'une condition peut être."),
        Form("the role {} is no person", "le rôle {} n'est pas une personne"),
    ]

    /// What nearly everything fits.
    private static let general = [
        Form("{} must be true or false", "{} doit être true ou false"),
        Form("{} must be a text", "{} doit être un texte"),
        Form("{} must be a number", "{} doit être un nombre"), Form("{} must be a list", "{} doit être une liste"),
        Form("{} must be an object", "{} doit être un objet"),
        Form("{} must be one of {}", "{} doit être l'un de {}"), Form("{} must be {}", "{} doit être {}"),
    ]
}
