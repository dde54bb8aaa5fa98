// SPDX-License-Identifier: Apache-2.0

extension CellConverter {
    mutating func boolean(_ column: CellColumn, _ cell: Span<UInt8>) {
        guard cell.count == 1, cell[0] == UInt8(ascii: "0") || cell[0] == UInt8(ascii: "1") else {
            refuse(.invalidBoolean, column, cell, "must be 1 or 0")
            return
        }
        let start = bytes.count
        JSONBytes.append(text: cell, to: &bytes)
        take(column, from: start)
    }

    mutating func day(_ column: CellColumn, _ cell: Span<UInt8>) {
        do {
            let day = try CalendarDay(reading: cell, format: dateFormat)
            let start = bytes.count
            bytes.append(UInt8(ascii: "\""))
            day.append(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
            if column.hasLimits, !isAllowed(column, cell, day: bytes[(start + 1)..<(bytes.count - 1)]) { return }
            take(column, from: start)
        } catch .wrongFormat {
            refuse(.wrongDateFormat, column, cell, "dates use \(dateFormat.rawValue)")
        } catch {
            refuse(.invalidDate, column, cell, "not a day")
        }
    }

    /// Whether a day, written as `yyyy-MM-dd`, lies between the attribute's first and last one.
    private mutating func isAllowed(
        _ column: CellColumn, _ cell: Span<UInt8>, day: ArraySlice<UInt8>
    ) -> Bool {
        let attribute = definitions.attributes[column.attribute]
        if let least = attribute.minimum, day.lexicographicallyPrecedes(least) {
            refuse(.dateTooEarly, column, cell, "must be \(String(decoding: least, as: UTF8.self)) or later")
            return false
        }
        if let most = attribute.maximum, most.lexicographicallyPrecedes(day) {
            refuse(.dateTooLate, column, cell, "must be \(String(decoding: most, as: UTF8.self)) or earlier")
            return false
        }
        return true
    }

    mutating func option(_ column: CellColumn, _ cell: Span<UInt8>) {
        let attribute = definitions.attributes[column.attribute]
        guard let option = attribute.options.find(cell) else {
            refuse(.unknownOption, column, cell, "no option \(quoted(Catalog.text(cell)))")
            return
        }
        let start = bytes.count
        bytes.append(UInt8(ascii: "\""))
        attribute.options.append(option, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        take(column, from: start)
    }

    mutating func options(_ column: CellColumn, _ list: Span<UInt8>) {
        let attribute = definitions.attributes[column.attribute]
        let faults = violations.count
        codes.removeAll(keepingCapacity: true)
        var start = 0
        while start <= list.count {
            var end = start
            while end < list.count, list[end] != UInt8(ascii: ",") { end += 1 }
            let cell = list.extracting(Self.trimmed(list, start..<end))
            start = end + 1
            guard !cell.isEmpty else { continue }
            guard let option = attribute.options.find(cell) else {
                refuse(.unknownOption, column, cell, "no option \(quoted(Catalog.text(cell)))")
                continue
            }
            guard !codes.contains(option) else {
                refuse(.duplicateOption, column, cell, "\(quoted(Catalog.text(cell))) twice")
                continue
            }
            codes.append(option)
        }
        guard violations.count == faults else { return }
        guard !codes.isEmpty else {
            cleared.append(column.key)
            return
        }
        if codes.count > 1 {
            let known = attribute.options.codes
            codes.sort { known[$0] < known[$1] }
        }
        let json = bytes.count
        bytes.append(UInt8(ascii: "\""))
        for (place, option) in codes.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            attribute.options.append(option, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\""))
        take(column, from: json)
    }

    mutating func file(_ column: CellColumn, _ path: Span<UInt8>) {
        guard MediaPath.isSafe(path) else {
            refuse(.unsafePath, column, path, "leaves the archive")
            return
        }
        let attribute = definitions.attributes[column.attribute]
        if attribute.extensions.count > 0 {
            let ending = path.extracting(MediaPath.fileExtension(path))
            guard attribute.extensions.find(ending) != nil else {
                let allowed = attribute.entry.allowedExtensions.joined(separator: ", ")
                refuse(.extensionNotAllowed, column, path, "use \(allowed)")
                return
            }
        }
        let start = bytes.count
        guard parameters.checksMedia else {
            JSONBytes.append(text: path, to: &bytes)
            take(column, from: start)
            return
        }
        guard let file = media.file(path) else {
            refuse(.mediaNotFound, column, path, "no file \(quoted(Catalog.text(path)))")
            return
        }
        if let largest = attribute.largestFile, file.size > largest {
            let allowed = attribute.entry.maxFileSize ?? ""
            refuse(.mediaTooLarge, column, path, "\(Attribute.megabytes(file.size)) MB, allowed \(allowed)")
            return
        }
        var value = Array(file.hash.utf8)
        value.append(UInt8(ascii: "/"))
        for place in MediaPath.fileName(path) { value.append(path[place]) }
        JSONBytes.append(text: value.span, to: &bytes)
        take(column, from: start)
    }
}
