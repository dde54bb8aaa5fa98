// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@testable import Terminal
@testable import Tracking

/// Bars of what is done, in progress and to do.
@Suite struct ThreePartBarTests {
    private func bar(_ done: Int64, _ inProgress: Int64, _ toDo: Int64) -> ThreePartBar {
        ThreePartBar(
            Project.Sums(toDo: toDo, inProgress: inProgress, done: done),
            ListSample.screen(columns: 80, isASCII: true).console)
    }

    @Test(arguments: [
        (1, 1, 2, "##==----"), (0, 0, 5, "--------"), (0, 0, 0, "........"), (1, 1_000_000, 1, "#======-"),
        (999_999, 0, 1, "#######-"),
    ])
    func `each part that is not nothing shows`(done: Int64, inProgress: Int64, toDo: Int64, drawing: String) {
        let shown = bar(done, inProgress, toDo).drawing(width: 8)
        #expect(shown == drawing)
    }

    @Test func `shares are rounded down`() {
        let sums = Project.Sums(toDo: 0, inProgress: 1_204, done: 34)
        #expect([sums.ratio(sums.toDo), sums.ratio(sums.inProgress), sums.ratio(sums.done)] == [0, 97, 2])
        #expect(Project.Sums().ratio(0) == 0)
        #expect(!Project.Sums().isComplete)
        #expect(Project.Sums(done: 1).isComplete)
    }

    @Test(arguments: ["en", "fr"], [60, 100])
    func `a project fits its terminal`(language: String, columns: Int) throws {
        let screen = ListSample.screen(columns: columns, language: language)
        let long = String(repeating: "long name ", count: 12)
        let groups = ["texts", long].map {
            Project.Group(code: $0, sums: .init(toDo: 12_345, inProgress: 1, done: 987_654))
        }
        let people = [Project.Contributor(person: "mary", userGroups: ["Writers"], sums: .init(toDo: 1))]
        let lines = ProjectScreen(
            .sample, contributor: nil, groups: groups, contributors: people
        ).lines(screen)
        for line in lines { #expect(line.width <= columns, "\(line)") }
        #expect(lines.contains { $0.contains(screen.wording.grouped(12_345)) })
    }
}

extension Project {
    /// One that is due.
    static let sample = Project(
        code: "spring", label: "Spring", description: nil, owner: "mary", isOwn: true, channel: "web", locale: "en_US",
        filters: .array([]), dueDate: "2026-12-24", daysLeft: 12, createdAt: ListSample.now,
        calculatedAt: ListSample.now,
        updatedAt: ListSample.now, sums: .init(toDo: 1, inProgress: 2, done: 3), url: "http://localhost/projects/spring"
    )
}
