// SPDX-License-Identifier: Apache-2.0
internal import CZlib

/// How much a workbook may unfold to.
public struct XLSXLimits: Sendable {
    /// The most bytes that one part, or the text made of the sheet, may have.
    public var maximumOutput: Int
    /// How many times larger than packed a part may become once it has more than `freeOutput` bytes.
    ///
    /// Sheets of real catalogues become 5 to 40 times larger, and deflate ends at 1,032.
    public var maximumRatio = 250
    /// What is not compared with its packed size.
    public var freeOutput = 64 << 20
    /// How many bytes of texts that cells share stay in memory; beyond, they go to a temporary file.
    public var textsInMemory = 16 << 20
    /// How many bytes of text one block of a sheet's XML may become: shared texts are short there, and long in the text.
    public var textAtOnce = 128 << 20

    /// The limits for a file whose text may have so many bytes.
    public init(maximumOutput: Int) {
        self.maximumOutput = maximumOutput
    }
}

/// The bytes of one file in an archive, unpacked block by block; size and checksum are compared at its end.
@safe final class ZipEntryReader {
    private static let blockSize = 128 << 10

    /// How many packed bytes were read so far.
    private(set) var consumed = 0
    private let entry: ZipDirectory.Entry
    private let limits: XLSXLimits
    private let stream: OpaquePointer?
    private let offset: Int
    private var input: [UInt8] = []
    private var cursor = 0
    private var block = [UInt8](repeating: 0, count: blockSize)
    private var produced = 0
    private var crc: UInt32 = 0
    private var isAtEnd = false

    init(_ entry: ZipDirectory.Entry, limits: XLSXLimits, directoryOffset: Int, fetch: FileFetch) throws {
        guard czlib_is_available() != 0 else { throw GzipDecoder.zlibMissing() }
        guard !entry.isEncrypted else { throw XLSXReader.encrypted() }
        guard entry.method == 0 || entry.method == 8 else {
            throw ZipDirectory.damaged("a part is packed in a way that spreadsheets do not use")
        }
        guard entry.size <= limits.maximumOutput else { throw Self.tooLarge(limits) }
        guard entry.headerOffset >= 0, entry.headerOffset <= directoryOffset - 30, entry.packedSize >= 0 else {
            throw ZipDirectory.damaged("its directory is broken")
        }
        let header = try ZipDirectory.read(30, at: entry.headerOffset, fetch)
        guard header.number32(0) == 0x0403_4B50 else { throw ZipDirectory.damaged("its directory is broken") }
        let offset = entry.headerOffset + 30 + Int(header.number16(26)) + Int(header.number16(28))
        guard entry.packedSize <= directoryOffset - offset else { throw ZipDirectory.damaged("it ends in the middle") }
        var opened: OpaquePointer?
        if entry.method == 8 {
            unsafe opened = czlib_open_raw()
            guard unsafe opened != nil else { throw GzipDecoder.zlibMissing() }
        }
        unsafe stream = opened
        self.entry = entry
        self.limits = limits
        self.offset = offset
    }

    deinit { unsafe czlib_close(stream) }

    /// Lends the next bytes; false at the end.
    func next(_ fetch: FileFetch, _ body: (Span<UInt8>) throws -> Void) throws -> Bool {
        guard !isAtEnd else { return false }
        let count = try fill(fetch)
        guard count > 0 else {
            isAtEnd = true
            guard produced == entry.size, crc == entry.crc else {
                throw ZipDirectory.damaged("the checksum of \(entry.name.prefix(60)) is wrong")
            }
            return false
        }
        produced += count
        guard produced <= entry.size else { throw ZipDirectory.damaged("a part is larger than it says") }
        if produced > limits.freeOutput, produced / max(1, consumed) > limits.maximumRatio {
            throw TabularError(
                .workbookUnsafe,
                "The workbook is refused: it unfolds to more than \(limits.maximumRatio) times its size.",
                action: "Save the sheet in a new workbook, or as CSV, and launch the import again.")
        }
        crc = unsafe block.withUnsafeBytes { unsafe czlib_crc32(crc, $0.baseAddress, count) }
        let lent = block
        try body(lent.span.extracting(0..<count))
        return true
    }

    /// Unpacks until the block has something; 0 at the end.
    private func fill(_ fetch: FileFetch) throws -> Int {
        while true {
            if cursor == input.count, consumed < entry.packedSize {
                input = try fetch(offset + consumed, entry.packedSize - consumed)
                guard !input.isEmpty else { throw ZipDirectory.damaged("it ends in the middle") }
                if input.count > entry.packedSize - consumed {
                    input.removeLast(input.count - (entry.packedSize - consumed))
                }
                cursor = 0
                consumed += input.count
            }
            guard let stream = unsafe stream else {
                let count = min(input.count - cursor, block.count)
                for index in 0..<count { block[index] = input[cursor + index] }
                cursor += count
                return count
            }
            let (hadInput, start) = (cursor < input.count, cursor)
            var (used, made) = (0, 0)
            let status = unsafe input.withUnsafeBytes { source in
                unsafe block.withUnsafeMutableBytes { target in
                    unsafe czlib_inflate(
                        stream, source.baseAddress.map { unsafe $0 + start }, source.count - start, &used,
                        target.baseAddress, target.count, &made)
                }
            }
            cursor += used
            if made > 0 { return made }
            switch status {
            case CZLIB_MEMBER_END: return 0
            case CZLIB_OK:
                guard hadInput || consumed < entry.packedSize else {
                    throw ZipDirectory.damaged("\(entry.name.prefix(60)) ends in the middle")
                }
            default: throw ZipDirectory.damaged("\(entry.name.prefix(60)) cannot be unpacked")
            }
        }
    }

    static func tooLarge(_ limits: XLSXLimits) -> TabularError {
        TabularError(
            .gzipTooLarge, "The file holds more than \(limits.maximumOutput) bytes, once decompressed.",
            action: "Split the file, or raise the limit for files (max_upload).")
    }
}
