// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres

extension Dispatcher {
    /// Looks for dead workers and after partitions, when it is time.
    ///
    /// Every worker does it; each act is guarded in the database.
    func upkeep(_ worker: Int32, _ state: inout DispatchState, on connection: inout Connection) throws {
        if state.isRescueDue(at: .now) {
            let rows = try connection.query(Statements.rescue, worker)
            for row in 0..<rows.count {
                let (dead, task) = (try rows.int32(row, 0), try rows.int64(row, 1))
                let cause = try rows.text(row, 2)
                let outcome = try rows.bool(row, 3) ? "worker_killed_thrice" : "rescued"
                logger.warning(
                    "A task of a dead worker was handed on",
                    metadata: .keys([
                        .workerID: "\(dead)", .taskID: "\(task)", .cause: "\(cause)", .reason: "\(outcome)",
                    ]))
            }
            if rows.count > 0 { state.isHinted = true }
        }
        if state.isUpkeepDue(at: .now) {
            state.liveWorkers = try connection.query(Statements.liveWorkers).int(0, 0)
            let done = try connection.query(Statements.upkeep, worker).optionalJSON(0, 0)
            logger.debug("Upkeep", metadata: .keys([.reason: "\(done?.text ?? "another worker is at it")"]))
        }
    }
}
