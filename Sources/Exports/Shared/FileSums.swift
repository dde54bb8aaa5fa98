// SPDX-License-Identifier: Apache-2.0

import Glibc
import JobEngine
import Postgres
import Synchronization

/// Sizes and checksums of files as this process writes them, so that a file whose every chunk was written here need not be read again.
///
/// It holds committed bytes only, and is nothing but a short cut: what another process wrote, what does not fit, or what did not
/// come whole is read from the database.
final class FileSums: Sendable {
    static let ofProcess = FileSums()

    /// Bytes that may wait for those before them.
    private let mostHeld: Int
    /// Files that are remembered; one that was stopped is never asked for.
    private static let mostFiles = 256

    /// What a whole file sums up to.
    struct Sum: Equatable {
        var size: Int64
        var checksum: [UInt8]
    }

    /// A file, and whose it is: databases number their files alike.
    struct Key: Hashable {
        var execution: UUIDBytes
        var artifact: Int64
        /// Which history of the server the chunks were committed in: a standby that takes over may lack the last of them.
        var timeline: String
    }

    /// A chunk's bytes of one file, and the records that they are.
    struct Chunk {
        var file: Key
        /// The file's first record.
        var first: Int64
        var records: Range<Int64>
        var bytes: [UInt8]
    }

    private struct File {
        var checksum = Checksum()
        var size: Int64 = 0
        let first: Int64
        /// The record whose bytes come next.
        var next: Int64
        var waiting: [Int64: Chunk] = [:]
        /// Chunks that are about to be committed.
        var announced = 0
        /// Whether a thread is at work on it, outside the lock.
        var isSumming = false
        var isGivenUp = false

        var held: Int { waiting.values.reduce(0) { $0 + $1.bytes.count } }
    }

    private struct State {
        var files: [Key: File] = [:]
        /// In the order of their beginning.
        var order: [Key] = []
        var held = 0
        var taken = 0

        mutating func forget(_ key: Key) -> File? {
            order.removeAll { $0 == key }
            let file = files.removeValue(forKey: key)
            held -= file?.held ?? 0
            return file
        }
    }

    private let state = Mutex(State())

    /// How many files did not have to be read again so far.
    var takenCount: Int { state.withLock { $0.taken } }

    init(mostHeld: Int = 32 << 20) {
        self.mostHeld = mostHeld
    }

    /// Says that a chunk is about to be committed: whoever asks for the sum waits for it.
    ///
    /// `add` or `withdraw` follows.
    func announce(_ chunk: Chunk) {
        state.withLock { state in
            if state.files[chunk.file] == nil {
                if state.files.count >= Self.mostFiles, let oldest = state.order.first { _ = state.forget(oldest) }
                state.files[chunk.file] = File(first: chunk.first, next: chunk.first)
                state.order.append(chunk.file)
            }
            state.files[chunk.file]?.announced += 1
        }
    }

    /// The chunk was not committed, or nobody knows.
    func withdraw(_ chunk: Chunk) {
        state.withLock { state in state.files[chunk.file]?.announced -= 1 }
    }

    /// Takes a chunk that is committed, and sums up all that now follows one another.
    func add(_ chunk: Chunk) {
        let isMine = state.withLock { state in
            guard var file = state.files.removeValue(forKey: chunk.file) else { return false }
            defer { state.files[chunk.file] = file }
            file.announced -= 1
            guard !file.isGivenUp else { return false }
            state.held += chunk.bytes.count
            giveUpOthers(&state, for: chunk.file)
            let isRepeated = chunk.records.lowerBound < file.next || file.waiting[chunk.records.lowerBound] != nil
            file.waiting[chunk.records.lowerBound] = chunk
            if isRepeated || (state.held > mostHeld && file.waiting[file.next] == nil && !file.isSumming) {
                state.held -= file.held
                file.waiting = [:]
                file.isGivenUp = true
            }
            guard !file.isSumming, !file.isGivenUp else { return false }
            file.isSumming = true
            return true
        }
        guard isMine else { return }
        while let (chunk, before) = takeNext(of: chunk.file) {
            var checksum = before
            checksum.add(chunk.bytes)
            state.withLock { state in
                state.files[chunk.file]?.checksum = checksum
                state.files[chunk.file]?.size += Int64(chunk.bytes.count)
                state.files[chunk.file]?.next = chunk.records.upperBound
            }
        }
    }

    /// Makes room: files that began first and wait for what may never come, such as a stopped export's, are given up.
    private func giveUpOthers(_ state: inout State, for key: Key) {
        while state.held > mostHeld, let idle = state.order.first(where: { state.files[$0]?.waiting.isEmpty == false }),
            idle != key
        {
            state.held -= state.files[idle]?.held ?? 0
            state.files[idle]?.waiting = [:]
            state.files[idle]?.isGivenUp = true
        }
    }

    /// The next chunk of a file and the sum of all before it; nil ends the work on it.
    private func takeNext(of key: Key) -> (Chunk, Checksum)? {
        state.withLock { state in
            guard var file = state.files[key] else { return nil }
            let chunk = file.waiting.removeValue(forKey: file.next)
            file.isSumming = chunk != nil
            state.held -= chunk?.bytes.count ?? 0
            state.files[key] = file
            return chunk.map { ($0, file.checksum) }
        }
    }

    /// The sum of a file of so many records, if all of it was written here; the file is forgotten.
    func take(_ key: Key, records: Int64) -> Sum? {
        // The task that wrote the last chunk may not have come to its bytes yet.
        for _ in 0..<500 {
            let isAtWork = state.withLock { state in
                state.files[key].map { $0.announced > 0 || $0.isSumming } ?? false
            }
            guard isAtWork else { break }
            usleep(1_000)
        }
        return state.withLock { state in
            guard let file = state.forget(key) else { return nil }
            guard !file.isGivenUp, !file.isSumming, file.next - file.first == records else { return nil }
            state.taken += 1
            return Sum(size: file.size, checksum: file.checksum.value)
        }
    }
}
