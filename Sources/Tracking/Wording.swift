// SPDX-License-Identifier: Apache-2.0

package import Setup

/// The words and symbols of states, in English and French.
package struct Wording: Sendable {
    package let language: Language
    /// Symbols of seven-bit characters.
    package let isASCII: Bool
    /// Nothing but seven-bit characters, whatever people wrote: the character set is not UTF-8.
    package let isSevenBit: Bool

    package init(_ language: Language, isASCII: Bool = false, isSevenBit: Bool = false) {
        self.language = language
        self.isASCII = isASCII || isSevenBit
        self.isSevenBit = isSevenBit
    }

    /// Between a thing and what is said of it.
    package var colon: String { language(": ", " : ") }

    /// The symbol of an execution or a finished step.
    package func symbol(_ status: String, _ colour: Colour) -> String {
        switch colour {
        case .green: return isASCII ? "[ok]" : "✔"
        case .yellow: return isASCII ? "[!!]" : "▲"
        case .red: return isASCII ? "[XX]" : "✖"
        case .grey: return isASCII ? "[--]" : "■"
        case .blue: break
        }
        switch status {
        case "queued", "waiting": return isASCII ? "[..]" : "○"
        case "paused", "pausing": return isASCII ? "[==]" : "‖"
        case "starting": return isASCII ? "[>>]" : "◔"
        default: return isASCII ? "[>>]" : "◐"
        }
    }

    /// The bare word of a state.
    package func word(_ status: ExecutionStatus) -> String {
        switch status {
        case .queued: language("Queued", "En attente")
        case .starting: language("Starting", "Démarrage")
        case .running: language("Running", "En cours")
        case .pausing: language("Pausing", "Mise en pause")
        case .paused: language("Paused", "En pause")
        case .stopping: language("Stopping", "Arrêt en cours")
        case .completed: language("Completed", "Terminée")
        case .stopped: language("Stopped", "Arrêtée")
        case .failed: language("Failed", "Échec")
        case .abandoned: language("Abandoned", "Abandonnée")
        case .unknown: language("Unknown", "État inconnu")
        }
    }

    /// The word of an execution's state, with the step at work or who stopped it.
    package func status(_ execution: ExecutionSummary) -> String {
        let by = execution.stoppedBy.map(visible)
        let owner = visible(execution.owner)
        switch execution.status {
        case .queued:
            guard let place = execution.queuePosition else { return word(.queued) }
            let mark = language("#", isASCII ? "no " : "n° ")
            return "\(word(.queued)) \(mark)\(grouped(place))"
        case .paused: return language("Paused by \(owner)", "En pause (\(owner))")
        case .running: return word(.running) + " \(execution.step)/\(execution.stepCount)"
        case .completed where execution.errors > 0: return word(.failed)
        case .stopped:
            guard let by else { return word(.stopped) }
            return language("Stopped by \(by)", "Arrêtée par \(by)")
        default: return word(execution.status)
        }
    }

    /// The state and what is wrong with it, as a headline.
    package func headline(_ execution: ExecutionSummary) -> String {
        let word = status(execution)
        if execution.colour == .yellow {
            return language(
                "Completed with \(count(execution.warnings, "warning"))",
                "Terminée avec \(count(execution.warnings, "avertissement"))")
        }
        let problems = problems(execution)
        return problems.isEmpty ? word : "\(word)\(colon)\(problems)"
    }

    /// The numbers beside a state: "1 error, 2 warnings"; empty when there are none.
    package func problems(_ execution: ExecutionSummary) -> String {
        problems(errors: max(execution.errors, execution.status.isBad ? 1 : 0), warnings: execution.warnings)
    }

    package func problems(errors: Int64, warnings: Int64) -> String {
        var parts: [String] = []
        if errors > 0 { parts.append(count(errors, language("error", "erreur"))) }
        if warnings > 0 { parts.append(count(warnings, language("warning", "avertissement"))) }
        return parts.joined(separator: ", ")
    }

    /// The numbers beside a state in a list: `37 warnings`, `1 error, 2 warn.`.
    package func briefProblems(_ execution: ExecutionSummary) -> String {
        let errors = max(execution.errors, execution.status.isBad ? 1 : 0)
        guard errors > 0 || language == .french else { return problems(execution) }
        var parts: [String] = []
        if errors > 0 { parts.append(count(errors, language("error", "erreur"))) }
        if execution.warnings > 0 {
            parts.append("\(grouped(execution.warnings)) \(language("warn.", "avert."))")
        }
        return parts.joined(separator: ", ")
    }

    /// The word of a step's state.
    package func stepStatus(_ step: StepReport) -> String {
        switch step.status {
        case "waiting": return step.wasNotRun ? language("not run", "non exécutée") : language("waiting", "en attente")
        case "running": return language("Running", "En cours")
        case "stopping": return language("Stopping", "Arrêt en cours")
        case "paused": return language("Paused", "En pause")
        case "stopped": return language("Stopped", "Arrêtée")
        case "failed": return language("Failed", "Échec")
        default: break
        }
        if step.colour == .red { return language("Failed", "Échec") }
        if step.colour == .yellow { return problems(errors: 0, warnings: step.warnings) }
        return language("Completed", "Terminée")
    }

    package func kind(_ kind: String) -> String {
        switch kind {
        case "import": "import"
        case "export": "export"
        case "mass_edit": language("mass edit", "modif. en masse")
        case "rule": language("rule", "règle")
        case "project": language("project", "projet")
        default: visible(kind)
        }
    }

    package func unit(_ unit: String?) -> String {
        switch unit {
        case nil: language("items", "éléments")
        case "rows": language("rows", "lignes")
        case "bytes": language("bytes", "octets")
        case "products": language("products", "produits")
        case "product models": language("product models", "modèles de produits")
        case "files": language("files", "fichiers")
        case "families": language("families", "familles")
        case "items": language("items", "éléments")
        case .some(let other): visible(other)
        }
    }

    /// A number with its noun in the right form.
    package func count(_ number: Int64, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 || (language == .french && number == 0) ? "" : "s")"
    }

    /// A number with its digits in groups of three.
    package func grouped(_ number: Int64) -> String {
        let digits = String(number.magnitude)
        // A space that does not break the line; a plain one where only ASCII may be shown.
        let gap = isASCII ? " " : "\u{a0}"
        var result = ""
        for (place, digit) in digits.enumerated() {
            if place > 0 && (digits.count - place) % 3 == 0 { result += gap }
            result.append(digit)
        }
        return number < 0 ? "-" + result : result
    }
}

extension ExecutionStatus {
    /// Ended in a way that is red whatever was counted.
    var isBad: Bool { self == .failed || self == .abandoned || self == .unknown }
}
