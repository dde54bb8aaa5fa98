// SPDX-License-Identifier: Apache-2.0

internal import Setup

extension Wording {
    /// One line on why an execution does not go on; the database's own sentence where it quotes a program or a server.
    package func why(_ why: Why) -> String {
        guard language == .french else { return isASCII ? why.message : typographic(why.message) }
        let detail = why.detail
        let who = detail.by ?? ""
        switch why.reason {
        case "ended":
            return "elle est finie : \(detail.status.map(endState) ?? "")"
        case "stopping":
            return "\(who) a demandé de l'arrêter ; \(leaving(detail))"
        case "pausing":
            return "\(who) a demandé une pause ; \(leaving(detail))"
        case "paused":
            return "\(who) l'a mise en pause ; elle continue quand on la reprend"
        case "worker_lost":
            let next =
                detail.alive == 0
                ? "aucun autre exécutant ne marche : dès qu'il y en aura un, elle continuera à son dernier lot"
                : "un autre continue à son dernier lot dans quelques secondes"
            return
                "sans nouvelles de l'exécutant \(quoted(detail.worker ?? "")) depuis \(detail.seconds ?? 0) s ; \(next)"
        case "retrying":
            return "son dernier lot a échoué et sera répété dans quelques secondes : \(stored(detail.failure ?? ""))"
        case "working":
            let working = detail.working ?? 0
            let waiting = (detail.open ?? 0) - working
            let rest = waiting > 0 ? ", \(waiting) attend\(waiting == 1 ? "" : "ent") une place" : ""
            return "elle n'attend pas : \(count(working, "tâche")) en cours\(rest)"
        case "profile_busy":
            return
                "le profil \(quoted(detail.profile ?? "")) ne laisse tourner qu'une exécution à la fois ; elle est au rang \(detail.position ?? 1) de celles qui l'attendent"
        case "no_worker": return "aucun exécutant ne marche"
        case "unknown_job": return "aucun des exécutants en marche ne prend \(detail.job ?? "")"
        case "unknown_step", "checkpoint_version":
            return "aucun exécutant en marche ne peut continuer l'étape \(quoted(detail.step ?? "")) : "
                + (detail.held.map(stored) ?? "il lui faut la version du programme qui l'a commencée")
        case "slots_busy", "queued":
            let place = detail.position.map { "elle est au rang \($0) de la file" } ?? "elle attend dans la file"
            let next =
                why.reason == "queued"
                ? "une place est libre et la prend dans la seconde"
                : "toutes les places des exécutants qui la prennent sont occupées"
            let back =
                detail.rescued_at == nil ? "" : " ; elle vient d'un exécutant disparu et continue à son dernier lot"
            return "\(place) ; \(next)\(back)"
        default: return why.message
        }
    }

    private func leaving(_ detail: Why.Detail) -> String {
        (detail.working ?? 0) > 0
            ? "ce qui est en cours finit d'abord son lot" : "ce qui en reste finit quand un exécutant le prend"
    }

    /// The word of a state in which an execution has ended.
    package func endState(_ status: String) -> String {
        switch ExecutionStatus(rawValue: status) {
        case .completed: language("completed", "terminée")
        case .stopped: language("stopped", "arrêtée")
        case .failed: language("failed", "en échec")
        case .abandoned: language("abandoned", "abandonnée")
        default: status
        }
    }

    /// Straight quotation marks in pairs become the language's own.
    private func typographic(_ text: String) -> String {
        var isOpen = false
        return String(
            text.map { character in
                guard character == "\"" else { return character }
                isOpen.toggle()
                return isOpen ? "“" : "”"
            })
    }
}
