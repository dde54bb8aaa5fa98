// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import Testing

@Suite struct JobRegistryTests {
    @Test func `a registry finds jobs by name and knows what may be split`() throws {
        let step = Step(name: "one", label: "One", mayBeSplit: true, splitMinimum: 7) { _, _ in }
        let registry = JobRegistry([
            Job(name: "a", kind: .import, label: "A", steps: [step]),
            Job(name: "b", kind: .rule, label: "B", steps: [Step(name: "x", label: "X", splitMinimum: 3) { _, _ in }]),
        ])
        #expect(registry["a"]?.label == "A")
        #expect(registry["c"] == nil)
        #expect(registry.hasSplittableSteps)
        #expect(registry.splitMinimum == 7)
        let abilities = try registry.abilities().decoded(as: [String: [String: Int]].self)
        #expect(abilities == ["a": ["one": 1], "b": ["x": 1]])
    }

    @Test func `a registration is JSON whatever the names hold`() throws {
        struct Entry: Decodable {
            struct Step: Decodable {
                var name: String
                var is_planned: Bool
            }
            var kind: String
            var label: String
            var steps: [Step]
            var parameters: [String: [String: Bool]]
        }
        let job = Job(
            name: "a", kind: .massEdit, label: "A \"quoted\" \\ label",
            parameters: [Parameter("o", default: #"{"x":true}"#)],
            steps: [Step(name: "s", label: "S", plan: { _, _ in .none }, run: { _, _ in })])
        let entries = try JobRegistry([job]).registration().decoded(as: [Entry].self)
        #expect(entries.first?.kind == "mass_edit")
        #expect(entries.first?.label == "A \"quoted\" \\ label")
        #expect(entries.first?.steps.first?.is_planned == true)
        #expect(entries.first?.parameters == ["o": ["x": true]])
    }
}
