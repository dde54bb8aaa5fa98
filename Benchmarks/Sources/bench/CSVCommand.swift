// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Tabular

/// The CSV reader and the scan by themselves, on one core and in memory: the file of the import benchmark.
struct CSVCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "Megabytes a second of the CSV reader and of the scan, on one core.")

    @Option(help: "Records in the file.") var rows = 1_000_000
    @Option(help: "Times that each is run; the best counts.") var rounds = 5
    @Option(help: "A file to be read instead, with semicolons.") var file: String?

    /// What an import takes from the database at a time.
    private static let blockSize = 256 << 10

    func run() throws {
        let bytes = try read()
        Report.title(
            "CSV: \(Report.decimal(Double(bytes.count) / 1e6)) MB in blocks of 256 KiB, processor time of one core")
        let copy = best(bytes) { Self.copy(bytes) }
        let cells = best(bytes) { Self.read(bytes) }
        let scan = best(bytes) { Self.scan(bytes, wanted: nil) }
        let asImport = best(bytes) { Self.scan(bytes, wanted: 1) }
        Report.figure("copying the blocks", "\(Report.decimal(copy, 0)) MB/s")
        Report.figure("reader: all cells of all records", "\(Report.decimal(cells, 0)) MB/s")
        Report.figure("scan that tells all cells apart", "\(Report.decimal(scan, 0)) MB/s")
        Report.figure("scan that wants the first cell, as of an import", "\(Report.decimal(asImport, 0)) MB/s")
        Report.ratio("reader against 500 MB/s", cells, of: 500, atLeast: 1)
        Report.ratio("scan against 1 GB/s", asImport, of: 1_000, atLeast: 1)
    }

    private func read() throws -> [UInt8] {
        if let file { return try Self.contents(of: file) }
        let path = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/chantier-bench-\(getpid()).csv"
        defer { unlink(path) }
        _ = try ImportFile(path: path, edition: 1).write(rows: rows)
        return try Self.contents(of: path)
    }

    private static func contents(of path: String) throws -> [UInt8] {
        guard let file = fopen(path, "re") else { throw BenchFailure("\(path): \(String(cString: strerror(errno)))") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = fread(&block, 1, block.count, file)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: block[0..<count])
        }
    }

    /// Megabytes a second of the best round; the answer is the same in each, or the work was not done.
    private func best(_ bytes: [UInt8], _ work: () -> Int) -> Double {
        var least = Double.infinity
        var answers: Set<Int> = []
        for _ in 0..<max(1, rounds) {
            let start = Self.processorSeconds()
            answers.insert(work())
            least = min(least, Self.processorSeconds() - start)
        }
        precondition(answers.count == 1 && !answers.contains(0), "the rounds found different records")
        return Double(bytes.count) / 1e6 / least
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func copy(_ bytes: [UInt8]) -> Int {
        var block: [UInt8] = []
        var sum = 0
        for start in stride(from: 0, to: bytes.count, by: blockSize) {
            block.removeAll(keepingCapacity: true)
            block.append(contentsOf: bytes[start..<min(start + blockSize, bytes.count)])
            sum &+= Int(block[block.count / 2])
        }
        return sum
    }

    private static func read(_ bytes: [UInt8]) -> Int {
        var reader = CSVReader()
        var cells = 0
        for start in stride(from: 0, to: bytes.count, by: blockSize) {
            reader.append(bytes[start..<min(start + blockSize, bytes.count)])
            while let step = try? reader.next(), step == .record { cells += reader.fieldCount }
        }
        reader.finish()
        while let step = try? reader.next(), step == .record { cells += reader.fieldCount }
        return cells
    }

    private static func scan(_ bytes: [UInt8], wanted: Int?) -> Int {
        var scan = Scan()
        for start in stride(from: 0, to: bytes.count, by: blockSize) {
            let block = bytes[start..<min(start + blockSize, bytes.count)]
            block.withUnsafeBytes { block in
                scan.append(block.bytes) { reader in
                    if let wanted, reader.position.record == 0 { reader.want(cells: wanted) }
                }
            }
        }
        return scan.finish().recordCount
    }
}
