// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Setup
package import Tracking

/// Lets a person at a terminal choose one of several executions, or all.
package struct PickList: Sendable {
    /// What was chosen.
    package enum Choice: Sendable, Hashable {
        case one(Int)
        case all
    }

    let executions: [ExecutionSummary]
    let console: Console

    package init(_ executions: [ExecutionSummary], _ console: Console) {
        self.executions = executions
        self.console = console
    }

    /// Whether both ends are a person's.
    package static func isPossible(_ console: Console) -> Bool { console.isTerminal && isatty(0) == 1 }

    /// The lines of the list.
    func lines() -> [String] {
        let (wording, language) = (console.wording, console.language)
        var table = Table([
            .init("", isRight: true), .init(""), .init(language("STATUS", "ÉTAT")),
            .init(language("JOB", "TRAVAIL"), mayShrink: true), .init("ID"),
        ])
        for (place, execution) in executions.enumerated() {
            let console = console
            table.add([
                .init("\(place + 1)"),
                .init(wording.symbol(execution.status.rawValue, execution.colour)) {
                    console.painted($0, execution.colour)
                },
                .init(wording.status(execution)), .init(wording.label(execution)), .init(execution.shortID),
            ])
        }
        return table.lines(width: console.columns, ellipsis: wording.ellipsis)
    }

    /// Asks; nil when the person gives no answer that counts.
    package func ask() async throws -> Choice? {
        let language = console.language
        console.show(lines())
        for _ in 0..<3 {
            let question = language(
                "Which one? 1 to \(executions.count), a for all [1] ",
                "Laquelle ? de 1 à \(executions.count), t pour toutes [1] ")
            console.raw(console.wording.typeset(question), toError: false)
            guard let answer = try await offPool("question", { readLine() }) else { return nil }
            if let choice = Self.choice(answer, count: executions.count) { return choice }
        }
        return nil
    }

    static func choice(_ answer: String, count: Int) -> Choice? {
        let word = answer.lowercased().filter { !$0.isWhitespace }
        if word.isEmpty { return .one(0) }
        if ["a", "all", "t", "toutes"].contains(word) { return .all }
        guard let number = Int(word), (1...count).contains(number) else { return nil }
        return .one(number - 1)
    }
}
