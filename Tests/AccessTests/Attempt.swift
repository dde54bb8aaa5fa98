// SPDX-License-Identifier: Apache-2.0

/// A script by which somebody tries to learn or change what is another's, and what must come of it.
struct Attempt: Sendable, CustomStringConvertible {
    /// What is tried, for people.
    let what: String
    /// For psql.
    ///
    /// Its variables: `url`, `id`, `number` (of mary's execution), `upload` (hers), `note` (her notification), `mary`.
    let script: String
    /// The standard output, to the last byte; nil where it is not ours to say, as with plans and volumes.
    let output: String?
    /// The SQLSTATE of the refusal, in every refused statement; nil: none is refused.
    let state: String?

    init(_ what: String, _ script: String, output: String? = "", state: String? = nil) {
        self.what = what
        self.script = script
        self.output = output
        self.state = state
    }

    /// Refused with 42501 before anything is read.
    static func denied(_ what: String, _ script: String) -> Attempt { Attempt(what, script, state: "42501") }

    var description: String { what }

    static let all = reading + roles + writing + looking + functions + session
}
