// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// Launches what schedules say.
///
/// Any worker does it; a moment fires once, which the database sees to.
public struct ScheduleChore: ChoreWork {
    /// The chore, for a program's registry.
    public static let chore = Chore(name: "schedules", interval: .seconds(1)) { ScheduleChore() }

    /// Nothing is kept between two looks.
    public init() {}

    /// Fires what is due.
    public mutating func run(on db: isolated Session) throws -> Bool {
        try db.query(Statements.fireSchedules).int(0, 0) > 0
    }
}
