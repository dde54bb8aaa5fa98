// SPDX-License-Identifier: Apache-2.0

internal import Setup

/// Sentences around a stop, pause, resume and retry.
extension Wording {
    /// `Import prices` (0aa93b52), in the language's quotation marks.
    package func name(_ target: ControlTarget) -> String { "\(quoted(stored(target.label))) (\(target.shortID))" }

    /// The question before a stop.
    package func question(beforeStopping target: ControlTarget) -> String {
        let step = language(
            "Step \(target.step) of \(target.stepCount)", "Étape \(target.step) sur \(target.stepCount)")
        let amount = "\(grouped(target.written)) \(unit(target.unit))"
        let kept =
            target.written > 0
            ? language(
                "\(step), \(amount) already written will NOT be reverted.",
                "\(step), \(amount) déjà écrits ne seront PAS annulés.")
            : language("\(step), nothing was written yet.", "\(step), rien n'a encore été écrit.")
        return language("Stop \(name(target))?  \(kept)", "Arrêter \(name(target)) ?  \(kept)")
    }

    /// What an answer means.
    ///
    /// `time` is when it ended, if it had before it was asked.
    package func answer(_ answer: String, to act: ControlAct, of target: ControlTarget, endedAt time: String?) -> String
    {
        let name = name(target)
        if let time {
            switch (act, target.status) {
            case (.retry, .completed):
                return language(
                    "\(name) completed at \(time): there is nothing to retry.",
                    "\(name) est terminée depuis \(time) : il n'y a rien à reprendre.")
            case (.retry, _): break
            default:
                let state = endState(target.status.rawValue)
                return language(
                    "\(name) had already ended at \(time): \(state).", "\(name) était déjà finie à \(time) : \(state).")
            }
        }
        switch (act, answer) {
        case (.stop, "requested"):
            return language(
                "Stop of \(name) requested. The worker stops after the current chunk (usually < 5 s).",
                "Arrêt de \(name) demandé. L'exécutant s'arrête après le lot en cours (d'habitude < 5 s).")
        case (.stop, "stopped"):
            return language(
                "Stopped \(name); nobody was at work on it.", "\(name) est arrêtée ; personne n'y travaillait.")
        case (.pause, "requested"):
            return language(
                "Pause of \(name) requested. It pauses after the current chunk (usually < 5 s).",
                "Pause de \(name) demandée. Elle s'interrompt après le lot en cours (d'habitude < 5 s).")
        case (.pause, "paused"):
            return target.status == .paused
                ? language("\(name) is already paused.", "\(name) est déjà en pause.")
                : language("Paused \(name).", "\(name) est en pause.")
        case (.pause, "pausing"):
            return language("\(name) is about to pause already.", "\(name) va déjà s'interrompre.")
        case (.resume, "requested"):
            return language(
                "Resumed \(name): it goes on from its last chunks.", "\(name) reprend à ses derniers lots.")
        case (.retry, "requested") where target.endedAt == nil:
            return language(
                "The worker of \(name) is gone; its tasks wait for another one, from their last chunks.",
                "L'exécutant de \(name) a disparu ; ses tâches attendent un autre, à partir de leurs derniers lots.")
        case (.retry, "requested"):
            return language(
                "Retry of \(name) requested. What was completed is not repeated.",
                "Reprise de \(name) demandée. Ce qui était terminé n'est pas répété.")
        case (.resume, "running"), (.resume, "queued"), (.resume, "starting"):
            return language("\(name) is not paused.", "\(name) n'est pas en pause.")
        case (.retry, "running"), (.retry, "queued"), (.retry, "starting"):
            return language(
                "\(name) has not ended; it goes on by itself.", "\(name) n'est pas finie ; elle continue d'elle-même.")
        case (_, "stopping"):
            return language("\(name) is about to stop.", "\(name) va s'arrêter.")
        case (.retry, "paused"), (.retry, "pausing"):
            return language("\(name) is paused: resume it.", "\(name) est en pause : reprenez-la.")
        default:
            return language("\(name) had ended: \(endState(answer)).", "\(name) était finie : \(endState(answer)).")
        }
    }

    /// The command that is of use next.
    package func next(after act: ControlAct, _ answer: String, _ target: ControlTarget) -> String {
        // An administrator can do no more with another's than stop it, and finds it by its whole id alone.
        guard target.isOwn else {
            return answer == "requested" ? "tracker watch \(target.id)" : "tracker show \(target.id)"
        }
        return switch (act, answer) {
        case (.pause, "requested"), (.pause, "paused"), (.pause, "pausing"), (.retry, "paused"), (.retry, "pausing"):
            "tracker resume \(target.shortID)"
        case (.stop, "stopped"), (.pause, "stopped"), (.pause, "failed"), (.resume, "stopped"), (.resume, "failed"):
            "tracker retry \(target.shortID)"
        case (_, "completed"),
            (.stop, _) where answer != "requested":
            "tracker show \(target.shortID)"
        default: "tracker watch \(target.shortID)"
        }
    }
}
