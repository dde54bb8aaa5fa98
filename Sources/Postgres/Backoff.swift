// SPDX-License-Identifier: Apache-2.0

/// Pauses between attempts: each twice as long as the one before, up to a limit, and never the same for two clients.
public struct Backoff: Sendable, Hashable {
    /// The first pause, before it is varied.
    public let first: Duration
    /// The longest pause, before it is varied.
    public let limit: Duration
    private var attempts = 0

    /// Makes a row of pauses.
    public init(first: Duration = .milliseconds(100), limit: Duration = .seconds(5)) {
        self.first = first
        self.limit = limit
    }

    /// The next pause; `draw` is a random number from 0 to 1, which varies it by a quarter in each direction.
    public mutating func next(draw: Double = .random(in: 0...1)) -> Duration {
        let pause = min(first * (1 << min(attempts, 20)), limit)
        attempts += 1
        return pause * (0.75 + draw / 2)
    }

    /// Begins again with the first pause, after a success.
    public mutating func reset() { attempts = 0 }
}
