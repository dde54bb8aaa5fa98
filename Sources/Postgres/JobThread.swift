// SPDX-License-Identifier: Apache-2.0

internal import Synchronization
public import _Concurrency

/// One thread that runs what blocks: the serial executor of its session and the task executor of its task.
///
/// A task made with `Task(executorPreference: session.thread)` runs here from its first line, so its calls of the session
/// need no hop (220 ns against 6,100–14,800 from the cooperative pool). The thread ends when nobody refers to it any more
/// and nothing is queued.
public final class JobThread: SerialExecutor, TaskExecutor {
    private let core: Core

    /// Starts the thread.
    ///
    /// Throws with kind `.system` when none can be had.
    public init(name: String) throws(PostgresError) {
        let core = Core(wake: try Signal())
        _ = try NativeThread(name: name) { core.run() }
        self.core = core
    }

    deinit { core.stop() }

    /// Queues a job; jobs run one after the other, in order of arrival.
    public func enqueue(_ job: consuming ExecutorJob) {
        core.enqueue(UnownedJob(job), of: self)
    }

    /// The reference that the runtime keeps while it runs jobs here.
    public func asUnownedSerialExecutor() -> UnownedSerialExecutor { unsafe UnownedSerialExecutor(ordinary: self) }

    /// What the thread itself holds.
    ///
    /// Apart from `JobThread`, so that dropping the latter ends the thread.
    private final class Core: Sendable {
        private struct Queue {
            var jobs: [UnownedJob] = []
            /// The executor, held while jobs are queued: a queued job may be all that still refers to it.
            var owner: JobThread?
            var isStopping = false
        }

        private let queue = Mutex(Queue())
        private let wake: Signal

        init(wake: Signal) { self.wake = wake }

        func enqueue(_ job: UnownedJob, of owner: JobThread) {
            queue.withLock { queue in
                queue.jobs.append(job)
                queue.owner = owner
            }
            wake.post()
        }

        func stop() {
            queue.withLock { $0.isStopping = true }
            wake.post()
        }

        func run() {
            while true {
                wake.wait()
                // `batch` holds the executor until its jobs have run; dropping it may be what sets `isStopping`.
                if runBatch() { return }
            }
        }

        private func runBatch() -> Bool {
            let batch = queue.withLock { queue in
                defer {
                    queue.jobs = []
                    queue.owner = nil
                }
                return queue
            }
            guard let owner = batch.owner else { return batch.isStopping }
            for job in batch.jobs {
                unsafe job.runSynchronously(
                    isolatedTo: owner.asUnownedSerialExecutor(), taskExecutor: owner.asUnownedTaskExecutor())
            }
            return false
        }
    }
}
