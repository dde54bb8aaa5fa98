// SPDX-License-Identifier: Apache-2.0

/// What makes a whole step impossible: thrown by a step's code, it ends the step, and so the execution, as failed.
///
/// A bad item is never this: it becomes a `Warning`, and the rest goes on.
public struct StepFailure: Error, Sendable, Equatable {
    /// The stable code, such as `file_not_found`.
    public var reason: String
    /// What failed, on which item, for people.
    public var message: String
    /// Why, when something beneath said it.
    public var cause: String?
    /// What to do next.
    public var hint: String?
    /// The state of the database's error, when there was one.
    public var sqlState: String?

    /// Describes the failure.
    public init(
        reason: String, message: String, cause: String? = nil, hint: String? = nil, sqlState: String? = nil
    ) {
        self.reason = reason
        self.message = message
        self.cause = cause
        self.hint = hint
        self.sqlState = sqlState
    }
}

extension StepFailure: CustomStringConvertible {
    /// Reason, message, cause and hint in one line.
    public var description: String {
        var text = "\(reason): \(message)"
        if let cause { text += " (\(cause))" }
        if let hint { text += " \(hint)" }
        return text
    }
}
