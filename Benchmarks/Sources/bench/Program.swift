// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A program that the benchmark has started, with what it wrote and what it used.
///
/// Its calls block: they belong where nothing else is to be done meanwhile.
final class Program {
    /// How a program ended and what it took.
    struct Outcome {
        /// Its exit code, or 128 + the signal that ended it.
        let code: Int32
        /// The most memory it had at once, in MB.
        let peakMemory: Double
        /// Processor time, user and system.
        let processorSeconds: Double
    }

    let name: String
    private let pid: pid_t
    private let reading: Int32
    private var pending: [UInt8] = []

    /// Starts a program whose stdout is read here; stderr goes where this process's goes, or nowhere.
    init(_ arguments: [String], environment: [String: String] = [:], isQuiet: Bool = false) throws {
        let program = arguments.first ?? ""
        name = program
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchFailure("no pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        if isQuiet { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
        var variables = Self.environment()
        variables.merge(environment) { _, new in new }
        var child = pid_t()
        let failure = Self.withCStrings(arguments) { arguments in
            Self.withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawnp(&child, program, &actions, nil, arguments, variables)
            }
        }
        close(ends[1])
        reading = ends[0]
        pid = child
        guard failure == 0 else {
            close(ends[0])
            throw BenchFailure("cannot run \(name): \(String(cString: strerror(failure)))")
        }
    }

    /// Runs a program to its end; throws unless it returned 0.
    @discardableResult
    static func run(
        _ arguments: [String], environment: [String: String] = [:], isQuiet: Bool = false
    ) throws -> (output: String, outcome: Outcome) {
        let program = try Program(arguments, environment: environment, isQuiet: isQuiet)
        let output = program.readToEnd()
        let outcome = try program.wait()
        guard outcome.code == 0 else {
            throw BenchFailure("\(arguments.joined(separator: " ")) ended with code \(outcome.code)\n\(output)")
        }
        return (output, outcome)
    }

    /// The next line of its stdout; nil at the end.
    func readLine() -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeSubrange(...end)
                return line
            }
            guard fill() else { return nil }
        }
    }

    /// All that is left of its stdout.
    func readToEnd() -> String {
        while fill() {}
        return String(decoding: pending, as: UTF8.self)
    }

    func send(_ signal: Int32) { kill(pid, signal) }

    /// Waits for its end.
    func wait() throws -> Outcome {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(pid, &status, 0, &usage) < 0 {
            guard errno == EINTR else {
                throw BenchFailure("\(name) cannot be waited for: \(String(cString: strerror(errno)))")
            }
        }
        close(reading)
        let signal = status & 0x7f
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return Outcome(
            code: signal == 0 ? (status >> 8) & 0xff : 128 + signal, peakMemory: Double(usage.ru_maxrss) / 1024,
            processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime))
    }

    private func fill() -> Bool {
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(reading, &block, block.count)
            if count > 0 {
                pending.append(contentsOf: block[..<count])
                return true
            }
            if count == 0 || errno != EINTR { return false }
        }
    }

    private static func environment() -> [String: String] {
        var found: [String: String] = [:]
        var place = environ
        while let entry = place.pointee {
            let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { found[String(parts[0])] = String(parts[1]) }
            place += 1
        }
        return found
    }

    private static func withCStrings<R>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else {
                preconditionFailure("an array that holds its nil has no place")
            }
            return body(start)
        }
    }
}
