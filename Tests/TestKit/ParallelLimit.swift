// SPDX-License-Identifier: Apache-2.0

/// Lets only so many tests at a time have a database: all at once would starve the server of connections and processors.
actor ParallelLimit {
    /// The limit for databases of tests.
    static let databases = ParallelLimit(8)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
