// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
internal import Postgres
internal import Setup
internal import Synchronization
internal import Tracking

/// What a shell offers for the word at hand.
///
/// It is asked for behind a key: nothing is started, made or changed, and what goes wrong gives no candidates and no message.
package enum Offers {
    /// Own executions, those that run first.
    package static let executions = asked { _, db in
        try ExecutionReference.offered(on: db).map {
            Offer(String($0.id.description.prefix(8)), "\($0.status), \($0.label.visible())")
        } + [Offer("@latest")]
    }
    /// The steps of the execution named before.
    package static let steps = asked { words, db in
        try report(words, db)?.steps.map { Offer($0.name, $0.title.visible()) } ?? []
    }
    /// The reasons of its warnings.
    package static let reasons = asked { words, db in
        try report(words, db)?.reasons.map { Offer($0.reason, $0.message.visible()) } ?? []
    }
    /// Its files.
    package static let files = asked { words, db in
        try report(words, db)?.artifacts.map { Offer($0.name.visible(), $0.kind) } ?? []
    }
    /// The jobs that the database knows.
    package static let jobs = asked { _, db in
        try LaunchableJob.all(on: db).map { Offer($0.name, $0.label.visible()) }
    }
    /// The codes of profiles.
    package static let profiles = asked { _, db in
        try Profile.list(on: db).map { Offer($0.code, $0.label.visible()) }
    }
    /// The codes of projects.
    package static let projects = asked { _, db in
        try Project.list(on: db).map { Offer($0.code, $0.label.visible()) }
    }
    /// The codes of schedules.
    package static let schedules = asked { _, db in
        try Schedule.list(on: db).map { Offer($0.code, $0.cron.visible()) }
    }
    /// The codes of rules.
    package static let rules = asked { _, db in
        try RuleCodes.list(on: db).map { Offer($0.code, $0.label.visible()) }
    }
    /// What can be launched by its name: profiles and jobs.
    package static let launchable = asked { _, db in
        try Profile.list(on: db).map { Offer($0.code, $0.label.visible()) }
            + LaunchableJob.all(on: db).map { Offer($0.name, $0.label.visible()) }
    }
    /// The settings that all programs share.
    package static let settings = asked { _, db in try SharedSettings.list(on: db).map { Offer($0.key, $0.value) } }
    /// The people, for operators.
    package static let people = asked(as: .administrator) { _, db in
        try People.list(on: db).map { Offer($0.name, $0.rightNames.joined(separator: " ")) }
    }

    /// Words from a fixed list, several with commas between.
    package static func words(_ known: [String]) -> CompletionKind {
        .custom { (_: [String], _: Int, prefix: String) -> [String] in
            let head = prefix.lastIndex(of: ",").map { String(prefix[...$0]) } ?? ""
            let given = head.split(separator: ",").map(String.init)
            return known.filter { !given.contains($0) }.map { head + $0 }.filter { $0.hasPrefix(prefix) }
        }
    }

    /// A candidate, and what shells that can show beside it.
    private struct Offer: Sendable, Hashable {
        let word: String
        let text: String

        init(_ word: String, _ text: String = "") {
            self.word = word
            self.text = text
        }

        var shown: String {
            guard !text.isEmpty else { return word }
            return switch CompletionShell.requesting {
            case .zsh?: "\(word.replacing(":", with: "\\:")):\(text)"
            case .fish?: "\(word)\t\(text)"
            default: word
            }
        }
    }

    /// No longer than a person waits behind a key.
    private static let budget: Duration = .milliseconds(300)

    private static func asked(
        as login: Database.Login = .person,
        _ body: @escaping @Sendable ([String], isolated Session) throws -> [Offer]
    ) -> CompletionKind {
        .custom { words, _, prefix in
            var seen: Set<String> = []
            return await answer(words, login, body)
                .filter { $0.word.hasPrefix(prefix) && seen.insert($0.word).inserted }.map(\.shown)
        }
    }

    /// What the database answers; nothing where it does not in time.
    private static func answer(
        _ words: [String], _ login: Database.Login,
        _ body: @escaping @Sendable ([String], isolated Session) throws -> [Offer]
    ) async -> [Offer] {
        // Not a task group, which would wait for a connection that does not come.
        let isAnswered = Flag()
        return await withCheckedContinuation { continuation in
            let answer: @Sendable ([Offer]) -> Void = { found in
                if isAnswered.raise() { continuation.resume(returning: found) }
            }
            Task.detached { answer((try? await read(words, login, body)) ?? []) }
            Task.detached {
                try? await Task.sleep(for: budget)
                answer([])
            }
        }
    }

    private static func read(
        _ words: [String], _ login: Database.Login,
        _ body: @escaping @Sendable ([String], isolated Session) throws -> [Offer]
    ) async throws -> [Offer] {
        let database = words.lastIndex(of: "--database").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
        let rule = ConnectionRule(
            database: database, environment: Environment.current, workingFolder: Environment.workingFolder,
            systemUser: SystemAccount.current.name)
        var options = try Database(rule: rule).options(login, applicationName: "completion")
        options.settings = ["statement_timeout": "250ms", "default_transaction_read_only": "on"]
        let session = try await Session.connect(options, name: "completion")
        return try await session.perform { db in try body(words, db) }
    }

    /// The report of the first word that names an execution.
    private static func report(_ words: [String], _ db: isolated Session) throws -> Report? {
        guard let name = words.dropFirst(2).lazy.compactMap({ ExecutionReference($0) }).first,
            case .found(let id) = try name.resolve(on: db)
        else { return nil }
        return try Report.read(id, isFull: true, on: db)
    }

    /// Raised once.
    private final class Flag: Sendable {
        private let state = Mutex(false)

        /// Whether this call was the first.
        func raise() -> Bool {
            state.withLock { state in
                defer { state = true }
                return !state
            }
        }
    }
}
