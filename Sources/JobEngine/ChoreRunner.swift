// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres

/// Does the chores of a worker, one after the other, until its task is cancelled.
struct ChoreRunner: Sendable {
    let chores: [Chore]
    let logger: Logger
    /// Whether what is left when the worker leaves is done before: it leaves because nothing is left to do.
    let finishes: Bool

    /// Runs on the session's thread.
    func run(on db: isolated Session) async {
        var works = chores.map { $0.make() }
        var nextAt = Array(repeating: ContinuousClock.now, count: chores.count)
        var failures = 0
        while !Task.isCancelled {
            do {
                if !db.isConnected { try db.reconnect() }
                for place in chores.indices where nextAt[place] <= .now {
                    while try works[place].run(on: db), !Task.isCancelled {}
                    nextAt[place] = .now + chores[place].interval.jittered
                }
                failures = 0
            } catch {
                failures += 1
                recover(from: error, failures, on: db)
            }
            let wait =
                failures > 0
                ? RetryDecision.wait(failures: failures, jitter: .random(in: 0...1))
                : (nextAt.min() ?? .now) - ContinuousClock.now
            try? await Task.sleep(for: max(wait, .milliseconds(1)))
        }
        if finishes { finish(&works, on: db) }
        db.close()
    }

    /// Does what is left, as far as it goes without an error.
    private func finish(_ works: inout [any ChoreWork], on db: isolated Session) {
        do {
            if !db.isConnected { try db.reconnect() }
            for place in works.indices { while try works[place].run(on: db) {} }
        } catch {
            recover(from: error, 1, on: db)
        }
    }

    private func recover(from error: any Error, _ failures: Int, on db: isolated Session) {
        // Before the first migration, and while a server restarts, there is nothing to be done about it.
        logger.warning("A chore failed", metadata: .keys([.error: "\(error)", .failures: "\(failures)"]))
        do { try db.rollback() } catch { db.close() }
    }
}
