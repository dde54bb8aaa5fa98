// SPDX-License-Identifier: Apache-2.0
internal import CZlib

/// Writes a zip archive (APPNOTE 6.3) as a stream: the same calls make the same bytes, of 1980-01-01.
///
/// The caller takes the bytes as it likes. At a place where nothing is half packed (behind `flush`, `end` and `add`) `state` says all
/// that another process needs to go on, so that an archive can be written piece by piece, in one transaction each.
@safe public final class ZipWriter {
    /// How far an archive is, small enough to be kept with every piece of it (some 80 bytes for each file in it).
    public struct State: Codable, Sendable, Equatable {
        /// How many bytes of the archive there are.
        public internal(set) var count = 0
        var parts: [Part] = []
        var isInPart = false

        /// The state of an archive that is not begun.
        public init() {}

        /// The same, the path of the file at hand said anew: a long one need not be kept with every piece.
        package func with(name: String) -> State {
            var state = self
            if isInPart, let last = parts.indices.last { state.parts[last].name = name }
            return state
        }

        /// Whether a file is begun and not ended.
        package var isInFile: Bool { isInPart }

        /// The same archive, its last file begun and so far.
        func with(crc: UInt32, packed: Int, size: Int) -> State {
            var state = self
            guard let last = parts.indices.last else { return state }
            state.parts[last].crc = crc
            state.parts[last].packedSize = packed
            state.parts[last].size = size
            state.count += packed
            return state
        }
    }

    /// One file of the archive.
    package struct Part: Codable, Sendable, Equatable {
        /// Its path.
        package var name: String
        /// Its checksum.
        package var crc: UInt32 = 0
        /// Its bytes in the archive.
        package var packedSize = 0
        /// Its bytes.
        package var size = 0
        /// Where it begins.
        package var offset = 0
        /// Whether it is packed, or stands as it is.
        package var isPacked = false
        /// Whether its sizes take eight bytes.
        package var isLarge = false

        /// Describes a file as it lies in an archive.
        package init(
            name: String, crc: UInt32 = 0, packedSize: Int = 0, size: Int = 0, offset: Int = 0, isPacked: Bool = false,
            isLarge: Bool = false
        ) {
            self.name = name
            self.crc = crc
            self.packedSize = packedSize
            self.size = size
            self.offset = offset
            self.isPacked = isPacked
            self.isLarge = isLarge
        }
    }

    /// From this size on a file has to be begun as a large one.
    package static let largest = Int(UInt32.max)

    private var current: State
    private var isAtRest = true
    private var isFinished = false
    private let level: Int32
    private var stream: OpaquePointer?
    private var output: [UInt8] = []
    private var packed = [UInt8](repeating: 0, count: 128 << 10)

    /// Begins an archive, or goes on with one.
    ///
    /// `level` is how hard files are packed, 1 (fast) to 9. Throws `zlibMissing`.
    public init(resuming state: State = State(), level: Int = 6) throws {
        guard czlib_is_available() != 0 else { throw GzipDecoder.zlibMissing() }
        current = state
        self.level = Int32(level)
    }

    deinit { unsafe czlib_close(stream) }

    /// What another writer needs to go on behind the bytes so far; nil while something is half packed.
    public var state: State? { isAtRest && !isFinished ? current : nil }

    /// How many bytes there are so far, taken or not.
    public var count: Int { current.count }

    /// How many bytes the file at hand has, not packed.
    var partSize: Int { current.isInPart ? current.parts.last?.size ?? 0 : 0 }

    /// Adds a small file as it is.
    public func add(_ name: String, _ content: [UInt8]) {
        let crc = unsafe content.withUnsafeBytes { unsafe czlib_crc32(0, $0.baseAddress, $0.count) }
        let part = Part(
            name: name, crc: crc, packedSize: content.count, size: content.count, offset: current.count)
        current.parts.append(part)
        emit(ZipFraming.localHeader(part))
        emit(content)
    }

    /// Begins a file whose bytes follow by `write`; one that may have 4 GB or more must say so here.
    public func begin(_ name: String, isLarge: Bool = false) {
        let part = Part(name: name, offset: current.count, isPacked: true, isLarge: isLarge)
        current.parts.append(part)
        current.isInPart = true
        emit(ZipFraming.localHeader(part))
    }

