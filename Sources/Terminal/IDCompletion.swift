// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Postgres
internal import Setup
internal import Synchronization
internal import Tracking

/// What a shell offers for an execution: one's own, those that run first.
package enum IDCompletion {
    /// No longer than a person waits behind a key.
    private static let budget: Duration = .milliseconds(300)

    /// Candidates for the word at hand; none where the database does not answer in time.
    ///
    /// Starts and changes nothing.
    package static func candidates(_ words: [String], prefix: String) async -> [String] {
        let database = words.lastIndex(of: "--database").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
        // Not a task group, which would wait for a connection that does not come.
        let isAnswered = Flag()
        return await withCheckedContinuation { continuation in
            let answer: @Sendable ([String]) -> Void = { found in
                if isAnswered.raise() { continuation.resume(returning: found) }
            }
            Task.detached { answer((try? await read(database, prefix: prefix)) ?? []) }
            Task.detached {
                try? await Task.sleep(for: budget)
                answer([])
            }
        }
    }

    private static func read(_ database: String?, prefix: String) async throws -> [String] {
        let rule = ConnectionRule(
            database: database, environment: Environment.current, workingFolder: Environment.workingFolder,
            systemUser: SystemAccount.current.name)
        var options = try Database(rule: rule).options(.person, applicationName: "tracker completion")
        options.settings = ["statement_timeout": "250ms", "default_transaction_read_only": "on"]
        let session = try await Session.connect(options, name: "completion")
        let found = try await session.perform { db in try ExecutionReference.offered(on: db) }
        let shell = CompletionShell.requesting
        return found.compactMap { execution in
            let id = String(execution.id.description.prefix(8))
            guard id.hasPrefix(prefix.lowercased()) else { return nil }
            let text = "\(execution.status), \(execution.label.visible())"
            return shell == .zsh ? "\(id):\(text)" : shell == .fish ? "\(id)\t\(text)" : id
        } + (!prefix.isEmpty && "@latest".hasPrefix(prefix) ? ["@latest"] : [])
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
