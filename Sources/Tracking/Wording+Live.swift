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

    /// What is said to whoever leaves by Ctrl-C.
    package func left(running labels: [String]) -> String {
        guard labels.count == 1, let label = labels.first else {
            return language("left; the jobs run on.", "quitté ; les travaux continuent.")
        }
        return language("left; \(label) runs on.", "quitté ; \(label) continue.")
    }

    /// A text for people with our own typography in seven-bit characters, where nothing else can be shown; names keep theirs.
    package func shown(_ text: String) -> String {
        guard isASCII, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return Self.plainForms.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    private static let plainForms = [
        ("“", "\""), ("”", "\""), ("« ", "\""), (" »", "\""), ("\u{a0}", " "), ("–", "-"), ("…", "..."), ("×", "x"),
        ("·", "-"), ("→", "->"), ("\u{fffd}", "?"),
    ]
}
