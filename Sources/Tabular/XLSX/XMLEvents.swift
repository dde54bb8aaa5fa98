// SPDX-License-Identifier: Apache-2.0
internal import CExpat

/// What reads the elements and texts of one XML document, in their order.
protocol XMLHandler {
    /// An element begins; `attributes` is read with `XMLEvents.nextAttribute`.
    mutating func start(_ name: Span<UInt8>, _ attributes: Span<UInt8>) throws
    /// An element ends.
    mutating func end(_ name: Span<UInt8>) throws
    /// A part of a text.
    mutating func text(_ text: Span<UInt8>) throws
}

/// Reads one part of a workbook as XML, block by block.
///
/// A document type declaration is refused, and so are elements in elements without end and tags without end: memory is that of the
/// largest tag, 4 MB.
@safe final class XMLEvents {
    private let parser: OpaquePointer
    private let part: String

    /// Prepares to read a part; its name stands in errors.
    init(_ part: String) throws {
        guard cexpat_is_available() != 0 else {
            throw TabularError(
                .libraryMissing, "The file is a workbook, and the system's expat (libexpat.so.1) cannot be loaded.",
                action: "Install it on every worker's host (Debian: libexpat1), or save the sheet as CSV.")
        }
        guard let parser = unsafe cexpat_open() else {
            throw TabularError(
                .libraryMissing, "There is too little memory to read the workbook.",
                action: "Free memory on the worker's host, and launch the import again.")
        }
        unsafe self.parser = parser
        self.part = part
    }

    deinit { unsafe cexpat_close(parser) }

    /// Reads the next bytes and shows what they hold.
    func feed<Handler: XMLHandler>(_ bytes: Span<UInt8>, isLast: Bool, to handler: inout Handler) throws {
        let status = unsafe bytes.withUnsafeBufferPointer {
            unsafe cexpat_feed(parser, $0.baseAddress, $0.count, isLast ? 1 : 0)
        }
        var count = 0
        if let events = unsafe cexpat_events(parser, &count) {
            try Self.show(unsafe Span(_unsafeStart: events, count: count), to: &handler)
        }
        switch status {
        case CEXPAT_OK: return
        case CEXPAT_DOCTYPE: throw refused("it declares a document type")
        case CEXPAT_TOO_DEEP: throw refused("its elements stand too deep in each other")
        case CEXPAT_TOO_LARGE: throw refused("one of its tags is too large")
        default:
            let message = unsafe String(cString: cexpat_message(parser))
            throw ZipDirectory.damaged("line \(unsafe cexpat_line(parser)) of \(part): \(message)")
        }
    }

    private func refused(_ why: String) -> TabularError {
        TabularError(
            .workbookUnsafe, "The workbook is refused: \(why) (\(part)).",
            action: "Save the sheet in a new workbook, and launch the import again.")
    }

    private static func show<Handler: XMLHandler>(_ events: Span<UInt8>, to handler: inout Handler) throws {
        var at = 0
        while at < events.count {
            var length = 0
            for index in 0..<4 { length |= Int(events[at + 1 + index]) << (8 * index) }
            let content = events.extracting((at + 5)..<(at + 5 + length))
            switch Int(events[at]) {
            case CEXPAT_START:
                var end = 0
                while content[end] != 0 { end += 1 }
                try handler.start(content.extracting(0..<end), content.extracting((end + 1)..<content.count))
            case CEXPAT_END: try handler.end(content)
            default: try handler.text(content)
            }
            at += 5 + length
        }
    }

    /// The next attribute behind `position`, as ranges of the attributes; nil when there are no more.
    @inline(__always)
    static func nextAttribute(
        _ attributes: Span<UInt8>, _ position: inout Int
    ) -> (name: Range<Int>, value: Range<Int>)? {
        guard position < attributes.count else { return nil }
        let start = position
        var middle = start
        while attributes[middle] != 0 { middle += 1 }
        var end = middle + 1
        while attributes[end] != 0 { end += 1 }
        position = end + 1
        return (start..<middle, (middle + 1)..<end)
    }

    /// The value of an attribute as text; nil without it.
    static func attribute(_ name: StaticString, in attributes: Span<UInt8>) -> String? {
        var position = 0
        while let found = nextAttribute(attributes, &position) {
            if attributes.extracting(found.name).equals(name) { return Bytes.text(attributes.extracting(found.value)) }
        }
        return nil
    }
}

extension Span<UInt8> {
    /// Whether the bytes are those of a text.
    @inline(__always)
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        let start = unsafe text.utf8Start
        for index in indices {
            let byte = unsafe start[index]
            if self[index] != byte { return false }
        }
        return true
    }
}
