// SPDX-License-Identifier: Apache-2.0
import Tabular
import TestKit
import Testing

@Suite struct CSVReaderPropertyTests {
    /// What a reader does with a file: its records, or the error's rule and line.
    private func outcome(
        _ blocks: [ArraySlice<UInt8>], from start: SplitPoint = .start, stop: Int? = nil
    ) -> Result<[ReadRecord], TabularError> {
        do throws(TabularError) {
            return .success(try read(blocks, from: start, stop: stop))
        } catch {
            return .failure(error)
        }
    }

    @Test func `a file cut in two at any byte gives the same records`() throws {
        let text =
            "\u{FEFF}code;\"la\"\"bel\"\r\n;;\r\n1;\"two\r\nlines;\"\r\r\n\n\"x\"y;é\n2;\"\"\"q\"\"\"\r\n\"\";end"
        let bytes = Array(text.utf8)
        let whole = try read([bytes[...]])
        #expect(whole.count == 5)
        for cut in 0...bytes.count {
            #expect(try read([bytes[..<cut], bytes[cut...]]) == whole, "cut at \(cut)")
        }
        #expect(try read(bytes.indices.map { bytes[$0...$0] }) == whole)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `random files cut at random places give the same records or the same error`(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        for _ in 0..<25 {
            let bytes = generator.csvBytes(count: Int.random(in: 0...120, using: &generator))
            let whole = outcome([bytes[...]])
            for largest in [1, 2, 5, 40] {
                let blocks = generator.blocks(of: bytes, upTo: largest)
                #expect(outcome(blocks) == whole, "\(bytes) in \(blocks.map(\.count))")
            }
            for cut in 0...bytes.count {
                #expect(outcome([bytes[..<cut], bytes[cut...]]) == whole, "\(bytes) cut at \(cut)")
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `reading on from any record, up to any record, gives the same records as reading the whole`(
        seed: UInt64
    ) throws {
        var generator = SeededRandom(seed: seed)
        for _ in 0..<20 {
            let bytes = generator.csvBytes(count: 200)
            guard case .success(let whole) = outcome([bytes[...]]), !whole.isEmpty else { continue }
            let first = Int.random(in: 0..<whole.count, using: &generator)
            let last = Int.random(in: first..<whole.count, using: &generator)
            let (start, stop) = (whole[first].position, whole[last].position.byteOffset)
            // Fed with nothing but its own bytes, or with more than it needs.
            let own = generator.blocks(of: Array(bytes[start.byteOffset..<stop]), upTo: 9)
            let more = generator.blocks(of: Array(bytes[start.byteOffset...]), upTo: 9)
            for blocks in [own, more] {
                #expect(try read(blocks, from: start, stop: stop) == Array(whole[first..<last]))
            }
            // The point behind a record serves as well, blank lines or not.
            let rest = try read([bytes[whole[first].next.byteOffset...]], from: whole[first].next)
            #expect(rest == Array(whole[(first + 1)...]))
        }
    }

    @Test func `a range whose end is lowered on the way leaves the later records to others`() throws {
        let bytes = Array("a\n1\n2\n3\n4\n".utf8)
        var reader = CSVReader(from: SplitPoint(record: 1, line: 2, byteOffset: 2))
        reader.append(bytes[2...])
        #expect(try reader.next() == .record)
        reader.stop(at: 6)
        #expect(try reader.next() == .record)
        #expect(reader.text(of: 0) == "2")
        #expect(try reader.next() == .end)
        reader.stop(at: 8)
        #expect(try reader.next() == .end)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `random bytes never crash the reader, and every byte belongs to a record or a blank line`(seed: UInt64) {
        var generator = SeededRandom(seed: seed &+ 1000)
        for _ in 0..<50 {
            let count = Int.random(in: 0...300, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            guard case .success(let records) = outcome(generator.blocks(of: bytes, upTo: 30)) else { continue }
            for record in records {
                #expect(record.raw == Array(bytes[record.position.byteOffset..<record.next.byteOffset]))
            }
            for (one, two) in zip(records, records.dropFirst()) {
                let between = bytes[one.next.byteOffset..<two.position.byteOffset]
                #expect(between.allSatisfy { $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: ";") })
            }
        }
    }
}
