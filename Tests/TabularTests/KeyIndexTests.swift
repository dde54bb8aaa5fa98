// SPDX-License-Identifier: Apache-2.0
import Tabular
import TestKit
import Testing

@Suite struct KeyIndexTests {
    private func groups(_ index: inout KeyIndex) throws -> [[Int]] {
        var found: [[Int]] = []
        while let more = try index.nextDuplicates() { found += more }
        return found
    }

    private func hash(_ text: String) -> KeyHash {
        KeyHash(Array(text.utf8).span)
    }

    @Test(
        arguments: [
            (0, 0xE6A8_25BA_047F_81A3, 0x9302_55C7_1472_F66D),
            (1, 0x44AF_996B_D8C1_87DA, 0x45FC_229B_1159_7634),
            (8, 0x61F5_5862_BAA9_623B, 0xB497_14F3_64E2_830F),
            (15, 0x11A8_B033_99E9_9354, 0xD9C3_CF97_0FEC_087E),
        ] as [(Int, UInt64, UInt64)])
    func `the hash is SipHash-2-4 with 128 bits, as its authors publish it`(
        count: Int, high: UInt64, low: UInt64
    ) {
        let message = (0..<count).map { UInt8($0) }
        let made = KeyHash(message.span, key: (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908))
        #expect(made.high == high)
        #expect(made.low == low)
    }

    @Test func `equal bytes have equal hashes, different bytes have not`() {
        #expect(hash("lamp_1") == hash("lamp_1"))
        var seen: Set<KeyHash> = []
        for number in 0..<20_000 { seen.insert(hash("lamp_\(number)")) }
        for length in 0..<40 { seen.insert(hash(String(repeating: "\0", count: length))) }
        #expect(seen.count == 20_040)
    }

    @Test(arguments: [1, 7, 1000, 1 << 20])
    func `records that share a key are grouped, ascending, whatever was spilled`(memoryLimit: Int) throws {
        var index = KeyIndex(memoryLimit: memoryLimit)
        var expected: [KeyHash: [Int]] = [:]
        var generator = SeededRandom(seed: UInt64(memoryLimit))
        for record in 1...5000 {
            let key = hash("key \(Int.random(in: 0..<4000, using: &generator))")
            expected[key, default: []].append(record)
            try index.add(key, record: record)
        }
        #expect(index.count == 5000)
        let found = try groups(&index)
        let order = expected.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
        #expect(found == order.map(\.value))
        #expect(found.count > 500)
    }

    @Test func `hundreds of thousands of records pass through the file`() throws {
        var index = KeyIndex(memoryLimit: 100)
        for record in 1...400_000 {
            // Every hundredth record repeats the key of the one before it.
            try index.add(hash("\(record % 100 == 0 ? record - 1 : record)"), record: record)
        }
        let found = try groups(&index)
        for group in found { #expect(group.count == 2 && group[1] % 100 == 0 && group[0] == group[1] - 1) }
        #expect(found.count == 4000)
    }

    @Test func `no group is shown when all keys differ`() throws {
        var index = KeyIndex()
        for record in 1...100 { try index.add(hash("\(record)"), record: record) }
        #expect(try groups(&index).isEmpty)
        var empty = KeyIndex()
        #expect(try groups(&empty).isEmpty)
    }

    @Test func `the groups are answered a bucket at a time, then no more`() throws {
        var index = KeyIndex(memoryLimit: 1)
        for record in 1...3 { try index.add(hash("same"), record: record) }
        for record in 4...600 { try index.add(hash("\(record / 2)"), record: record) }
        var answers: [[[Int]]] = []
        while let answer = try index.nextDuplicates() { answers.append(answer) }
        #expect(answers.count == 256)
        #expect(answers.joined().contains([1, 2, 3]))
        #expect(answers.joined().count == 299)
        #expect(try index.nextDuplicates() == nil)
    }

    @Test func `a folder that cannot be written is an error that names it`() {
        var index = KeyIndex(memoryLimit: 1, directory: "/nonexistent/folder")
        let error = #expect(throws: TabularError.self) {
            for record in 1...2 { try index.add(hash("\(record)"), record: record) }
        }
        #expect(error?.code == .temporaryFile)
        #expect(error?.message.contains("/nonexistent/folder") == true)
    }
}
