// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A file without a name, for what does not fit into memory: it vanishes with the process.
struct SpillFile: ~Copyable {
    private let descriptor: Int32
    private let purpose: String

    /// Makes one in `directory` (nil: `TMPDIR`, else `/tmp`); `purpose` says in errors what it is for.
    init(for purpose: String, directory: String? = nil) throws(TabularError) {
        self.purpose = purpose
        let variable = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
        let place = directory ?? variable ?? "/tmp"
        let name = "\(place)/chantier-spill-\(getpid())-\(UInt.random(in: .min ... .max))"
        descriptor = unsafe Glibc.open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(purpose, "made", errno, in: place) }
        unsafe unlink(name)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Writes bytes at an offset.
    func write(_ bytes: [UInt8], at offset: Int) throws(TabularError) {
        let code: Int32 = unsafe bytes.withUnsafeBytes { raw in
            var done = 0
            while done < raw.count {
                let moved = unsafe pwrite(
                    descriptor, raw.baseAddress.map { unsafe $0 + done }, raw.count - done, off_t(offset + done))
                if moved > 0 { done += moved } else if moved == 0 || errno != EINTR { return moved == 0 ? EIO : errno }
            }
            return 0
        }
        guard code == 0 else { throw Self.failure(purpose, "written", code, in: nil) }
    }

    /// Reads up to so many bytes from an offset into a buffer; returns how many there are.
    func read(at offset: Int, into bytes: inout [UInt8]) throws(TabularError) -> Int {
        let (count, code): (Int, Int32) = unsafe bytes.withUnsafeMutableBytes { raw in
            var done = 0
            while done < raw.count {
                let moved = unsafe pread(
                    descriptor, raw.baseAddress.map { unsafe $0 + done }, raw.count - done, off_t(offset + done))
                if moved == 0 { break }
                if moved > 0 { done += moved } else if errno != EINTR { return (done, errno) }
            }
            return (done, 0)
        }
        guard code == 0 else { throw Self.failure(purpose, "read", code, in: nil) }
        return count
    }

    private static func failure(_ purpose: String, _ verb: String, _ code: Int32, in place: String?) -> TabularError {
        let reason = unsafe String(cString: strerror(code))
        return TabularError(
            .temporaryFile,
            "The temporary file for \(purpose) cannot be \(verb)\(place.map { " in \($0)" } ?? ""): \(reason).",
            action: "Free space there, or set TMPDIR to a folder with more room.")
    }
}
