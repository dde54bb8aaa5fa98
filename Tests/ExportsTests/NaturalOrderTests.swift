// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Testing

@Suite struct NaturalOrderTests {
    @Test func `numbers count by their value, and underscores stand behind letters`() {
        let ordered = [
            "Attribute", "attr_0", "attr_1-en_US", "attr_2", "attr_9", "attr_10-EUR", "attr_10-USD", "attr_11",
            "maximum_scan_size", "maximum_video_resolution", "max_image_resolution", "name", "name-en_US", "NAME_2",
            "weight", "weight-unit", "x007", "x07", "x1",
        ]
        for seed in 0..<20 {
            var mixed = ordered
            for place in mixed.indices { mixed.swapAt(place, (place * 7 + seed * 3) % mixed.count) }
            #expect(mixed.sorted(by: NaturalOrder.precedes) == ordered)
        }
        #expect(NaturalOrder.precedes("A", "a") != NaturalOrder.precedes("a", "A"))
        #expect(!NaturalOrder.precedes("a", "a"))
    }
}

@Suite struct ChecksumTests {
    @Test func `a sum is that of the standard's examples, however the bytes come`() {
        var sum = Checksum()
        #expect(sum.text == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        sum.add(Array("abc".utf8))
        #expect(sum.text == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let bytes = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        var whole = Checksum()
        whole.add(bytes)
        for length in [1, 3, 55, 56, 63, 64, 65, 1_000] {
            var parts = Checksum()
            var plain = Checksum()
            for start in stride(from: 0, to: bytes.count, by: length) {
                parts.add(Array(bytes[start..<min(start + length, bytes.count)]))
                plain.addPlainly(Array(bytes[start..<min(start + length, bytes.count)]))
            }
            #expect(parts.text == whole.text)
            #expect(plain.text == whole.text)
        }
    }
}
