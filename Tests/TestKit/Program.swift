// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Setup

/// A built program, run as a user runs it.
public struct Program: Sendable {
    /// What a program left behind.
    public struct Outcome: Sendable {
        /// The exit code, as a shell shows it.
        public let code: Int32
        /// What it wrote to its standard output.
        public let output: String
        /// What it wrote to its standard error.
        public let errors: String

        /// The lines of the standard output.
        public var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) }
    }

    /// The absolute path.
    public let path: String

    /// Names a program by its absolute path.
    public init(path: String) { self.path = path }

    /// The operators' program.
    public static var chantier: Program { Program(path: folder + "/chantier") }
    /// Everybody's program.
    public static var tracker: Program { Program(path: folder + "/tracker") }

    /// Where the programs are: `CHANTIER_BINARIES`, else beside the running tests.
    public static var folder: String {
        if let given = getenv("CHANTIER_BINARIES") { return String(cString: given) }
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments.first ?? ""
        return bundle.lastIndex(of: "/").map { String(bundle[..<$0]) } ?? "."
    }

    /// Runs the program to its end.
    ///
    /// Of this process's environment it gets only `PATH`; its locale is English with UTF-8; Swift's crash reports are off.
    public func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
        let command = [path] + arguments
        let all = Self.environment(environment)
        return try await offPool("program") {
            let output = try Capture()
            let errors = try Capture()
            let child = try ChildProcess(
                command, environment: all, output: .descriptor(output.descriptor), error: .descriptor(errors.descriptor)
            )
            let code = child.wait().code
            return Outcome(code: code, output: output.text(), errors: errors.text())
        }
    }

    /// Starts the program and returns at once; its output is dropped.
    public func start(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningProgram {
        RunningProgram(
            try ChildProcess(
                [path] + arguments, environment: Self.environment(environment), output: .dropped, error: .dropped))
    }

    static func environment(_ given: [String: String]) -> [String: String] {
        var all = [
            "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
            "LANG": "C.UTF-8",
        ]
        all.merge(given) { $1 }
        return all
    }
}

/// A program at work.
public struct RunningProgram: Sendable {
    private let child: ChildProcess

    init(_ child: ChildProcess) { self.child = child }

    /// The process.
    public var pid: Int32 { child.pid }
    /// Whether it has not ended yet.
    public var isRunning: Bool { child.poll() == nil }
    /// Sends a signal.
    public func send(_ signal: Int32) { child.send(signal) }
    /// Waits for the end and returns the exit code, as a shell shows it.
    public func wait() async throws -> Int32 {
        let child = child
        return try await offPool("program") { child.wait().code }
    }
}
