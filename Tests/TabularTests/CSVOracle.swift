// SPDX-License-Identifier: Apache-2.0
import Tabular

/// The rules of CSV said once more, as plainly as possible: what the reader must find, one byte after the other.
enum CSVOracle {
    /// The records of a file, and whether an enclosure in it never closes; the records before that one stand.
    static func read(_ bytes: [UInt8], dialect: Dialect) -> CSVOutcome {
        var found = CSVOutcome()
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count {
            var (cells, isEnclosed): ([[UInt8]], Bool) = ([], false)
            var isWhole = false
            while !isWhole {
                var cell: [UInt8] = []
                if at < bytes.count, bytes[at] == dialect.enclosure {
                    isEnclosed = true
                    guard let end = enclosed(bytes, from: at, dialect, into: &cell) else {
                        found.isUnterminated = true
                        return found
                    }
                    at = end
                }
                while at < bytes.count, bytes[at] != dialect.delimiter, bytes[at] != 0x0A, bytes[at] != 0x0D {
                    cell.append(bytes[at])
                    at += 1
                }
                cells.append(cell)
                if at < bytes.count, bytes[at] == dialect.delimiter { at += 1 } else { isWhole = true }
            }
            if at < bytes.count {
                let isPair = bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A
                at += isPair ? 2 : 1
            }
            if isEnclosed || cells.contains(where: { !$0.isEmpty }) { found.records.append(cells) }
        }
        return found
    }

    /// Reads an enclosed cell; where it closes, nil when it does not.
    private static func enclosed(
        _ bytes: [UInt8], from start: Int, _ dialect: Dialect, into cell: inout [UInt8]
    ) -> Int? {
        var at = start + 1
        while at < bytes.count {
            guard bytes[at] == dialect.enclosure else {
                cell.append(bytes[at])
                at += 1
                continue
            }
            guard at + 1 < bytes.count, bytes[at + 1] == dialect.enclosure else { return at + 1 }
            cell.append(dialect.enclosure)
            at += 2
        }
        return nil
    }
}

/// What was found in a file.
struct CSVOutcome: Equatable {
    var records: [[[UInt8]]] = []
    var isUnterminated = false
    /// What cannot be: steps without end, offsets that go back or leave the file.
    var fault: String?
}
