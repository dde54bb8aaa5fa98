// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// What a kind does beside its jobs, in every worker: it looks often whether there is something to do, and does it, beside the slots.
///
/// Every act is guarded in the database, so that several workers at once do no harm. A chore counts nothing and is no execution.
public struct Chore: Sendable {
    /// The name, for logs.
    public let name: String
    /// How long it waits when it has found nothing.
    public let interval: Duration
    /// Makes the work of one worker; what it keeps between two looks is its own.
    public let make: @Sendable () -> any ChoreWork

    /// Describes a chore.
    public init(name: String, interval: Duration, make: @escaping @Sendable () -> any ChoreWork) {
        self.name = name
        self.interval = interval
        self.make = make
    }
}

/// The work of a chore, on the thread of a session of its own.
public protocol ChoreWork {
    /// Looks once and does a little, in transactions of its own; true: there may be more, so it is asked again at once.
    ///
    /// An error is logged, the connection made anew, and it is asked again later.
    mutating func run(on db: isolated Session) throws -> Bool
}