    /// Packs bytes of the file at hand.
    public func write(_ bytes: [UInt8]) throws { try deflate(bytes, CZLIB_GO_ON) }

    /// Packs all bytes of the file at hand so far, so that `state` is there.
    ///
    /// It costs some bytes: where it is called shows in the file.
    public func flush() throws {
        try deflate([], CZLIB_FLUSH)
        // A new stream goes on, here as in another process: so both make the same bytes, whatever a stream remembers.
        closeStream()
    }

    /// Ends the file at hand.
    public func end() throws {
        guard current.isInPart, let place = current.parts.indices.last else { return }
        try deflate([], CZLIB_FINISH)
        closeStream()
        let part = current.parts[place]
        guard part.isLarge || (part.size < Self.largest && part.packedSize < Self.largest) else {
            throw TabularError(
                .gzipTooLarge, "A file in the archive has \(part.size) bytes, more than it can hold.",
                action: "Split the file.")
        }
        current.isInPart = false
        emit(ZipFraming.descriptor(part))
    }

    /// Ends the archive: `take` then gives the rest.
    public func finish() throws {
        guard !isFinished else { return }
        try end()
        isFinished = true
        let start = current.count
        for part in current.parts { emit(ZipFraming.directoryEntry(part)) }
        emit(ZipFraming.end(entries: current.parts.count, start: start, size: current.count - start))
    }

    /// Gives away what is known of the files that have ended, so that `state` stays small however many there are.
    ///
    /// Such an archive is ended by `finish(_:files:)`.
    package func takeParts() -> [Part] {
        let ended = current.isInPart ? current.parts.dropLast() : current.parts[...]
        current.parts.removeFirst(ended.count)
        return Array(ended)
    }

    /// Ends an archive whose files were taken away: `next` gives them again, some at a time and at last none, in their order.
    ///
    /// After each group `take` has its bytes; `written` is called there.
    package func finish(_ next: () throws -> [Part], written: () throws -> Void) throws {
        guard !isFinished else { return }
        isFinished = true
        let start = current.count
        var entries = 0
        while true {
            let parts = try next()
            guard !parts.isEmpty else { break }
            entries += parts.count
            for part in parts { emit(ZipFraming.directoryEntry(part)) }
            try written()
        }
        emit(ZipFraming.end(entries: entries, start: start, size: current.count - start))
        try written()
    }

    /// Gives away the bytes that are ready; the archive is what all calls gave, one behind the other.
    public func take() -> [UInt8] {
        defer { output = [] }
        return output
    }

    private func deflate(_ bytes: [UInt8], _ mode: czlib_flush) throws {
        guard current.isInPart, let place = current.parts.indices.last else { return }
        guard mode != CZLIB_FLUSH || !isAtRest else { return }
        if unsafe stream == nil { unsafe stream = czlib_open_deflate(level) }
        guard let stream = unsafe stream else { throw GzipDecoder.zlibMissing() }
        current.parts[place].size += bytes.count
        current.parts[place].crc = unsafe bytes.withUnsafeBytes {
            unsafe czlib_crc32(current.parts[place].crc, $0.baseAddress, $0.count)
        }
        var start = 0
        while true {
            var (used, made) = (0, 0)
            let status = unsafe bytes.withUnsafeBytes { source in
                unsafe packed.withUnsafeMutableBytes { target in
                    unsafe czlib_deflate(
                        stream, source.baseAddress.map { unsafe $0 + start }, source.count - start, &used, mode,
                        target.baseAddress, target.count, &made)
                }
            }
            start += used
            current.parts[place].packedSize += made
            current.count += made
            output += packed[..<made]
            if status == CZLIB_MEMBER_END { break }
            guard status == CZLIB_OK else { throw ZipDirectory.damaged("it cannot be written") }
            // With room left all that was asked for is done.
            if mode != CZLIB_FINISH, start == bytes.count, made < packed.count { break }
        }
        isAtRest = mode != CZLIB_GO_ON || (isAtRest && bytes.isEmpty)
    }

    private func closeStream() {
        unsafe czlib_close(stream)
        unsafe stream = nil
    }

    private func emit(_ bytes: [UInt8]) {
        output += bytes
        current.count += bytes.count
    }
}
