// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Postgres
internal import Synchronization

/// Ends the program at the first Ctrl-C or SIGTERM, after putting the terminal back in order.
package enum Interrupts {
    /// What is written before leaving — movements of the cursor, and that the work goes on — and what is done then.
    private static let farewell = Mutex<(text: String, act: (@Sendable () -> Void)?)>(("", nil))

    /// Whether Ctrl-C belongs to a program that was started, such as a pager.
    private static let isIgnored = Mutex(false)

    /// Leaves Ctrl-C to a program that was started, or takes it again.
    package static func setIgnored(_ flag: Bool) { isIgnored.withLock { $0 = flag } }

    /// Blocks both signals in this thread and all that it starts from now on.
    ///
    /// Call it first of all, on the main thread.
    package static func shield() {
        var signals = mask
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Begins to listen, on a thread of its own; a worker listens for itself instead.
    package static func listen() throws {
        _ = try NativeThread(name: "signals") {
            var signals = mask
            var signal: Int32 = 0
            while sigwait(&signals, &signal) != 0 || (signal == SIGINT && isIgnored.withLock { $0 }) {}
            let (text, act) = farewell.withLock { $0 }
            act?()
            let words = Array(text.utf8)
            _ = words.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
            _exit(128 + signal)
        }
    }

    /// Sets what is written before leaving.
    package static func setFarewell(_ text: String) { farewell.withLock { $0.text = text } }

    /// Sets what is done before leaving, on the listening thread.
    package static func setLastAct(_ act: (@Sendable () -> Void)?) { farewell.withLock { $0.act = act } }

    private static var mask: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        return signals
    }
}
