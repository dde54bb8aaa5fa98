// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct CodeTableTests {
    @Test func `codes are found without case and yield their stored spelling`() {
        let codes = (0..<3000).map { "Code_\($0)" }
        let table = CodeTable(codes)
        for (place, code) in codes.enumerated() {
            #expect(table.find(code.uppercased()) == place)
            var spelled: [UInt8] = []
            table.append(place, to: &spelled)
            #expect(spelled.text == code)
        }
        #expect(table.find("Code_3000") == nil)
        #expect(table.find("") == nil)
        #expect(CodeTable().find("a") == nil)
    }

    @Test func `of two codes that differ in case only the first is found`() {
        #expect(CodeTable(["Red", "RED"]).find("red") == 0)
    }

    @Test func `a set of attributes holds exactly its own`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let one = Set((0..<20).map { _ in Int.random(in: 0...300, using: &random) })
            let other = Set((0..<20).map { _ in Int.random(in: 0...300, using: &random) })
            var both = AttributeSet(one)
            both.formUnion(AttributeSet(other))
            let rest = AttributeSet(one).subtracting(AttributeSet(other))
            for place in 0...320 {
                #expect(both.contains(place) == one.union(other).contains(place))
                #expect(rest.contains(place) == one.subtracting(other).contains(place))
            }
        }
    }
}
