// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Setup
internal import Tracking

extension LiveWatch {
    /// Does what a key is for.
    mutating func press(_ key: Keyboard.Key, _ look: Follower.Look) async throws -> Turn {
        if case .stopping(let execution) = mode {
            mode = .bars
            if [.character("y"), .character("Y"), .character("o"), .character("O")].contains(key) {
                try await stop(execution, look)
            }
            return .stay
        }
        switch key {
        case .character("q"): return .leave
        case .character("?"): set(isKeys ? .bars : .keys)
        case .character("w"): set(isWarnings ? .bars : .warnings)
        case .escape: set(.bars)
        case .up, .character("k"): selected = max(0, selected - 1)
        case .down, .character("j"): selected = min(max(0, look.reports.count - 1), selected + 1)
        case .character("o"):
            guard look.reports.indices.contains(selected) else { break }
            let url = look.reports[selected].summary.url
            let text =
                Browser.open(url)
                ? console.language("opened: \(url)", "ouvert : \(url)")
                : console.language("no browser here: \(url)", "pas de navigateur ici : \(url)")
            say(text, look)
        case .character("s"):
            guard look.reports.indices.contains(selected) else { break }
            let execution = look.reports[selected].summary
            if execution.hasEnded {
                say(console.language("it has ended already", "elle est déjà terminée"), look)
            } else {
                mode = .stopping(execution)
            }
        case .character: break
        }
        return .stay
    }

    private var isKeys: Bool { if case .keys = mode { true } else { false } }
    private var isWarnings: Bool { if case .warnings = mode { true } else { false } }

    private mutating func set(_ mode: Mode) {
        self.mode = mode
        // A screenful while they are looked at; the newest one below the bars else.
        follower.warningLimit.value = isWarnings ? max(1, console.rows - 4) : 1
    }

    private mutating func say(_ text: String, _ look: Follower.Look) {
        notice = (text, look.elapsed + .seconds(8))
    }

    private mutating func stop(_ execution: ExecutionSummary, _ look: Follower.Look) async throws {
        let language = console.language
        let id = execution.id
        do {
            let answer = try await session.perform { db in try ControlAct.stop.ask(id, on: db) }
            let word = ExecutionStatus(rawValue: answer).map { wording.word($0) } ?? answer
            switch answer {
            case "requested":
                say(
                    language(
                        "stop requested; the worker stops after the current chunk",
                        "arrêt demandé ; l'exécutant s'arrête après le bloc en cours"), look)
            case ExecutionStatus.stopped.rawValue:
                say(language("stopped: nobody was at work on it", "arrêtée : personne n'y travaillait"), look)
            default: say(language("it was over before: \(word)", "c'était déjà fini : \(word)"), look)
            }
        } catch let error as PostgresError {
            say(
                language(
                    "not stopped: \(wording.stored(error.message))", "pas arrêtée : \(wording.stored(error.message))"),
                look)
        }
    }
}
