// SPDX-License-Identifier: Apache-2.0

internal import Setup

/// The words of a picture that is drawn again and again.
extension Wording {
    /// What is shown is the present.
    package var live: String { language("live", "en direct") }

    /// What is shown is as old as that.
    package func asOf(_ clock: String) -> String { language("as of \(clock)", "état de \(clock)") }

    /// There is no connection; it is tried again.
    package func connectionLost(attempt: Int) -> String {
        language("connection lost, retrying (\(attempt))", "connexion perdue, nouvel essai (\(attempt))")
    }

    /// There is a connection again.
    package var connected: String { language("connected again", "connexion rétablie") }

    /// Nobody is there to run it.
    package func nobodyTakes(_ job: String) -> String {
        language("no worker is running that takes \(job)", "aucun exécutant en marche ne prend \(job)")
    }

    /// What is said to whoever leaves by Ctrl-C, of those that have not ended.
    package func left(_ live: [ExecutionSummary]) -> String {
        let isPaused = !live.isEmpty && live.allSatisfy { $0.status == .paused }
        guard live.count == 1, let one = live.first else {
            return isPaused
                ? language("left; the jobs stay paused.", "quitté ; les travaux restent en pause.")
                : language("left; the jobs run on.", "quitté ; les travaux continuent.")
        }
        let name = "\(label(one)) (\(one.shortID))"
        return isPaused
            ? language("left; \(name) stays paused.", "quitté ; \(name) reste en pause.")
            : language("left; \(name) runs on.", "quitté ; \(name) continue.")
    }

    /// The command that is of use next for one that has not ended: what is paused goes on by nothing else.
    package func next(_ execution: ExecutionSummary, _ name: String) -> String {
        execution.status == .paused ? "tracker resume \(name)" : "tracker watch \(name)"
    }
}
