// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Entries of a `KeyIndex` on disk: 256 chains of pages in one file that has no name and vanishes with the process.
///
/// Each page names the page of its bucket written before it, so that memory is one open page a bucket (4 MB in all),
/// whatever the number of entries.
@safe struct KeySpill: ~Copyable {
    static let buckets = 256
    private static let entrySize = MemoryLayout<KeyIndex.Entry>.stride
    private static let entriesPerPage = 680
    /// A page: the number of the bucket's previous page, the count of entries, the entries.
    private static let pageSize = 16 + entriesPerPage * entrySize

    private let descriptor: Int32
    private var pages: Int = 0
    private var lastPage = [Int](repeating: -1, count: buckets)
    private var openPages: [[KeyIndex.Entry]]
    private var page = [UInt8](repeating: 0, count: pageSize)

    init(directory: String?) throws(TabularError) {
        let variable = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
        let place = directory ?? variable ?? "/tmp"
        let name = "\(place)/chantier-keys-\(getpid())-\(UInt.random(in: .min ... .max))"
        descriptor = unsafe Glibc.open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        openPages = []
        guard descriptor >= 0 else { throw Self.failure("made", errno, in: place) }
        unsafe unlink(name)
        openPages = (0..<Self.buckets).map { _ in [] }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    mutating func add(_ entry: KeyIndex.Entry) throws(TabularError) {
        let bucket = Int(entry.high >> 56)
        openPages[bucket].append(entry)
        guard openPages[bucket].count == Self.entriesPerPage else { return }
        try write(bucket)
    }

    /// Appends all entries of a bucket.
    mutating func read(bucket: Int, into entries: inout [KeyIndex.Entry]) throws(TabularError) {
        entries += openPages[bucket]
        var number = lastPage[bucket]
        while number >= 0 {
            try unsafe transfer(page: number, "read") { unsafe pread($0, $1, $2, $3) }
            let (previous, count) = unsafe page.withUnsafeBytes {
                unsafe (
                    $0.loadUnaligned(fromByteOffset: 0, as: Int.self),
                    $0.loadUnaligned(fromByteOffset: 8, as: Int.self)
                )
            }
            unsafe page.withUnsafeBytes { raw in
                for index in 0..<Int(count) {
                    unsafe entries.append(
                        raw.loadUnaligned(fromByteOffset: 16 + index * Self.entrySize, as: KeyIndex.Entry.self))
                }
            }
            number = previous
        }
    }

    private mutating func write(_ bucket: Int) throws(TabularError) {
        let (previous, full) = (lastPage[bucket], openPages[bucket])
        unsafe page.withUnsafeMutableBytes { raw in
            unsafe raw.storeBytes(of: previous, toByteOffset: 0, as: Int.self)
            unsafe raw.storeBytes(of: Int(full.count), toByteOffset: 8, as: Int.self)
            for (index, entry) in full.enumerated() {
                unsafe raw.storeBytes(
                    of: entry, toByteOffset: 16 + index * Self.entrySize, as: KeyIndex.Entry.self)
            }
        }
        try unsafe transfer(page: pages, "written") { unsafe pwrite($0, $1, $2, $3) }
        lastPage[bucket] = pages
        pages += 1
        openPages[bucket].removeAll(keepingCapacity: true)
    }

    /// Moves one page between memory and file, in as many calls as it takes.
    private mutating func transfer(
        page number: Int, _ verb: String, _ call: (Int32, UnsafeMutableRawPointer?, Int, off_t) -> Int
    ) throws(TabularError) {
        let descriptor = descriptor
        let code: Int32 = unsafe page.withUnsafeMutableBytes { raw in
            var done = 0
            while done < raw.count {
                let moved = unsafe call(
                    descriptor, raw.baseAddress.map { unsafe $0 + done }, raw.count - done,
                    number * Int(Self.pageSize) + Int(done))
                if moved > 0 {
                    done += moved
                } else if moved == 0 || errno != EINTR {
                    return moved == 0 ? EIO : errno
                }
            }
            return 0
        }
        guard code == 0 else { throw Self.failure(verb, code, in: nil) }
    }

    private static func failure(_ verb: String, _ code: Int32, in place: String?) -> TabularError {
        let reason = unsafe String(cString: strerror(code))
        return TabularError(
            .temporaryFile,
            "The temporary file for the keys of a large file cannot be \(verb)\(place.map { " in \($0)" } ?? ""): \(reason).",
            action: "Free space there, or set TMPDIR to a folder with room for 24 bytes a record.")
    }
}
