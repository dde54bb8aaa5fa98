// SPDX-License-Identifier: Apache-2.0

internal import Postgres

extension NativeThread {
    /// Runs `body` on a thread of its own and suspends the caller until it has returned.
    static func run(name: String, _ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            do {
                _ = try NativeThread(name: name) { continuation.resume(with: Result { try body() }) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }

    /// Spread evenly by ± 20 %, so that workers do not fall into step.
    var jittered: Duration { self * Double.random(in: 0.8...1.2) }
}
