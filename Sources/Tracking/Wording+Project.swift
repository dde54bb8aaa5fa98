// SPDX-License-Identifier: Apache-2.0

internal import Setup

extension Wording {
    /// `to do`, `in progress`, `done`.
    package func workState(_ state: String) -> String {
        switch state {
        case "to_do": language("to do", "à faire")
        case "in_progress": language("in progress", "en cours")
        default: language("done", "fait")
        }
    }

    /// `34 done · 1,204 in progress · 0 to do`.
    package func numbers(_ sums: Project.Sums) -> String {
        [
            "\(grouped(sums.done)) \(workState("done"))", "\(grouped(sums.inProgress)) \(workState("in_progress"))",
            "\(grouped(sums.toDo)) \(workState("to_do"))",
        ].joined(separator: isASCII ? ", " : " · ")
    }

    /// `2026-12-24, in 12 days`; nothing without a due date.
    package func due(_ project: Project) -> String {
        guard let day = project.dueDate else { return nothing }
        guard let left = project.daysLeft else { return day }
        switch left {
        case 0: return language("\(day), today", "\(day), aujourd'hui")
        case 1: return language("\(day), tomorrow", "\(day), demain")
        case 2...: return language("\(day), in \(left) days", "\(day), dans \(left) jours")
        case -1: return language("\(day), 1 day ago", "\(day), il y a 1 jour")
        default: return language("\(day), \(-left) days ago", "\(day), il y a \(-left) jours")
        }
    }

    /// `Project “Spring” is due on 2026-12-24: 12 products to complete`; also that a schedule could not launch.
    func projectNotification(_ entry: Notifications.Entry) -> String {
        let name = quoted(stored(entry.label))
        let products = count(entry.problems, language("product", "produit"))
        switch entry.job {
        case "project_created":
            return language("Project \(name): \(products) to complete", "Projet \(name) : \(products) à compléter")
        case "project_due":
            let day = entry.dueDate ?? ""
            return language(
                "Project \(name) is due on \(day): \(products) to complete",
                "Projet \(name) attendu pour le \(day) : \(products) à compléter")
        case "project_finished":
            return language("Project \(name) is finished", "Projet \(name) terminé")
        case "schedule_failed":
            let why = entry.firstMessage.map { colon + stored($0) } ?? ""
            return language(
                "Schedule \(name) could not launch\(why)", "La planification \(name) n'a pas pu lancer\(why)")
        default:
            let why = entry.firstMessage.map { colon + stored($0) } ?? ""
            return language("Project \(name) was removed\(why)", "Projet \(name) supprimé\(why)")
        }
    }
}
