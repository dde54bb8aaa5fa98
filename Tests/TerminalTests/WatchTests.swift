// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup
import Testing
import Tracking

@testable import Terminal
@testable import Tracking

/// What watching is made of, without a server.
@Suite struct WatchTests {
    @Test(arguments: [
        ("s", [Keyboard.Key.character("s")]), ("\u{1b}[A\u{1b}[B", [.up, .down]), ("\u{1b}OA", [.up]),
        ("\u{1b}", [.escape]), ("\u{1b}[1;5Cq", [.character("q")]), ("é?", [.character("é"), .character("?")]),
        ("", []),
    ])
    func `keys are read from what a terminal sends`(text: String, keys: [Keyboard.Key]) {
        #expect(Keyboard.keys(of: Array(text.utf8)) == keys)
    }

    @Test(
        arguments: [
            ("", .one(0)), ("2", .one(1)), (" 1 ", .one(0)), ("a", .all), ("T", .all), ("3", nil), ("x", nil),
            ("0", nil),
        ] as [(String, PickList.Choice?)])
    func `a choice is a number of the list, or all`(answer: String, choice: PickList.Choice?) {
        #expect(PickList.choice(answer, count: 2) == choice)
    }

    @Test(
        arguments: [("90s", 90), ("30m", 1_800), ("2h", 7_200), ("1d", 86_400), ("5", 5), ("0", 0)] as [(String, Int)])
    func `a time span is a number with a unit`(text: String, seconds: Int) throws {
        #expect(try #require(TimeSpan(argument: text)).duration == .seconds(seconds))
    }

    @Test(arguments: ["", "m", "-5s", "1.5h", "30 m", "99999999999999999999", "2w"])
    func `anything else is no time span`(text: String) {
        #expect(TimeSpan(argument: text) == nil)
    }

    @Test(arguments: [
        ([Colour.green], Setup.ExitStatus.done, Setup.ExitStatus.done), ([.yellow, .green], .done, .warning),
        ([.grey, .yellow], .stopped, .stopped), ([.grey, .red, .green], .failed, .failed), ([], .done, .done),
    ])
    func `the worst of several decides: failed, stopped, then yellow where that counts`(
        colours: [Colour], status: Setup.ExitStatus, strict: Setup.ExitStatus
    ) {
        let reports = colours.map { Sample.report([], status: .completed, colour: $0) }
        #expect(Setup.ExitStatus(of: reports) == status)
        #expect(Setup.ExitStatus(of: reports, failsOnWarning: true) == strict)
    }

    @Test func `a line is told for each change of state, and for half a minute without one`() {
        var changes = ChangeLines(.states)
        var number = 0
        func told(_ progress: StepReport.Progress, at seconds: Int, status: ExecutionStatus = .running) -> Int {
            number += 1
            var look = Follower.Look(reports: [Sample.report([Sample.step(progress)], status: status)], number: number)
            look.elapsed = .seconds(seconds)
            return changes.changed(look).count
        }
        #expect(told(.init(done: 1, total: 10), at: 0) == 1)
        #expect(told(.init(done: 2, total: 10), at: 5) == 0)
        #expect(told(.init(done: 3, total: 12), at: 6) == 1)
        #expect(told(.init(done: 3, total: 12, isStalled: true), at: 7) == 1)
        #expect(told(.init(done: 3, total: 12, isStalled: true), at: 36) == 0)
        #expect(told(.init(done: 3, total: 12, isStalled: true), at: 37) == 1)
        #expect(told(.init(done: 3, total: 12), at: 38, status: .completed) == 1)
        #expect(told(.init(done: 3, total: 12), at: 90, status: .completed) == 0)
    }

    @Test func `for programs each progress is a change, and the same look none`() {
        var changes = ChangeLines(.progress)
        var look = Follower.Look(reports: [Sample.report([Sample.step(.init(done: 1))])], number: 1)
        #expect(changes.changed(look).count == 1)
        #expect(changes.changed(look).isEmpty)
        look.number = 2
        #expect(changes.changed(look).isEmpty)
        look = Follower.Look(reports: [Sample.report([Sample.step(.init(done: 2))])], number: 3)
        #expect(changes.changed(look).count == 1)
    }

    @Test func `a lost connection is said once, each half minute, and when it is back`() {
        var notes = ConnectionNotes()
        let wording = Wording(.english)
        func note(_ attempt: Int, at seconds: Int) -> String? {
            var look = Follower.Look(attempt: attempt)
            look.elapsed = .seconds(seconds)
            return notes.note(look, wording)
        }
        #expect(note(0, at: 0) == nil)
        #expect(note(1, at: 1) == "connection lost, retrying (1)")
        #expect(note(2, at: 2) == nil)
        #expect(note(9, at: 31) == "connection lost, retrying (9)")
        #expect(note(0, at: 32) == "connected again")
        #expect(note(0, at: 33) == nil)
    }
}
