// SPDX-License-Identifier: Apache-2.0

package import Glibc
internal import Synchronization

/// A process that this one has started, by `posix_spawn`: never by `fork`, since threads run.
///
/// The one place of this module that hands pointers to the operating system.
package final class ChildProcess: Sendable {
    /// Where the child's output goes.
    package enum Output: Sendable {
        /// Where this process's own goes.
        case inherited
        /// Nowhere.
        case dropped
        /// To an open descriptor.
        case descriptor(Int32)
    }

    /// How a process ended.
    package enum Ending: Sendable, Hashable {
        /// It returned this code.
        case exited(Int32)
        /// This signal ended it.
        case signalled(Int32)

        /// The code as a shell shows it.
        package var code: Int32 {
            switch self {
            case .exited(let code): code
            case .signalled(let signal): 128 + signal
            }
        }
    }

    package let pid: pid_t
    /// The ending, once it is known: a process can be waited for only once.
    private let ending = Mutex<Ending?>(nil)

    /// Starts a program.
    ///
    /// A detached child leads a session of its own, so no signal of this terminal reaches it. Of this process's descriptors it
    /// gets its three and, as number 3, `folder`; no pipe of the caller stays open in it. Blocks until the program runs.
    package init(
        _ arguments: [String], environment: [String: String], output: Output = .inherited, error: Output = .inherited,
        isDetached: Bool = false, folder: Int32? = nil, input: Int32? = nil
    ) throws {
        guard let program = arguments.first else {
            throw ProgramFailure(Language.current("no program was named", "aucun programme n'a été nommé"))
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        Self.connect(output, as: 1, &actions)
        Self.connect(error, as: 2, &actions)
        if let folder { posix_spawn_file_actions_adddup2(&actions, folder, 3) }
        for descriptor in Self.openDescriptors() where descriptor > (folder == nil ? 2 : 3) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        if isDetached { flags |= Self.newSession }
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var child = pid_t()
        let failure = Self.withCStrings(arguments) { arguments in
            Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }.sorted()) { environment in
                posix_spawn(&child, program, &actions, &attributes, arguments, environment)
            }
        }
        guard failure == 0 else {
            throw ProgramFailure(
                Language.current("cannot run \(program)", "impossible d'exécuter \(program)"),
                reason: systemMessage(failure))
        }
        pid = child
    }

    /// How the process ended; nil while it runs.
    package func poll() -> Ending? { reap(WNOHANG) }

    /// Blocks until the process has ended.
    @discardableResult
    package func wait() -> Ending {
        while true {
            if let ending = reap(0) { return ending }
        }
    }

    /// Sends a signal, unless the process is known to have ended.
    package func send(_ signal: Int32) {
        ending.withLock { ending in
            if ending == nil { _ = kill(pid, signal) }
        }
    }

    private func reap(_ options: Int32) -> Ending? {
        if let known = ending.withLock({ $0 }) { return known }
        var status: Int32 = 0
        let found = waitpid(pid, &status, options)
        if found == 0 { return nil }
        return ending.withLock { ending in
            if let known = ending { return known }
            if found < 0 {
                // Interrupted: ask again. Any other error means that somebody else has waited for it.
                if errno == EINTR { return nil }
                ending = .exited(0)
            } else {
                let signal = status & 0x7f
                ending = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
            }
            return ending
        }
    }

    /// POSIX_SPAWN_SETSID of POSIX 2024, as glibc and musl number it; the Glibc module does not show it.
    private static let newSession: Int32 = 0x80

    private static func connect(_ output: Output, as number: Int32, _ actions: inout posix_spawn_file_actions_t) {
        switch output {
        case .inherited: break
        case .dropped: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0)
        case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
        }
    }

    /// What is open now, from the process file system; what this module opens later closes by itself on exec.
    private static func openDescriptors() -> [Int32] {
        guard let folder = opendir("/proc/self/fd") else { return [] }
        defer { closedir(folder) }
        var found: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let number = Int32(name), number != dirfd(folder) { found.append(number) }
        }
        return found
    }

    private static func withCStrings<R>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            // The array holds at least its terminating nil, so there is an address.
            guard let start = buffer.baseAddress else { preconditionFailure("an array of arguments without a place") }
            return body(start)
        }
    }
}

/// The operating system's words for an error number.
package func systemMessage(_ number: Int32) -> String { String(cString: strerror(number)) }
