// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Setup

/// A file that appears under its name only when all of it is there.
///
/// Until then it stands beside it as `.NAME.part`, which a later run may continue. Its calls block: not for Swift's pool.
package struct PartialFile: Sendable {
    package let path: String
    /// How many bytes a run before has left.
    package let begun: Int64
    private let partPath: String
    private let descriptor: Int32

    /// Opens the part; the bytes of a run before are kept only when it is to be continued.
    package init(_ path: String, isContinued: Bool, mayReplace: Bool) throws {
        self.path = path
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { path[...$0] } ?? ""
        let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
        partPath = "\(folder).\(name).part"
        guard mayReplace || access(path, F_OK) != 0 else {
            throw ProgramFailure(
                Language.current("cannot write \(path)", "impossible d'écrire \(path)"),
                reason: Language.current("it exists.", "ce fichier existe."),
                action: Language.current("--force replaces it.", "--force le remplace."))
        }
        // A link set there by somebody else is not followed.
        let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | (isContinued ? 0 : O_TRUNC)
        descriptor = Glibc.open(partPath, flags, 0o666)
        guard descriptor >= 0 else { throw Self.failure(partPath) }
        begun = Int64(lseek(descriptor, 0, SEEK_END))
    }

    /// Writes bytes behind those before.
    package func write(_ bytes: [UInt8]) throws { try Self.write(bytes, to: descriptor, named: partPath) }

    /// Lends the bytes that a run before has left, in order.
    package func readBegun(_ body: ([UInt8]) throws -> Void) throws {
        let reading = Glibc.open(partPath, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard reading >= 0 else { throw Self.failure(partPath) }
        defer { close(reading) }
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        var offset: Int64 = 0
        while offset < begun {
            let count = pread(reading, &piece, min(piece.count, Int(begun - offset)), off_t(offset))
            guard count > 0 else { throw Self.failure(partPath) }
            try body(Array(piece.prefix(count)))
            offset += Int64(count)
        }
    }

    /// Removes it, where what came is not what was sent.
    package func discard() {
        close(descriptor)
        unlink(partPath)
    }

    /// Empties it, where what a run before has left does not fit.
    package func empty() throws {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.failure(partPath) }
    }

    /// Gives the file its name.
    package func finish() throws {
        guard fsync(descriptor) == 0, close(descriptor) == 0, rename(partPath, path) == 0 else {
            throw Self.failure(path)
        }
    }

    /// Leaves the part for a later run.
    package func leave() { close(descriptor) }

    /// Writes all bytes to a descriptor.
    package static func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count < 0, errno == EPIPE, descriptor == 1 { exit(128 + SIGPIPE) }
            guard count > 0 else { throw failure(name) }
            rest = rest.dropFirst(count)
        }
    }

    /// The name under which somebody's file may stand in a folder of this machine: it never leads out of it, hides or hurts.
    package static func safeName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        var safe = String(last.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? "_" : Character($0) })
        while safe.first == "." || safe.first == "-" || safe.first == " " { safe.removeFirst() }
        // Most file systems take 255 bytes, some of which “..part” needs.
        while safe.utf8.count > 200 { safe.removeLast() }
        return safe.isEmpty ? "file" : safe
    }

    private static func failure(_ path: String) -> ProgramFailure {
        let reason = systemMessage(errno)
        return ProgramFailure(
            Language.current("cannot write \(path)", "impossible d'écrire \(path)"), reason: "\(reason).",
            action: Language.current(
                "choose another place: --to DIR or -o FILE.", "choisir un autre endroit : --to DIR ou -o FILE."))
    }
}
