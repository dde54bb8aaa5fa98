// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The file of the import benchmark: products with twelve attributes each, all valid, the same for the same seed; about 200 B
/// a row, one in fifty with an enclosed cell, one in five hundred with a line break in it.
struct ImportFile {
    static let columns = [
        "sku", "family", "categories", "enabled", "name-en_US", "description", "brand", "color", "materials",
        "price-EUR",
        "rating", "warranty_months", "release_date", "outdoor", "ean", "manual_code",
    ]

    static let colors = ["amber", "black", "blue", "copper", "green", "grey", "ivory", "red", "sand", "white"]
    static let brands = [
        "aldernorth", "brightwell", "corvane", "dunmere", "eastlock", "farrowby", "glenhaven", "holmesk",
    ]
    static let materials = ["ash", "brass", "cotton", "glass", "linen", "oak", "steel", "wool"]
    static let categories = ["garden", "kitchen", "lighting", "living", "sleeping", "storage"]

    let path: String
    /// Another edition changes the price, the rating and the description of every row.
    let edition: Int

    /// Writes rows until there are `rows` of them or the file has `bytes`; returns both.
    func write(rows limit: Int = .max, bytes: Int = .max) throws -> (rows: Int, bytes: Int) {
        guard let file = fopen(path, "we") else { throw BenchFailure("\(path): \(String(cString: strerror(errno)))") }
        var buffer: [UInt8] = []
        buffer.reserveCapacity(1 << 20)
        var total = 0
        var rows = 0
        append(Self.columns.joined(separator: ";"), to: &buffer)
        buffer.append(UInt8(ascii: "\n"))
        while rows < limit, total + buffer.count < bytes {
            appendRow(rows, to: &buffer)
            rows += 1
            if buffer.count > (1 << 20) - 4096 {
                total += buffer.count
                try flush(&buffer, to: file)
            }
        }
        total += buffer.count
        try flush(&buffer, to: file)
        guard fclose(file) == 0 else { throw BenchFailure("\(path): \(String(cString: strerror(errno)))") }
        return (rows, total)
    }

    private func appendRow(_ number: Int, to buffer: inout [UInt8]) {
        var mixed = UInt64(number &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        var bits = mixed ^ (mixed >> 31)
        func choose(_ count: Int) -> Int {
            let choice = Int(bits % UInt64(count))
            bits = (bits / UInt64(count)) &* 0x9E37_79B9_7F4A_7C15 ^ (bits >> 17)
            return choice
        }
        let color = Self.colors[choose(Self.colors.count)]
        let brand = Self.brands[choose(Self.brands.count)]
        let material = choose(Self.materials.count)
        let category = Self.categories[choose(Self.categories.count)]
        append("BM-\(100_000_000 + number);bench;\(category);\(choose(12) == 0 ? 0 : 1);", to: &buffer)
        append("\(brand) \(category) piece \(number % 9_973);", to: &buffer)
        appendDescription(number, color, Self.materials[material], to: &buffer)
        append(";\(brand);\(color);\(Self.materials[material])", to: &buffer)
        if choose(2) == 0 { append(",\(Self.materials[(material + 3) % Self.materials.count])", to: &buffer) }
        append(
            ";\(10 + choose(900) + edition).\(10 + choose(90));\((choose(40) + edition) % 50).5;\(12 * (1 + choose(5)));",
            to: &buffer)
        append("20\(10 + choose(16))-0\(1 + choose(9))-\(10 + choose(19));\(choose(2));", to: &buffer)
        append("\(4_000_000_000_000 + number);M-\(number % 7_919)-\(color)\n", to: &buffer)
    }

    private func appendDescription(_ number: Int, _ color: String, _ material: String, to buffer: inout [UInt8]) {
        let text = "Edition \(edition) in \(color) and \(material), made to last and simple to mend"
        switch number % 500 {
        case 0: append("\"\(text):\nfirst line, second line\"", to: &buffer)
        case let rest where rest % 50 == 0: append("\"\(text); called \"\"the \(color) one\"\"\"", to: &buffer)
        default: append(text, to: &buffer)
        }
    }

    private func append(_ text: String, to buffer: inout [UInt8]) { buffer.append(contentsOf: text.utf8) }

    private func flush(_ buffer: inout [UInt8], to file: UnsafeMutablePointer<FILE>) throws {
        guard fwrite(buffer, 1, buffer.count, file) == buffer.count else {
            throw BenchFailure("\(path): \(String(cString: strerror(errno)))")
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
