// SPDX-License-Identifier: Apache-2.0

package import Logging

/// The keys of log metadata.
///
/// Messages are constant; what differs stands under one of these.
package enum LogKey: String, Sendable {
    case executionID = "execution.id"
    case executionPublicID = "execution.public_id"
    case stepName = "step.name"
    case stepID = "step.id"
    case taskID = "task.id"
    case jobName = "job.name"
    case workerID = "worker.id"
    case workerName = "worker.name"
    case slot = "slot"
    case count = "count"
    case cause = "cause"
    case reason = "reason"
    case error = "error"
    case state = "db.state"
    case failures = "failures"
    case wait = "wait"
    case position = "position"
    case chore = "chore"
}

extension Logger {
    /// Sets the metadata of one key.
    package subscript(key: LogKey) -> Metadata.Value? {
        get { self[metadataKey: key.rawValue] }
        set { self[metadataKey: key.rawValue] = newValue }
    }
}

extension Logger.Metadata {
    /// Metadata from known keys.
    package static func keys(_ pairs: KeyValuePairs<LogKey, Logger.MetadataValue>) -> Logger.Metadata {
        Logger.Metadata(pairs.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { _, last in last })
    }
}
