// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import Testing

@testable import Exports

@Suite struct FileSumsTests {
    private let key = FileSums.Key(execution: UUIDBytes(high: 1, low: 2), artifact: 3, timeline: "00000001")

    private func chunk(_ records: Range<Int64>, _ text: String) -> FileSums.Chunk {
        FileSums.Chunk(file: key, first: 11, records: records, bytes: Array(text.utf8))
    }

    private func give(_ chunks: [FileSums.Chunk], to sums: FileSums) {
        for chunk in chunks {
            sums.announce(chunk)
            sums.add(chunk)
        }
    }

    private func whole(_ text: String) -> FileSums.Sum {
        var checksum = Checksum()
        checksum.add(Array(text.utf8))
        return FileSums.Sum(size: Int64(text.utf8.count), checksum: checksum.value)
    }

    @Test func `chunks that come in any order sum up in the order of their records`() {
        let chunks = [chunk(11..<20, "one "), chunk(20..<21, ""), chunk(21..<30, "two "), chunk(30..<31, "three")]
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            let sums = FileSums()
            give(order.map { chunks[$0] }, to: sums)
            #expect(sums.take(key, records: 20) == whole("one two three"), "\(order)")
            #expect(sums.take(key, records: 20) == nil, "it is forgotten once taken")
        }
    }

    @Test func `a file without records has its header`() {
        let sums = FileSums()
        give([chunk(11..<11, "header")], to: sums)
        #expect(sums.take(key, records: 0) == whole("header"))
    }

    @Test func `what is not whole has no sum`() {
        let sums = FileSums()
        give([chunk(11..<20, "one"), chunk(21..<30, "three")], to: sums)
        #expect(sums.take(key, records: 19) == nil)
        give([chunk(11..<20, "one")], to: sums)
        #expect(sums.take(key, records: 10) == nil, "it has more records than were given")
        let late = chunk(11..<20, "one")
        sums.announce(late)
        sums.withdraw(late)
        #expect(sums.take(key, records: 9) == nil)
    }

    @Test func `a chunk that comes twice spoils the sum`() {
        let sums = FileSums()
        give([chunk(11..<20, "one"), chunk(11..<20, "one"), chunk(20..<21, "two")], to: sums)
        #expect(sums.take(key, records: 10) == nil)
    }

    @Test func `no more waits than may`() {
        let sums = FileSums(mostHeld: 8)
        give([chunk(20..<21, "12345"), chunk(21..<22, "6789"), chunk(11..<20, "0")], to: sums)
        #expect(sums.take(key, records: 11) == nil)
        let other = FileSums(mostHeld: 8)
        give([chunk(20..<21, "12345"), chunk(11..<20, "0"), chunk(21..<22, "678901234567890")], to: other)
        #expect(other.take(key, records: 11) == whole("012345678901234567890"), "what is next never waits")
    }

    @Test func `a file that waits for what never comes makes room for the next one`() {
        let sums = FileSums(mostHeld: 8)
        give([chunk(20..<21, "12345")], to: sums)
        let other = FileSums.Key(execution: UUIDBytes(high: 1, low: 2), artifact: 4, timeline: "00000001")
        let late = FileSums.Chunk(file: other, first: 1, records: 5..<6, bytes: Array("6789".utf8))
        let first = FileSums.Chunk(file: other, first: 1, records: 1..<5, bytes: Array("0".utf8))
        give([late, first], to: sums)
        #expect(sums.take(other, records: 5) == whole("06789"))
        give([chunk(11..<20, "0")], to: sums)
        #expect(sums.take(key, records: 10) == nil)
    }

    @Test func `threads that write side by side come to the same sum`() async {
        let texts = (0..<200).map { String(repeating: "\($0);", count: $0 % 7 * 500) }
        let sums = FileSums()
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    for place in stride(from: worker, to: texts.count, by: 4) {
                        give([chunk(11 + Int64(place)..<12 + Int64(place), texts[place])], to: sums)
                    }
                }
            }
        }
        #expect(sums.take(key, records: 200) == whole(texts.joined()))
    }
}
