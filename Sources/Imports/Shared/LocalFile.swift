// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file under a directory that the operator allowed, opened without following a link on the way.
struct LocalFile: ~Copyable {
    /// Which state of which file was opened.
    struct Identity: Codable, Equatable, Sendable {
        var device: UInt64
        var number: UInt64
        var size: Int64
        var seconds: Int64
        var nanoseconds: Int64
    }

    private let descriptor: Int32
    private let path: String
    /// The state in which it was opened.
    let identity: Identity

    /// Opens a file; throws `file_not_found`, `file_unreadable` or `unsupported_storage`.
    init(path: String, under directories: [String]) throws {
        guard !directories.isEmpty else {
            throw ImportFailure.unsupportedStorage(
                "local", cause: "the operator has allowed no directory (setting storage_directories)")
        }
        var descriptor: Int32 = -1
        var failure: any Error = ImportFailure.unreadable(
            path, why: "it is not under a directory that the operator allowed (setting storage_directories)")
        for directory in directories {
            guard let parts = Self.parts(of: path, under: directory) else { continue }
            do {
                descriptor = try Self.open(parts, in: directory, path: path)
                break
            } catch let error as OpenFailure {
                failure = error.failure
            }
        }
        guard descriptor >= 0 else { throw failure }
        guard let state = Self.state(of: descriptor) else {
            close(descriptor)
            throw ImportFailure.unreadable(path, why: "it is a directory, or no plain file")
        }
        self.descriptor = descriptor
        self.path = path
        identity = state
    }

    deinit { close(descriptor) }

    /// Whether the file is still in the state in which it was opened.
    var isUnchanged: Bool { Self.state(of: descriptor) == identity }

    /// The bytes at an offset; fewer than asked for only at the end of the file.
    func read(at offset: Int64, count: Int) throws -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got = pread(descriptor, base + filled, count - filled, off_t(offset) + off_t(filled))
                if got > 0 {
                    filled += got
                } else if got == 0 {
                    return
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        guard failure == 0 else { throw ImportFailure.unreadable(path, why: Self.text(failure)) }
        return bytes
    }

    private struct OpenFailure: Error {
        let failure: any Error
    }

    /// The components below `directory`; nil when the path leads elsewhere, or up.
    private static func parts(of path: String, under directory: String) -> [String]? {
        var rest = path[...]
        if path.hasPrefix("/") {
            let base = directory.hasSuffix("/") ? directory : directory + "/"
            guard path.hasPrefix(base) else { return nil }
            rest = path.dropFirst(base.count)
        }
        let parts = rest.split(separator: "/").map(String.init)
        guard !parts.isEmpty, !parts.contains(where: { $0 == ".." || $0 == "." }) else { return nil }
        return parts
    }

    /// Opens component after component: a link put there meanwhile is refused too.
    private static func open(_ parts: [String], in directory: String, path: String) throws -> Int32 {
        var current = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        var failure = errno
        for (place, part) in parts.enumerated() where current >= 0 {
            let isLast = place == parts.count - 1
            let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (isLast ? O_NONBLOCK : O_DIRECTORY)
            let next = openat(current, part, flags)
            failure = errno
            close(current)
            current = next
        }
        if current >= 0 { return current }
        switch failure {
        case ENOENT: throw OpenFailure(failure: ImportFailure.notFound(path))
        case ELOOP, ENOTDIR:
            throw OpenFailure(
                failure: ImportFailure.unreadable(path, why: "a symbolic link, or no directory, is on the way"))
        default: throw OpenFailure(failure: ImportFailure.unreadable(path, why: text(failure)))
        }
    }

    private static func state(of descriptor: Int32) -> Identity? {
        var found = stat()
        guard fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
        return Identity(
            device: UInt64(found.st_dev), number: UInt64(found.st_ino), size: Int64(found.st_size),
            seconds: Int64(found.st_mtim.tv_sec), nanoseconds: Int64(found.st_mtim.tv_nsec))
    }

    private static func text(_ number: Int32) -> String {
        strerror(number).map { String(cString: $0) } ?? "error \(number)"
    }
}
