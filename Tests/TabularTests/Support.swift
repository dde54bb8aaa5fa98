// SPDX-License-Identifier: Apache-2.0
import Tabular
import TestKit

/// A record copied out of a reader, to compare.
struct ReadRecord: Equatable, CustomStringConvertible {
    var fields: [[UInt8]]
    var position: SplitPoint
    var next: SplitPoint
    var raw: [UInt8]

    var texts: [String] { fields.map { String(decoding: $0, as: UTF8.self) } }
    var description: String { "\(position.record)@\(position.line):\(position.byteOffset) \(texts)" }
}

func array(_ span: Span<UInt8>) -> [UInt8] {
    span.indices.map { span[$0] }
}

/// All records of a file that is fed in the given blocks.
func read(
    _ blocks: [ArraySlice<UInt8>], dialect: Dialect = .standard, from start: SplitPoint = .start, stop: Int? = nil,
    limit: Int = CSVReader.standardLimit
) throws(TabularError) -> [ReadRecord] {
    var reader = CSVReader(dialect: dialect, from: start, stop: stop, limit: limit)
    var records: [ReadRecord] = []
    var rest = blocks[...]
    while true {
        switch try reader.next() {
        case .record:
            records.append(
                ReadRecord(
                    fields: (0..<reader.fieldCount).map { array(reader.bytes(of: $0)) }, position: reader.position,
                    next: reader.nextPosition, raw: array(reader.recordBytes)))
        case .needsMoreInput:
            if let block = rest.popFirst() { reader.append(block) } else { reader.finish() }
        case .end: return records
        }
    }
}

func read(_ text: String, dialect: Dialect = .standard) throws -> [ReadRecord] {
    try read([Array(text.utf8)[...]], dialect: dialect)
}

extension SeededRandom {
    /// A text in which everything that matters to CSV is frequent.
    mutating func csvBytes(count: Int) -> [UInt8] {
        let pieces: [[UInt8]] = [
            "a", "bc", "lampe à huile", ";", ";", ";", ",", "\"", "\"", "\"\"", "\n", "\r\n", "\r", " ", "\t", "é",
            "\u{1}",
            "'", "\0", "a long run of plain text without any special byte",
        ].map { Array($0.utf8) }
        var bytes: [UInt8] = []
        while bytes.count < count { bytes += pick(pieces) }
        return bytes
    }

    /// The bytes cut at random places.
    mutating func blocks(of bytes: [UInt8], upTo largest: Int) -> [ArraySlice<UInt8>] {
        var blocks: [ArraySlice<UInt8>] = []
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + Int.random(in: 0...largest, using: &self))
            blocks.append(bytes[at..<end])
            at = end
        }
        return blocks
    }
}
