// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Postgres

/// Makes a worker leave in good order when the process is told to end.
///
/// The first SIGTERM or SIGINT drains it; a second one, or ten seconds, end the process at once, which loses nothing: whoever
/// claims its tasks goes on from their last chunks. The listener is a plain thread: on the cooperative pool a signal was
/// noticed 8.4 s late while two tasks computed.
public enum SignalListener {
    /// How long a worker may take to leave after the first signal.
    public static let drainLimit: Duration = .seconds(10)

    /// Blocks both signals in this thread and all that it starts from now on, and waits for them on a thread of its own.
    ///
    /// Call it once, on the main thread, before any task runs. Throws when no thread can be had.
    public static func drain(_ worker: Worker) throws {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let listened = signals
        _ = try NativeThread(name: "signals") {
            let first = wait(for: listened, limit: nil) ?? SIGTERM
            worker.drain()
            let second = wait(for: listened, limit: drainLimit)
            // 128 + n is what a shell reports for a process that a signal ended.
            _exit(128 + (second ?? first))
        }
    }

    /// The next of these signals; nil when the time is over.
    private static func wait(for signals: sigset_t, limit: Duration?) -> Int32? {
        var signals = signals
        let deadline = limit.map { ContinuousClock.now + $0 }
        while true {
            var left = timespec(tv_sec: 3_600, tv_nsec: 0)
            if let deadline {
                let rest = max(ContinuousClock.now.duration(to: deadline), .zero).components
                left = timespec(tv_sec: Int(rest.seconds), tv_nsec: Int(rest.attoseconds / 1_000_000_000))
            }
            let signal = sigtimedwait(&signals, nil, &left)
            if signal > 0 { return signal }
            if let deadline, ContinuousClock.now >= deadline { return nil }
        }
    }
}
