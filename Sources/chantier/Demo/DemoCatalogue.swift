// SPDX-License-Identifier: Apache-2.0

/// An invented shop for house and garden, written as the CSV files of a catalogue, the same for the same seed.
///
/// Products come in blocks of a hundred rows: ten variants of a lamp by colour, ten variants of a textile by colour and
/// size, eighty simple products. One row of each whole block is faulty, the kinds of fault taking turns, so exactly one
/// per cent is. `write` returns what an import of the files must report.
struct DemoCatalogue: Sendable {
    /// What an import into an empty catalogue must report; the structure files have no faults.
    struct Expected: Equatable, Sendable {
        /// Records of each file, by its name.
        var records: [String: Int] = [:]
        /// Records of products.csv: created + invalid + superseded.
        var read = 0
        var created = 0
        var invalid = 0
        /// Earlier rows of an identifier that comes again.
        var superseded = 0
        /// Warnings of the import step by reason, notes included.
        var warnings: [String: Int] = [:]
        /// Products that are linked to another one by the association step.
        var linked = 0
    }

    let products: Int
    let seed: UInt64

    init(products: Int = 100_000, seed: UInt64 = 1) {
        self.products = max(0, products)
        self.seed = seed
    }

    /// Blocks of a hundred rows, the last one perhaps not whole.
    var blocks: Int { (products + DemoProducts.blockSize - 1) / DemoProducts.blockSize }

    /// Writes the files into a folder, which must exist; throws `DemoFileError` naming the file that failed.
    func write(to directory: String) throws -> Expected {
        var expected = Expected()
        for table in DemoStructure.tables {
            try write(to: directory, table.file, header: table.header, &expected) { writer in
                for record in table.records { try writer.write(record) }
            }
        }
        try write(to: directory, "product_models.csv", header: DemoModels.header, &expected) { writer in
            for block in 0..<blocks { try DemoModels(seed: seed, block: block).write(to: &writer) }
        }
        var found = Expected()
        try write(to: directory, "products.csv", header: DemoProducts.header, &expected) { writer in
            for block in 0..<blocks {
                let rows = min(DemoProducts.blockSize, products - block * DemoProducts.blockSize)
                try DemoProducts(seed: seed, block: block, rows: rows).write(to: &writer, &found)
            }
        }
        found.records = expected.records
        return found
    }

    private func write(
        to directory: String, _ file: String, header: [String], _ expected: inout Expected,
        _ body: (inout DemoFile) throws -> Void
    ) throws {
        var writer = try DemoFile(path: "\(directory)/\(file)")
        try writer.write(header)
        try body(&writer)
        expected.records[file] = writer.records - 1
        try writer.close()
    }
}
