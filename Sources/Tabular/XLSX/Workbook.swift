// SPDX-License-Identifier: Apache-2.0

/// Which sheet of a workbook is meant.
public enum SheetChoice: Sendable, Equatable {
    /// The first one.
    case first
    /// The one of this name; capital and small letters are the same.
    case named(String)
    /// The one at this place, from 1.
    case number(Int)
}

/// The sheets of a workbook and where its parts stand.
struct Workbook: XMLHandler {
    struct Sheet {
        var name: String
        var relation: String
    }

    private(set) var sheets: [Sheet] = []
    /// Whether days are counted from 1904.
    private(set) var is1904 = false

    mutating func start(_ name: Span<UInt8>, _ attributes: Span<UInt8>) throws {
        if name.equals("sheet") {
            sheets.append(
                Sheet(
                    name: XMLEvents.attribute("name", in: attributes) ?? "",
                    relation: XMLEvents.attribute("id", in: attributes) ?? ""))
        } else if name.equals("workbookPr") {
            let value = XMLEvents.attribute("date1904", in: attributes) ?? ""
            is1904 = value == "1" || value == "true" || value == "on"
        }
    }

    mutating func end(_ name: Span<UInt8>) {}
    mutating func text(_ text: Span<UInt8>) {}

    /// The sheet that is meant; throws `sheetNotFound`, naming those that are there.
    func sheet(_ choice: SheetChoice) throws -> Sheet {
        let found: Sheet? =
            switch choice {
            case .first: sheets.first
            case .number(let number): sheets.indices.contains(number - 1) ? sheets[number - 1] : nil
            case .named(let name):
                sheets.first { $0.name == name } ?? sheets.first { $0.name.lowercased() == name.lowercased() }
            }
        if let found { return found }
        guard !sheets.isEmpty else { throw ZipDirectory.damaged("it has no sheet") }
        let asked =
            switch choice {
            case .first: ""
            case .number(let number): "\(number)"
            case .named(let name): "“\(name)”"
            }
        let known = sheets.prefix(20).map { "“\($0.name)”" }.joined(separator: ", ")
        throw TabularError(
            .sheetNotFound, "The workbook has no sheet \(asked).", action: "Choose one of its sheets: \(known).")
    }
}

/// Where the parts stand to which one part refers.
struct PartRelations: XMLHandler {
    private(set) var targets: [String: String] = [:]
    private(set) var byType: [String: String] = [:]

    mutating func start(_ name: Span<UInt8>, _ attributes: Span<UInt8>) throws {
        guard name.equals("Relationship"), XMLEvents.attribute("TargetMode", in: attributes) != "External",
            let id = XMLEvents.attribute("Id", in: attributes),
            let target = XMLEvents.attribute("Target", in: attributes)
        else { return }
        targets[id] = target
        let type = XMLEvents.attribute("Type", in: attributes) ?? ""
        if let last = type.split(separator: "/").last, byType[String(last)] == nil { byType[String(last)] = target }
    }

    mutating func end(_ name: Span<UInt8>) {}
    mutating func text(_ text: Span<UInt8>) {}

    /// The name in the archive of what a part in a folder refers to.
    static func resolve(_ target: String, in folder: String) -> String {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}

/// What a style says about the number in a cell.
struct CellStyles: XMLHandler {
    private var custom: [Int: Bool] = [:]
    private var isInCells = false
    /// Whether cells of a style, by its number, hold days or times.
    private(set) var areDates: [Bool] = []

    mutating func start(_ name: Span<UInt8>, _ attributes: Span<UInt8>) throws {
        if name.equals("numFmt") {
            guard let id = XMLEvents.attribute("numFmtId", in: attributes).flatMap({ Int($0) }) else { return }
            custom[id] = Self.isDate(XMLEvents.attribute("formatCode", in: attributes) ?? "")
        } else if name.equals("cellXfs") {
            isInCells = true
        } else if name.equals("xf"), isInCells {
            guard areDates.count < 1 << 20 else { throw ZipDirectory.damaged("it has more than a million styles") }
            let id = XMLEvents.attribute("numFmtId", in: attributes).flatMap { Int($0) } ?? 0
            areDates.append(custom[id] ?? Self.isBuiltInDate(id))
        }
    }

    mutating func end(_ name: Span<UInt8>) {
        if name.equals("cellXfs") { isInCells = false }
    }

    mutating func text(_ text: Span<UInt8>) {}

    /// The formats that every spreadsheet has without writing them down (ECMA-376, 18.8.30).
    static func isBuiltInDate(_ id: Int) -> Bool {
        switch id {
        case 14...22, 27...36, 45...47, 50...58: true
        default: false
        }
    }

    /// Whether a format shows a day or a time: it holds one of the letters d, m, y, h, s outside quotation marks, behind
    /// no backslash, and in square brackets only where these count hours, minutes or seconds.
    static func isDate(_ format: String) -> Bool {
        var rest = Array(format.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): rest = rest.drop { $0 != UInt8(ascii: "\"") }.dropFirst()
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): rest = rest.dropFirst()
            case UInt8(ascii: "["):
                let inside = rest.prefix { $0 != UInt8(ascii: "]") }.map { Bytes.folded($0) }
                rest = rest.dropFirst(inside.count + 1)
                if let first = inside.first, "hms".utf8.contains(first), inside.allSatisfy({ $0 == first }) {
                    return true
                }
            case UInt8(ascii: ";"):
                // The formats of negative numbers, zeros and texts say nothing more.
                return false
            default:
                if "dmyhs".utf8.contains(Bytes.folded(byte)) { return true }
            }
        }
        return false
    }
}
