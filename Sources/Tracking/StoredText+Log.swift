// SPDX-License-Identifier: Apache-2.0

extension StoredText {
    /// The lines of a log.
    static let log = [
        Form(
            "its turn has come: no other execution of profile {} is at work",
            "son tour est venu : aucune autre exécution du profil {} n'est à l'œuvre"),
        Form("launched by {}: {}", "lancée par {} : {}"), Form("step {} of {}: {}", "étape {} sur {} : {}"),
        Form("opened by its URL by {}", "ouverte par son URL par {}"),
        Form("{} asked it to stop", "{} a demandé de l'arrêter"),
        Form("{} asked it to pause", "{} a demandé une pause"),
        Form("{} let it go on", "{} l'a fait reprendre"),
        Form("{} asked for a retry; it had ended: {}", "{} a demandé une reprise ; elle avait fini : {}"),
        Form(
            "no e-mail was sent: no mail server is set up",
            "aucun courriel n'a été envoyé : aucun serveur de courrier n'est configuré"),
        Form(
            "worker {} is gone (its process has ended); the task goes on at item {}",
            "l'exécutant {} a disparu (son processus a pris fin) ; la tâche continue à l'élément {}"),
        Form(
            "worker {} is gone (it was not heard from in time); the task goes on at item {}",
            "l'exécutant {} a disparu (sans nouvelles à temps) ; la tâche continue à l'élément {}"),
        Form("worker {} leaves", "l'exécutant {} s'en va"),
        Form(
            "the chunk at item {} failed and is tried again: {}",
            "le lot à l'élément {} a échoué et sera répété : {}"),
        Form("no live worker offers this job", "aucun exécutant en marche ne prend ce travail"),
        Form("no live worker knows step {} of {}", "aucun exécutant en marche ne connaît l'étape {} de {}"),
        Form(
            "no live worker reads version {} of the checkpoint of {}; this one has version {}",
            "aucun exécutant en marche ne lit la version {} du point de reprise de {} ; celui-ci a la version {}"),
        Form("waits: {}", "attend : {}"), Form("completed", "terminée"), Form("stopped", "arrêtée"),
        Form("failed", "en échec"), Form("abandoned", "abandonnée"),
    ]

    /// Lines of a log that begin with any word.
    static let sums = [
        Form("{}: {}, {} done, {} warnings", "{} : {}, {} traités, {} avertissements"),
        Form("{}: {} warnings, {} errors", "{} : {} avertissements, {} erreurs"),
    ]
}
