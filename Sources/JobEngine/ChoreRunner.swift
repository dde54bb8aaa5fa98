// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres

/// Does the chores of a worker in turns until its task is cancelled: neither one that fails nor one that has much to do keeps the
/// others waiting.
struct ChoreRunner: Sendable {
    let chores: [Chore]
    let logger: Logger
    /// Whether what is left when the worker leaves is done before: it leaves because nothing is left to do.
    let finishes: Bool

    /// A chore of this worker, and when its turn is.
    private struct Turn {
        let chore: Chore
        var work: any ChoreWork
        var nextAt = ContinuousClock.now
        /// In a row.
        var failures = 0
    }

    /// Runs on the session's thread.
    func run(on db: isolated Session) async {
        var turns = chores.map { Turn(chore: $0, work: $0.make()) }
        while !Task.isCancelled {
            for place in turns.indices where turns[place].nextAt <= .now && !Task.isCancelled {
                take(&turns[place], on: db)
            }
            let wait = (turns.map(\.nextAt).min() ?? .now) - ContinuousClock.now
            if wait > .zero { try? await Task.sleep(for: wait) }
        }
        if finishes {
            // What is left, as far as it goes without an error.
            for place in turns.indices { while take(&turns[place], on: db) {} }
        }
        db.close()
    }

    /// Lets a chore look once; true: there may be more.
    @discardableResult
    private func take(_ turn: inout Turn, on db: isolated Session) -> Bool {
        do {
            if !db.isConnected { try db.reconnect() }
            let hasMore = try turn.work.run(on: db)
            turn.failures = 0
            turn.nextAt = hasMore ? .now : .now + turn.chore.interval.jittered
            return hasMore
        } catch {
            turn.failures += 1
            turn.nextAt = .now + RetryDecision.wait(failures: turn.failures, jitter: .random(in: 0...1))
            // Before the first migration, and while a server restarts, there is nothing to be done about it.
            logger.warning(
                "A chore failed",
                metadata: .keys([
                    .chore: "\(turn.chore.name)", .error: "\(error)", .failures: "\(turn.failures)",
                ]))
            do { try db.rollback() } catch { db.close() }
            return false
        }
    }
}
