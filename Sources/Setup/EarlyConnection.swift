// SPDX-License-Identifier: Apache-2.0

package import Postgres
internal import Synchronization

/// The connection of a short command, made while the program still reads its arguments: each takes a few milliseconds of a
/// command that should be over in fifty.
///
/// What cannot be known before (another database, other settings) is no harm: such a connection is left behind unused.
package enum EarlyConnection {
    private struct Attempt: Sendable {
        let options: ConnectionOptions
        let task: Task<Session, any Error>
    }

    private static let attempt = Mutex<Attempt?>(nil)

    /// Begins to connect.
    package static func begin(_ options: ConnectionOptions) {
        let name = options.applicationName ?? "session"
        let task = Task.detached { () async throws -> Session in try await Session.connect(options, name: name) }
        attempt.withLock { $0 = Attempt(options: options, task: task) }
    }

    /// The connection that was begun with these very options, once; nil: there is none.
    ///
    /// Throws what connecting threw: the same options would meet the same.
    static func take(_ options: ConnectionOptions) async throws -> Session? {
        let begun = attempt.withLock { attempt in
            defer { attempt = nil }
            return attempt
        }
        guard let begun else { return nil }
        guard begun.options.equals(options) else {
            begun.task.cancel()
            return nil
        }
        return try await withTaskCancellationHandler {
            try await begun.task.value
        } onCancel: {
            begun.task.cancel()
        }
    }
}
