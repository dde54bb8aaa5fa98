// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Testing

@testable import Terminal

@Suite struct ChoiceTests {
    private static let known = ["queued", "running", "completed", "stopped", "failed"]

    @Test(
        arguments: [
            ("complete", "completed"), ("runing", "running"), ("faield", "failed"), ("STOPPED", "stopped"),
            ("zebra", nil),
        ] as [(String, String?)]) func `a typo finds the nearest word`(word: String, near: String?)
    {
        #expect(Choice.nearest(to: word, among: Self.known) == near)
    }

    @Test func `a list of words is read, and an unknown one names the known ones`() throws {
        #expect(try Choice.parse("--status", "failed, running", among: Self.known) == ["failed", "running"])
        #expect(try Choice.parse("--status", nil, among: Self.known) == [])
        let error = try #require(throws: ValidationError.self) {
            try Choice.parse("--status", "failed,complete", among: Self.known)
        }
        #expect(
            error.message == """
                “--status complete” is not a status.  Did you mean “completed”?
                  one of: queued running completed stopped failed
                """)
    }
}
