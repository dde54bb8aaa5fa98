// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import Testing

@Suite struct RetryDecisionTests {
    func decide(_ state: SQLState, failures: Int = 1) -> RetryDecision {
        RetryDecision.decide(
            error: PostgresError(kind: .server, state: state, message: "no"), failures: failures, jitter: 1)
    }

    @Test(
        arguments: ["40001", "40P01", "55P03", "53100", "53300", "57014", "57P01", "57P03", "08006", "25006"]
            as [SQLState])
    func `circumstances are tried again`(state: SQLState) {
        #expect(decide(state) == .retry(after: .milliseconds(20)))
    }

    @Test(arguments: ["22001", "23505", "54000", "P0001", "42P01", "42501", "25P02", "XX000"] as [SQLState])
    func `what would fail again is final`(state: SQLState) {
        #expect(decide(state) == .isFinal)
    }

    @Test func `a lost connection is tried again, a misuse of the client is not`() {
        let lost = PostgresError(kind: .connectionLost, message: "gone")
        #expect(RetryDecision.decide(error: lost, failures: 1, jitter: 0) == .retry(after: .milliseconds(10)))
        let misuse = PostgresError(kind: .usage, message: "not so")
        #expect(RetryDecision.decide(error: misuse, failures: 1, jitter: 0) == .isFinal)
    }

    @Test func `the wait doubles, is spread over its second half, and has an end`() {
        #expect(decide("40001", failures: 2) == .retry(after: .milliseconds(40)))
        #expect(decide("40001", failures: 5) == .retry(after: .milliseconds(320)))
        #expect(decide("40001", failures: RetryDecision.limit - 1) == .retry(after: RetryDecision.longestWait))
        #expect(decide("40001", failures: RetryDecision.limit) == .giveUp)
        #expect(RetryDecision.wait(failures: 1_000, jitter: 1) == RetryDecision.longestWait)
    }
}
