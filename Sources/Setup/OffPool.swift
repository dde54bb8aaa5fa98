// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// Runs what blocks — waiting for a process, a lock or a file — on a thread of its own, never on Swift's cooperative pool.
@discardableResult
package func offPool<T: Sendable>(
    _ name: String, _ body: @escaping @Sendable () throws -> T
) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        do {
            _ = try NativeThread(name: name) { continuation.resume(with: Result { try body() }) }
        } catch {
            continuation.resume(throwing: error)
        }
    }
}
