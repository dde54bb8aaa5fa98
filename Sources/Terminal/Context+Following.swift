// SPDX-License-Identifier: Apache-2.0

package import Postgres
internal import Setup

extension Context {
    /// How often a lost connection is made again in vain before it counts as lost for good: about two minutes.
    private static let attemptLimit = 30

    /// Reads and shows again and again, `gap` apart, until `show` answers false; over lost connections too.
    ///
    /// `read` makes the next state from the one before, `show` is told each.
    package func follow<State: Sendable>(
        from first: State, every gap: Duration,
        read: @escaping @Sendable (State, isolated Session) throws -> State, show: (State) -> Bool
    ) async throws {
        var state = first
        var session: Session?
        var attempts = 0
        while true {
            do {
                let current: Session
                if let session {
                    current = session
                } else {
                    current = try await database.connect(.person, applicationName: "tracker")
                    session = current
                }
                state = try await current.perform { [state] db in try read(state, db) }
                if attempts > 0 { note(language("connected again", "connexion rétablie")) }
                attempts = 0
                guard show(state) else { break }
                try await Task.sleep(for: gap)
            } catch let error as PostgresError where error.kind == .connectionLost || error.kind == .connectionFailed {
                attempts += 1
                note(
                    language("connection lost, retrying (\(attempts))", "connexion perdue, nouvel essai (\(attempts))"))
                if let lost = session { await lost.close() }
                session = nil
                guard attempts < Self.attemptLimit else { throw error }
                try await Task.sleep(for: .milliseconds(min(5_000, 250 << min(attempts, 5))))
            }
        }
        await session?.close()
    }
}
