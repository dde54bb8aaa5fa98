// SPDX-License-Identifier: Apache-2.0

import Glibc
import JobEngine
import Postgres

/// Files of an export that are also put into a folder of the worker's host.
///
/// Only folders under those that the operator has named are written to, and no link on the way is followed. A file appears under its
/// name when all of it is there: until then it stands beside it under a name that begins with a point.
struct Delivery: ~Copyable {
    private let folder: Int32
    private let path: String
    private var parts: [(part: String, name: String)] = []

    /// Opens the folder of a path; throws `storage_unwritable`.
    init(folderOf path: String, under directories: [String]) throws {
        self.path = path
        guard !directories.isEmpty else {
            throw ExportFailure.undeliverable(
                path, why: "the operator has allowed no directory (setting export_directories)")
        }
        let wanted = path.split(separator: "/").dropLast().map(String.init)
        guard path.hasPrefix("/"), !wanted.contains(".."), !wanted.contains(".") else {
            throw ExportFailure.undeliverable(path, why: "it is no absolute path")
        }
        for directory in directories {
            let allowed = directory.split(separator: "/").map(String.init)
            guard wanted.starts(with: allowed) else { continue }
            folder = try Self.open(Array(wanted.dropFirst(allowed.count)), in: directory, path: path)
            return
        }
        throw ExportFailure.undeliverable(
            path, why: "it is not under a directory that the operator allowed (setting export_directories)")
    }

    deinit { close(folder) }

    /// Writes a file under its hidden name; `next` gives its bytes and at last nil.
    mutating func write(_ name: String, _ next: () throws -> [UInt8]?) throws {
        let part = ".\(name).part"
        unlinkat(folder, part, 0)
        let descriptor = openat(folder, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(name) }
        defer { close(descriptor) }
        while let bytes = try next() {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure(name) }
                rest = rest.dropFirst(count)
            }
        }
        guard fsync(descriptor) == 0 else { throw failure(name) }
        parts.append((part, name))
    }

    /// Gives all files their names.
    func finish() throws {
        for (part, name) in parts {
            // A second time, after a chunk was repeated, the part is gone and the file is there.
            guard renameat(folder, part, folder, name) == 0 || errno == ENOENT else { throw failure(name) }
        }
        guard fsync(folder) == 0 else { throw failure("") }
    }

    private func failure(_ name: String) -> StepFailure {
        ExportFailure.undeliverable(name.isEmpty ? path : name, why: Self.text(errno))
    }

    private static func open(_ parts: [String], in directory: String, path: String) throws -> Int32 {
        var current = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for part in parts where current >= 0 {
            let next = openat(current, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            let failure = errno
            close(current)
            errno = failure
            current = next
        }
        guard current >= 0 else { throw ExportFailure.undeliverable(path, why: text(errno)) }
        return current
    }

    private static func text(_ number: Int32) -> String {
        strerror(number).map { String(cString: $0) } ?? "error \(number)"
    }
}
