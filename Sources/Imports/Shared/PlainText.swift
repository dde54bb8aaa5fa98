// SPDX-License-Identifier: Apache-2.0

import Tabular

/// Turns the bytes of a file as received into plain UTF-8: decompressed, then decoded, then freed of columns that must not
/// be kept.
struct PlainText: ~Copyable {
    private var gzip: GzipDecoder?
    private var decoder: TextDecoder?
    private var filter: ColumnFilter?

    /// Whether the bytes are changed on the way, so that they must be stored once more.
    let isChanged: Bool

    /// Prepares for a file by its name and the encoding that the profile gives.
    init(
        isCompressed: Bool, encoding: TextEncoding, maximumOutput: Int, secrets: Set<String>, dialect: Dialect
    ) throws(TabularError) {
        gzip = isCompressed ? try GzipDecoder(maximumOutput: maximumOutput) : nil
        decoder = encoding == .utf8 ? nil : TextDecoder(encoding)
        if !secrets.isEmpty { filter = ColumnFilter(secrets, dialect: dialect) }
        isChanged = isCompressed || encoding != .utf8 || !secrets.isEmpty
    }

    /// How a file of UTF-16 was written; nil for any other.
    var order: UTF16Order? { decoder?.order }

    /// The names of the columns that were taken out.
    private(set) var dropped: [String] = []

    /// The text of the next bytes.
    mutating func take(_ bytes: [UInt8]) throws(TabularError) -> [UInt8] {
        guard isChanged else { return bytes }
        var text: [UInt8] = []
        if gzip == nil {
            try decode(bytes.span, into: &text)
        } else {
            gzip?.append(bytes[...])
            try inflate(into: &text)
        }
        try filter?.take(&text, dropped: &dropped)
        return text
    }

    /// The rest of the text; throws when the file ends too early.
    mutating func finish() throws(TabularError) -> [UInt8] {
        var text: [UInt8] = []
        gzip?.finish()
        try inflate(into: &text)
        try decoder?.finish()
        try filter?.take(&text, dropped: &dropped, isLast: true)
        return text
    }

    private mutating func inflate(into text: inout [UInt8]) throws(TabularError) {
        guard var gzip = self.gzip.take() else { return }
        var failure: TabularError?
        loop: while failure == nil {
            do throws(TabularError) {
                guard try gzip.next() == .output else { break loop }
                try decode(gzip.output, into: &text)
            } catch {
                failure = error
            }
        }
        self.gzip = consume gzip
        if let failure { throw failure }
    }

    private mutating func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) throws(TabularError) {
        if decoder == nil {
            text.reserveCapacity(text.count + bytes.count)
            for index in bytes.indices { text.append(bytes[index]) }
        } else {
            try decoder?.decode(bytes, into: &text)
        }
    }
}
