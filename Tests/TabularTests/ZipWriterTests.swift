// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Tabular
import Testing

@Suite struct ZipWriterTests {
    private typealias Action = @Sendable (ZipWriter) throws -> Void

    /// Packed and plain files, small and large ones, and a name that is not plain.
    private static let actions: [Action] = [
        { $0.add("a.txt", Array("plain".utf8)) }, { $0.begin("files/Éclair.txt") },
        { try $0.write([UInt8](repeating: 7, count: 300_000)) }, { try $0.flush() },
        { try $0.write(Array("end".utf8)) }, { try $0.end() }, { $0.begin("large", isLarge: true) },
        { try $0.write((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }) }, { try $0.flush() },
        { try $0.flush() }, { try $0.end() }, { $0.begin("empty") }, { try $0.end() }, { $0.add("b", []) },
    ]

    @Test func `an archive that goes from writer to writer is the one of a single writer`() throws {
        let single = try ZipWriter()
        for action in Self.actions { try action(single) }
        try single.finish()
        #expect(single.state == nil)
        let whole = single.take()
        #expect(single.count == whole.count)
        for stride in 1...3 {
            var writer = try ZipWriter()
            var bytes: [UInt8] = []
            var handOvers = 0
            for (place, action) in Self.actions.enumerated() {
                try action(writer)
                guard place.isMultiple(of: stride), let state = writer.state else { continue }
                bytes += writer.take()
                #expect(state.count == bytes.count)
                writer = try ZipWriter(
                    resuming: JSONDecoder().decode(ZipWriter.State.self, from: JSONEncoder().encode(state)))
                handOvers += 1
            }
            try writer.finish()
            bytes += writer.take()
            #expect(bytes == whole && handOvers > 2)
        }
    }

    private static let expected =
        "504b0304140000000000000021008316dc8c0100000001000000010000006178504b03042d0008080800000021000000"
        + "0000ffffffffffffffff02001400c3a901001000000000000000000000000000000000000300504b0708000000000200"
        + "0000000000000000000000000000504b01021400140000000000000021008316dc8c0100000001000000010000000000"
        + "00000000000000000000000061504b01022d002d00080808000000210000000000ffffffffffffffff02001400000000"
        + "0000000000000020000000c3a90100100000000000000000000200000000000000504b05060000000002000200730000"
        + "006e0000000000"

    @Test func `its bytes are these, as unzip and Python read them`() throws {
        let writer = try ZipWriter()
        writer.add("a", Array("x".utf8))
        writer.begin("é", isLarge: true)
        try writer.end()
        try writer.finish()
        let hex = writer.take().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(hex == Self.expected)
    }
}
