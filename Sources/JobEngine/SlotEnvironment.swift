// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Synchronization

/// What all slots of a worker share.
final class SlotEnvironment: Sendable {
    /// The jobs this program has.
    let registry: JobRegistry
    /// The worker's name, for errors that people read.
    let workerName: String
    /// The right to write.
    let lease: LeaseWatch
    let logger: Logger
    private let draining = Atomic(false)

    init(registry: JobRegistry, workerName: String, lease: LeaseWatch, logger: Logger) {
        self.registry = registry
        self.workerName = workerName
        self.lease = lease
        self.logger = logger
    }

    /// Whether the worker is leaving: running tasks are handed back at their next chunk.
    var isDraining: Bool { draining.load(ordering: .acquiring) }

    /// Makes every slot hand its task back.
    func drain() { draining.store(true, ordering: .releasing) }
}
