// SPDX-License-Identifier: Apache-2.0

/// Why a program cannot go on, in the three lines that people are shown: what failed, why, and what to do.
public struct ProgramFailure: Error, Sendable, Hashable {
    /// What could not be done, and to what: "cannot start the embedded server".
    public var summary: String
    /// Why, in one line; nil when the summary says it.
    public var reason: String?
    /// What to do next.
    public var action: String?
    /// How the process ends.
    public var code: ExitStatus

    /// Describes a failure.
    public init(_ summary: String, reason: String? = nil, action: String? = nil, code: ExitStatus = .failed) {
        self.summary = summary
        self.reason = reason
        self.action = action
        self.code = code
    }
}

extension ProgramFailure: CustomStringConvertible {
    /// The three parts on one line, for logs.
    public var description: String {
        [summary, reason, action].compactMap { $0 }.joined(separator: ": ")
    }
}

/// How a program ends, for scripts.
///
/// Thrown where there is nothing more to say.
public enum ExitStatus: Int32, Error, Sendable, Hashable {
    /// Done; what was waited for ended green or yellow.
    case done = 0
    /// The command failed, or what was waited for ended red.
    case failed = 1
    /// No connection, or lost for good.
    case noConnection = 2
    /// Ended yellow, where that was asked to count.
    case warning = 3
    /// Not authenticated, or the action is not allowed.
    case notAllowed = 4
    /// Not found or not visible, which are never told apart; an ambiguous prefix too.
    case notFound = 5
    /// What was waited for was stopped.
    case stopped = 6
    /// The command line cannot be understood.
    case usage = 64
    /// The time limit was reached.
    case timeout = 124
    /// Ended by Ctrl-C.
    case interrupted = 130
}
