// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres

/// Turns what values say of media (`<sha256>/<name>`) into paths in the export's archive, and lists what has to go there.
///
/// A value that is a plain path, as an import with `keep_path` leaves it, names a file of somebody else and stays as it is.
struct MediaCells {
    /// A medium that the archive must hold.
    struct Entry: Sendable {
        var path: String
        var hash: String
        var size: Int64
    }

    /// A column of media, and what stands in its paths behind the item: attribute, locale, channel.
    private struct Column {
        var place: Int
        var name: String
        var folder: String
    }

    private static let hashLength = 64

    private let columns: [Column]
    private let identifier: Int?
    /// Sizes of the media that the items at hand name, by hash.
    private var sizes: [String: Int64] = [:]
    private var wanted: Set<String> = []

    /// Prepares for columns.
    init(columns all: [OutputColumn], definitions: Definitions) {
        columns = all.enumerated().compactMap { place, column in
            guard column.content == .value, let key = column.key,
                let attribute = column.attribute.flatMap(definitions.attribute), attribute.type.isMedia
            else { return nil }
            let rest = key.dropFirst(attribute.code.count).split(separator: "-").joined(separator: "/")
            return Column(
                place: place, name: column.name, folder: rest.isEmpty ? attribute.code : "\(attribute.code)/\(rest)")
        }
        identifier = all.firstIndex { $0.content == .identifier }
    }

    /// Whether there is any such column.
    var isNeeded: Bool { !columns.isEmpty }

    /// Whether a cell names a medium.
    func isNamed(in cells: borrowing RecordCells) -> Bool {
        for column in columns where Self.key(of: cells, column.place) != nil { return true }
        return false
    }

    /// Notes which media the cells of an item name; `load` then looks for all of them at once.
    mutating func note(_ cells: borrowing RecordCells) {
        for column in columns {
            if let key = Self.key(of: cells, column.place) { wanted.insert(key.hash) }
        }
    }

    /// Looks for what was noted.
    mutating func load(on db: isolated Session) throws {
        sizes.removeAll(keepingCapacity: true)
        guard !wanted.isEmpty else { return }
        let rows = try db.query(ArchiveStatements.media, Array(wanted))
        for row in 0..<rows.count { sizes[try rows.text(row, 0)] = try rows.int64(row, 1) }
        wanted.removeAll(keepingCapacity: true)
    }

    /// Writes paths in place of values; what is listed and noted is added to the two lists.
    func render(
        uuid: String?, record: Int64, into cells: inout RecordCells, _ entries: inout [Entry], _ notes: inout [Warning]
    ) {
        for column in columns {
            guard let key = Self.key(of: cells, column.place) else { continue }
            let name = identifier.map { Self.text(of: cells, $0) }.flatMap { $0.isEmpty ? nil : $0 }
            guard let size = sizes[key.hash] else {
                notes.append(
                    ExportNotes.mediaMissing(
                        name ?? uuid ?? "", row: record, field: column.name, value: "\(key.hash)/\(key.name)"))
                continue
            }
            let path = "files/\(Self.safe(name ?? uuid ?? ""))/\(column.folder)/\(Self.safe(key.name))"
            cells.set(column.place, path.utf8)
            entries.append(Entry(path: path, hash: key.hash, size: size))
        }
    }

    /// A part of a path: no separator in it, and none that leads elsewhere.
    private static func safe(_ text: String) -> String {
        let part = String(text.map { $0 == "/" || $0 == "\\" || $0 == "\0" ? "_" : $0 })
        return part == "." || part == ".." || part.isEmpty ? "_" : part
    }

    private static func text(of cells: borrowing RecordCells, _ column: Int) -> String {
        String(decoding: cells.bytes[cells.places[column].range], as: UTF8.self)
    }

    /// The medium that a cell names; nil: none, or a plain path.
    private static func key(of cells: borrowing RecordCells, _ column: Int) -> (hash: String, name: String)? {
        let range = cells.places[column].range
        guard range.count > hashLength + 1 else { return nil }
        let bytes = cells.bytes[range]
        let hash = bytes.prefix(hashLength)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let letters = UInt8(ascii: "a")...UInt8(ascii: "f")
        guard bytes[bytes.startIndex + hashLength] == UInt8(ascii: "/"),
            hash.allSatisfy({ digits.contains($0) || letters.contains($0) })
        else { return nil }
        return (
            String(decoding: hash, as: UTF8.self), String(decoding: bytes.dropFirst(hashLength + 1), as: UTF8.self)
        )
    }
}
