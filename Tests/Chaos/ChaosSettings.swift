// SPDX-License-Identifier: Apache-2.0

import Glibc

/// How long and with what the chaos is run; `make chaos` sets more than `make test`.
enum ChaosSettings {
    /// Rounds in which one worker is killed and another one frozen.
    static let rounds = number("CHANTIER_CHAOS_ROUNDS") ?? 3
    /// Rounds of edits, rules and projects, of which several executions each die and are compared.
    static let laterRounds = isLong ? rounds : 1
    /// Whether this is the long run, which prints what it has found.
    static let isLong = rounds > 3
    /// Where the random instants come from; printed with each round.
    static let seed = UInt64(number("CHANTIER_CHAOS_SEED") ?? 1)
    /// How long the workers' leases last, in seconds: short, so that a frozen worker outlives its own soon.
    static let lease = 2.0
    /// How often they say that they live.
    static let heartbeat = 0.4
    /// Products of our own catalogue.
    static let products = isLong ? 5_000 : 2_000

    /// The small catalogue of the test data, for the long run, where it is at hand.
    static var testData: String? {
        guard isLong else { return nil }
        let folders = [variable("CHANTIER_TEST_DATA"), "../shared/data"].compactMap(\.self)
        return folders.map { $0 + "/small" }.first { access($0 + "/products.csv.gz", R_OK) == 0 }
    }

    private static func number(_ name: String) -> Int? { variable(name).flatMap { Int($0) } }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
