// SPDX-License-Identifier: Apache-2.0

/// Runs `work` to its end and, beside it, does `act` as soon as `mark` gives another text than at the beginning.
///
/// Work that ends before is not interrupted: then the act is given up, wherever it stands.
public func interrupting(
    _ work: @escaping @Sendable () async throws -> Void,
    onceChanged mark: @escaping @Sendable () async throws -> String,
    by act: @escaping @Sendable () async throws -> Void
) async throws {
    let before = try await mark()
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            do {
                while try await mark() == before { await Task.yield() }
                try await act()
            } catch  where Task.isCancelled {
                // The work ended first; a statement on its way says so by the server's error or by the language's.
            }
        }
        try await work()
        group.cancelAll()
        try await group.waitForAll()
    }
}
