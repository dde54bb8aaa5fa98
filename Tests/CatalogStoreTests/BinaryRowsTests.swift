// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CatalogStore

@Suite struct BinaryRowsTests {
    @Test func `rows are handed out in the order of their keys, those without a key first`() {
        var rows = BinaryRows()
        for key in ["b", "", "a"] {
            rows.beginRow(fields: 1)
            if key.isEmpty { rows.appendNull() } else { rows.append(key: Array(key.utf8)) }
        }
        var keys: [UInt8] = []
        rows.forEachSorted { keys.append($0[$0.endIndex - 1]) }
        #expect(keys == [0xFF, UInt8(ascii: "a"), UInt8(ascii: "b")])
    }

    @Test func `a block begins with the signature and ends with the trailer`() {
        let block = BinaryRows().sortedBlock()
        #expect(block == Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
    }

    @Test func `neighbouring ids are one range`() {
        #expect(HistoryColumns.multirange([7, 5, 6, 10]) == "{[5,8),[10,11)}")
    }

    @Test func `a made uuid is of version 4`() {
        let uuid = Array(UUIDBytesSample.random().utf8)
        #expect(uuid[14] == UInt8(ascii: "4"))
        #expect("89ab".utf8.contains(uuid[19]))
    }
}
