// SPDX-License-Identifier: Apache-2.0

internal import CLibpq
internal import Glibc
internal import Synchronization

/// A plain thread of the operating system, for work that may block: never a thread of Swift's cooperative pool.
///
/// It runs detached until its body returns. Signals of the process are not delivered to it, so that a signal never
/// interrupts libpq.
public final class NativeThread: Sendable {
    private let ended: Signal

    /// Starts a thread that runs `body` once.
    ///
    /// The name is cut at 15 bytes, as Linux shows no more. Throws with kind `.system` when no thread can be had.
    public init(name: String, _ body: @escaping @Sendable () -> Void) throws(PostgresError) {
        let ended = try Signal()
        self.ended = ended
        let start = Start(name: String(decoding: name.utf8.prefix(15), as: UTF8.self)) {
            body()
            ended.post()
        }
        let context = unsafe Unmanaged.passRetained(start).toOpaque()
        var handle = pthread_t()
        let failure = unsafe pthread_create(
            &handle, nil,
            { context in
                guard let context = unsafe context else { return nil }
                NativeThread.shieldFromSignals()
                let start = unsafe Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
                unsafe clibpq_name_thread(start.name)
                start.body()
                return nil
            }, context)
        guard failure == 0 else {
            unsafe Unmanaged<Start>.fromOpaque(context).release()
            throw PostgresError(
                kind: .system, message: "no thread could be started for \(name): error \(failure) of pthread_create",
                hint: "Raise the limit of processes (ulimit -u) or use fewer slots.")
        }
        pthread_detach(handle)
    }

    /// Blocks the calling thread until the body has returned.
    ///
    /// Not for the cooperative pool.
    public func join() {
        ended.wait()
        ended.post()  // whoever joins next finds it ended too
    }

    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void
        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Blocks all signals but those that a fault of this very thread raises.
    private static func shieldFromSignals() {
        var mask = sigset_t()
        unsafe sigfillset(&mask)
        for signal in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] { unsafe sigdelset(&mask, signal) }
        unsafe pthread_sigmask(SIG_BLOCK, &mask, nil)
    }
}

/// A counting semaphore of the operating system.
///
/// `@unchecked`: `sem_t` is made for many threads, and its address never changes until the last reference is gone.
@safe final class Signal: @unchecked Sendable {
    private let semaphore: UnsafeMutablePointer<sem_t>

    init() throws(PostgresError) {
        unsafe semaphore = .allocate(capacity: 1)
        guard unsafe sem_init(semaphore, 0, 0) == 0 else {
            unsafe semaphore.deallocate()
            throw PostgresError(kind: .system, message: "no semaphore could be made: error \(errno)")
        }
    }

    deinit {
        unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    func post() { unsafe sem_post(semaphore) }

    func wait() {
        while unsafe sem_wait(semaphore) != 0 {}  // interrupted by a signal: wait on
    }
}
