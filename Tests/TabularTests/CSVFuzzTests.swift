// SPDX-License-Identifier: Apache-2.0
import Glibc
import Tabular
import TestKit
import Testing

/// Small files made at random, cut at random, read by the reader and by the oracle.
///
/// `CHANTIER_FUZZ_INPUTS` is how many (a long run: 10,000,000 in release), `CHANTIER_FUZZ_SEED` where they begin; a failure
/// names the seed of its input.
@Suite struct CSVFuzzTests {
    private static let lanes: UInt64 = 4

    private static func setting(_ name: String, else standard: UInt64) -> UInt64 {
        getenv(name).flatMap { UInt64(String(cString: $0)) } ?? standard
    }

    @Test(arguments: 0..<lanes)
    func `the reader finds what the rules say in files made at random, however they are cut`(lane: UInt64) throws {
        let inputs = Self.setting("CHANTIER_FUZZ_INPUTS", else: 40_000)
        let first = Self.setting("CHANTIER_FUZZ_SEED", else: 1)
        var dialects: [Dialect] = []
        for delimiter in [";", ",", "|", "\t"] {
            for enclosure in ["\"", "'"] { dialects.append(try Dialect(delimiter: delimiter, enclosure: enclosure)) }
        }
        var records = 0
        for seed in stride(from: first + lane, to: first + inputs, by: Int(Self.lanes)) {
            var generator = SeededRandom(seed: seed &* 0x2545_F491_4F6C_DD1D)
            let dialect = dialects[Int(generator.next() % UInt64(dialects.count))]
            let bytes = Self.input(&generator, dialect)
            let expected = CSVOracle.read(bytes, dialect: dialect)
            let found = Self.read(bytes, dialect, &generator)
            guard found == expected else {
                Issue.record("seed \(seed), \(bytes): \(found), the rules say \(expected)")
                return
            }
            if seed % 2 == 0 {
                let wanted = 1 + Int(generator.next() % 4)
                let part = Self.read(bytes, dialect, &generator, wanted: wanted)
                var shortened = expected
                shortened.records = expected.records.map { Array($0.prefix(wanted)) }
                guard part == shortened else {
                    Issue.record("seed \(seed), \(bytes): of \(wanted) cells \(part), the rules say \(shortened)")
                    return
                }
            }
            if seed % 16 == 0, let fault = Self.scan(bytes, expected, dialect) {
                Issue.record("seed \(seed), \(bytes): \(fault)")
                return
            }
            records += expected.records.count
        }
        // Most inputs hold records; a generator of blank files would prove nothing.
        #expect(UInt64(records) > inputs / Self.lanes / 2)
    }

    /// A small file in which what matters to CSV is frequent; one in four holds any byte.
    private static func input(_ generator: inout SeededRandom, _ dialect: Dialect) -> [UInt8] {
        var shape = generator.next()
        let count = Int(shape % 48)
        let isAnything = shape & 0x300_0000 == 0
        shape >>= 32
        var bytes: [UInt8] = shape & 15 == 0 ? [0xEF, 0xBB, 0xBF] : []
        bytes.reserveCapacity(count + 3)
        var pool: UInt64 = 0
        for place in 0..<count {
            if place % 8 == 0 { pool = generator.next() }
            let byte = UInt8(truncatingIfNeeded: pool)
            pool >>= 8
            guard !isAnything else {
                bytes.append(byte)
                continue
            }
            switch byte & 15 {
            case 0...2: bytes.append(dialect.delimiter)
            case 3...5: bytes.append(dialect.enclosure)
            case 6, 7: bytes.append(0x0A)
            case 8: bytes.append(0x0D)
            case 9: bytes.append(contentsOf: [0x0D, 0x0A])
            case 10: bytes.append(0)
            case 11: bytes.append(byte)
            default: bytes.append(UInt8(ascii: "a") + (byte >> 4))
            }
        }
        return bytes
    }

    /// Reads the bytes in blocks cut at random; `wanted` nil: all cells.
    private static func read(
        _ bytes: [UInt8], _ dialect: Dialect, _ generator: inout SeededRandom, wanted: Int? = nil
    ) -> CSVOutcome {
        var reader = CSVReader(dialect: dialect)
        if let wanted { reader.want(cells: wanted) }
        var found = CSVOutcome()
        var (fed, end, steps) = (0, 0, 0)
        var isFinished = false
        let largest = 1 + Int(generator.next() % 24)
        while true {
            steps += 1
            guard steps <= 3 * bytes.count + 8 else {
                found.fault = "the reader does not come to an end"
                return found
            }
            do throws(TabularError) {
                switch try reader.next() {
                case .record:
                    found.records.append(cells(of: reader, wanted ?? .max))
                    let range = reader.recordRange
                    if range.lowerBound < end || range.upperBound > bytes.count || range.isEmpty {
                        found.fault = "a record stands at \(range)"
                        return found
                    }
                    end = range.upperBound
                case .needsMoreInput:
                    if fed == bytes.count {
                        if isFinished { found.fault = "the reader asks for more than all" }
                        if found.fault != nil { return found }
                        reader.finish()
                        isFinished = true
                    } else {
                        let count = min(bytes.count - fed, Int(generator.next() % UInt64(largest + 1)))
                        reader.append(bytes[fed..<(fed + count)])
                        fed += count
                        // A block may be empty, which must do no harm; it brings the end no nearer.
                        if count == 0 { steps -= 1 }
                    }
                case .end: return found
                }
            } catch {
                found.isUnterminated = error.code == .unterminatedQuote
                if !found.isUnterminated { found.fault = error.message }
                return found
            }
        }
    }

    private static func cells(of reader: borrowing CSVReader, _ wanted: Int) -> [[UInt8]] {
        var cells: [[UInt8]] = []
        for index in 0..<min(reader.fieldCount, wanted) { cells.append(array(reader.bytes(of: index))) }
        return cells
    }

    /// What a scan of the same bytes gets wrong; nil: nothing.
    private static func scan(_ bytes: [UInt8], _ expected: CSVOutcome, _ dialect: Dialect) -> String? {
        var scan = Scan(dialect: dialect, recordStride: 2, byteStride: 16)
        bytes.withUnsafeBytes { scan.append($0.bytes) }
        let report = scan.finish()
        guard !expected.isUnterminated else {
            return report.readerFailure?.code == .unterminatedQuote ? nil : "the scan misses the open enclosure"
        }
        if expected.records.isEmpty { return report.recordCount == 0 ? nil : "the scan counts \(report.recordCount)" }
        guard report.recordCount == expected.records.count - 1 else { return "the scan counts \(report.recordCount)" }
        let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
        return report.badLines.isEmpty == isUTF8 ? nil : "the scan names the lines \(report.badLines)"
    }
}
