// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct CategoryPlanTests {
    /// Nodes as `key<parent`, in the order of the file; `!` marks one that is refused for another cause.
    private func plan(_ nodes: [String], stored: [String: String?] = [:]) -> CategoryPlan {
        CategoryPlan(
            nodes.enumerated().map { place, text in
                let parts = text.split(separator: "<", maxSplits: 1).map(String.init)
                let key = parts[0].hasSuffix("!") ? String(parts[0].dropLast()) : parts[0]
                return CategoryPlan.Node(
                    row: Int64(place + 1), key: key, parent: parts.count > 1 ? parts[1] : nil,
                    isRefused: parts[0].hasSuffix("!"))
            }, stored: stored)
    }

    @Test func `a parent may stand anywhere in the file`() {
        let plan = plan(["leaf<twig", "twig<branch", "root", "branch<root"])
        #expect(plan.faults.isEmpty)
        #expect(plan.levels == [1: 3, 2: 2, 3: 0, 4: 1])
        #expect(plan.highestLevel == 3)
    }

    @Test func `children of a category that is not written are refused too`() {
        // Worked case: a, b(a), t(x), u(t), and x is missing.
        let plan = plan(["a", "b<a", "t<x", "u<t"])
        #expect(plan.faults == [3: .unknownParent, 4: .unknownParent])
        #expect(plan.levels == [1: 0, 2: 1])
    }

    @Test func `a category refused for another cause takes its children along, unless it is stored`() {
        #expect(plan(["a!", "b<a", "c<b"]).faults == [2: .unknownParent, 3: .unknownParent])
        #expect(plan(["a!", "b<a"], stored: ["a": nil]).faults.isEmpty)
    }

    @Test func `what would stand below itself is refused`() {
        #expect(plan(["a<a"]).faults == [1: .cycle])
        #expect(plan(["a<b", "b<c", "c<a", "d<a"]).faults == [1: .cycle, 2: .cycle, 3: .cycle, 4: .unknownParent])
    }

    @Test func `only the records that close the circle are to blame`() {
        // Stored: b below a. The file moves a below b, and repeats b as it is.
        let plan = plan(["a<b", "b<a"], stored: ["a": nil, "b": "a"])
        #expect(plan.faults == [1: .cycle])
        #expect(plan.levels == [2: 0])
    }

    @Test func `a tree may be turned round`() {
        let plan = plan(["a<b", "b"], stored: ["a": nil, "b": "a"])
        #expect(plan.faults.isEmpty)
        #expect(plan.levels == [1: 1, 2: 0])
    }

    @Test func `a move closes a circle through categories that are only stored`() {
        #expect(plan(["a<c"], stored: ["a": nil, "b": "a", "c": "b"]).faults == [1: .cycle])
    }

    @Test func `the plan stays the same when a worker takes over in the middle`() {
        let file = ["c<b", "b<a", "a", "x<y", "y<x", "z<y"]
        let fresh = plan(file)
        let halfway = plan(file, stored: ["a": nil, "b": "a"])
        #expect(fresh.faults == halfway.faults)
        #expect(fresh.levels == halfway.levels)
    }

    @Test func `a deep tree needs no deep stack`() {
        let depth = 20_000
        let plan = plan((0..<depth).map { $0 == 0 ? "n0" : "n\($0)<n\($0 - 1)" })
        #expect(plan.highestLevel == depth - 1)
    }
}
