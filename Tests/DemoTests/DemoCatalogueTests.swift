// SPDX-License-Identifier: Apache-2.0
import Glibc
import Tabular
import TestKit
import Testing

@testable import chantier

@Suite struct DemoCatalogueTests {
    /// Writes a catalogue into a folder of its own, lends it, and removes it.
    private func withCatalogue<Result>(
        products: Int, seed: UInt64 = 1, _ body: (String, DemoCatalogue.Expected) throws -> Result
    ) throws -> Result {
        let folder = try Folder()
        return try body(folder.path, try DemoCatalogue(products: products, seed: seed).write(to: folder.path))
    }

    private static let files =
        DemoStructure.tables.map(\.file) + ["product_models.csv", "products.csv"]

    private func bytes(_ path: String) throws -> [UInt8] {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
        return bytes
    }

    /// Every record of a file as texts, header first.
    private func records(_ path: String) throws -> [[String]] {
        var reader = CSVReader()
        reader.append(try bytes(path)[...])
        reader.finish()
        var records: [[String]] = []
        while try reader.next() == .record {
            records.append((0..<reader.fieldCount).map { reader.text(of: $0) })
        }
        return records
    }

    @Test func `the same seed writes the same files, another seed others`() throws {
        let write: (UInt64) throws -> [[UInt8]] = { seed in
            try withCatalogue(products: 300, seed: seed) { folder, _ in
                try Self.files.map { try bytes("\(folder)/\($0)") }
            }
        }
        let first = try write(1)
        #expect(try write(1) == first)
        #expect(try write(2) != first)
    }

    @Test(arguments: [0, 1, 99, 100, 250, 6000])
    func `exactly one row of a hundred is faulty, and the expected counts add up`(products: Int) throws {
        try withCatalogue(products: products) { folder, expected in
            #expect(expected.read == products)
            #expect(expected.created + expected.invalid + expected.superseded == products)
            #expect(expected.warnings.values.reduce(0, +) == products / 100)
            for file in Self.files {
                let count = try records("\(folder)/\(file)").count
                #expect(count - 1 == expected.records[file])
            }
        }
    }

    @Test func `every kind of fault comes, and as often as the others`() throws {
        let rounds = 2
        try withCatalogue(products: rounds * DemoFault.allCases.count * 100) { _, expected in
            #expect(Set(expected.warnings.keys) == Set(DemoFault.allCases.map(\.rawValue)))
            #expect(Set(expected.warnings.values) == [rounds])
            #expect(expected.superseded == rounds)
            #expect(expected.invalid == rounds * (DemoFault.allCases.count - 2))
        }
    }

    @Test func `identifiers differ but for the superseded rows, which come before the last one`() throws {
        try withCatalogue(products: 6000) { folder, expected in
            let codes = try records("\(folder)/products.csv").dropFirst().map { $0[0].lowercased() }
            #expect(codes.count - Set(codes).count == expected.superseded)
            #expect(expected.superseded > 0)
        }
    }

    @Test func `a row that is not faulty fills 12 to 20 cells and names nothing unknown`() throws {
        try withCatalogue(products: 6000) { folder, expected in
            let table = try records("\(folder)/products.csv")
            let header = table[0]
            #expect(header == DemoProducts.header && header.count == DemoProducts.Column.allCases.count)
            let families = Set(DemoFamily.allCases.map(\.rawValue))
            let models = Set(try records("\(folder)/product_models.csv").map { $0[0] })
            let categories = Set(try records("\(folder)/categories.csv").map { $0[0] })
            let column: (DemoProducts.Column) -> Int = { $0.rawValue }
            var strange = 0
            for row in table.dropFirst() {
                let isWhole = row.count == header.count && (12...20).contains(row.count { !$0.isEmpty })
                let parent = row[column(.parent)]
                let isKnown =
                    families.contains(row[column(.family)]) && (parent.isEmpty || models.contains(parent))
                    && row[column(.categories)].split(separator: ",").allSatisfy { categories.contains(String($0)) }
                if !isWhole || !isKnown { strange += 1 }
            }
            let faults: [DemoFault] = [.rowTooLong, .unknownFamily, .unknownParent, .unknownCategory]
            #expect(strange == faults.map { expected.warnings[$0.rawValue] ?? 0 }.reduce(0, +))
            #expect(strange == 8)
        }
    }

    @Test func `the attributes of a family, and those of its levels, are defined`() throws {
        let defined = Set(DemoAttribute.all.map(\.code))
        #expect(defined.count == DemoAttribute.all.count)
        for family in DemoFamily.allCases { #expect(defined.isSuperset(of: family.attributes)) }
        #expect(DemoAttribute.all.allSatisfy { $0.record.count == DemoAttribute.header.count })
        for table in DemoStructure.tables {
            #expect(table.records.allSatisfy { $0.count == table.header.count }, "\(table.file)")
            let keys = table.records.map { table.file == "attribute_options.csv" ? $0[0] + ":" + $0[1] : $0[0] }
            #expect(Set(keys).count == keys.count, "\(table.file)")
        }
    }

    @Test func `a folder that is not there is an error that names the file`() {
        let error = #expect(throws: DemoFileError.self) {
            try DemoCatalogue(products: 1).write(to: "/nonexistent/folder")
        }
        #expect(error?.description.contains("/nonexistent/folder/currencies.csv") == true)
    }
}
