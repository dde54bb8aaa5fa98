// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Setup

/// A program at work, whose output can be read meanwhile.
public final class CapturedProgram: Sendable {
    /// One of its outputs.
    public enum Stream: Sendable {
        /// Its data.
        case output
        /// Its messages.
        case errors
    }

    private let child: ChildProcess
    private let output: Capture
    private let errors: Capture

    init(_ command: [String], environment: [String: String]) throws {
        output = try Capture()
        errors = try Capture()
        child = try ChildProcess(
            command, environment: environment, output: .descriptor(output.descriptor),
            error: .descriptor(errors.descriptor))
    }

    deinit {
        if child.poll() == nil { child.send(SIGKILL) }
    }

    /// What it has written so far.
    public func text(_ stream: Stream) -> String {
        stream == .output ? output.text() : errors.text()
    }

    /// The lines of its data so far.
    public var lines: [String] { text(.output).split(separator: "\n").map(String.init) }

    /// Waits until it has written a text; false when it ended, or three minutes passed, without.
    public func says(_ words: String, on stream: Stream = .output) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(180)
        while ContinuousClock.now < end {
            let hasEnded = child.poll() != nil
            if text(stream).contains(words) { return true }
            if hasEnded { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// Sends a signal.
    public func send(_ signal: Int32) { child.send(signal) }

    /// Waits for the end and returns the exit code, as a shell shows it.
    public func wait() async throws -> Int32 {
        let child = child
        return try await offPool("program") { child.wait().code }
    }
}

extension Program {
    /// Starts the program and returns at once; what it writes can be read meanwhile.
    public func launch(_ arguments: [String], environment: [String: String] = [:]) throws -> CapturedProgram {
        try CapturedProgram([path] + arguments, environment: Self.environment(environment))
    }

    /// Runs the program on a pseudo-terminal of a size; what it draws, escape codes and all, is the output.
    public func runOnTerminal(
        _ arguments: [String], columns: Int, rows: Int = 24, environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await Program(path: "/usr/bin/env").run(
            ["script"] + Self.scripted(path, arguments, columns, rows), environment: environment)
    }

    /// Starts it there.
    public func launchOnTerminal(
        _ arguments: [String], columns: Int, rows: Int = 24, environment: [String: String] = [:]
    ) throws -> CapturedProgram {
        try Program(path: "/usr/bin/env").launch(
            ["script"] + Self.scripted(path, arguments, columns, rows), environment: environment)
    }

    private static func scripted(_ path: String, _ arguments: [String], _ columns: Int, _ rows: Int) -> [String] {
        let words = ([path] + arguments).map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
        return ["-qec", "stty cols \(columns) rows \(rows) && exec \(words)", "/dev/null"]
    }
}
