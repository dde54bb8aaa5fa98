// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The few things that this module does with small files.
enum Files {
    /// The text of a file; nil when it cannot be read.
    static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
            bytes.append(contentsOf: piece.prefix(count))
        }
    }

    /// Replaces a file by this text, in one step: a reader sees the old or the new one.
    static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
        // Two programs may write the same one at once.
        let temporary = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36)).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure("cannot write \(path)") }
        defer { close(descriptor) }
        try append(text, to: descriptor, path)
        guard rename(temporary, path) == 0 else {
            let refusal = failure("cannot write \(path)")
            unlink(temporary)
            throw refusal
        }
    }

    /// Writes a text at the end of an open file.
    static func append(_ text: String, to descriptor: Int32, _ path: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("cannot write \(path)") }
            rest = rest.dropFirst(count)
        }
    }

    /// The last lines of a file, for an error message.
    static func tail(_ path: String, lines: Int) -> [String] {
        guard let text = text(path) else { return [] }
        return text.split(separator: "\n").suffix(lines).map(String.init)
    }

    /// What a path leads to, without following a link at its end; nil when there is nothing.
    static func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a folder and those above it that are missing, for this user alone.
    static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        if errno == ENOENT, let parent = parent(of: path) {
            try makeFolder(parent)
            if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        }
        throw failure("cannot make the folder \(path)")
    }

    /// The folder that holds a path; nil for the root and for a bare name.
    static func parent(of path: String) -> String? {
        guard let slash = path.dropLast(path.count > 1 && path.hasSuffix("/") ? 1 : 0).lastIndex(of: "/") else {
            return nil
        }
        return slash == path.startIndex ? (path.count > 1 ? "/" : nil) : String(path[..<slash])
    }

    /// The names in a folder.
    static func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var found: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { found.append(name) }
        }
        return found
    }

    /// Removes a folder with all that is in it, never following a link.
    static func removeTree(_ path: String) throws {
        guard let status = status(path) else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in names(in: path) { try removeTree("\(path)/\(name)") }
            guard rmdir(path) == 0 else {
                throw failure(Language.current("cannot remove \(path)", "impossible d'enlever \(path)"))
            }
        } else if unlink(path) != 0 {
            throw failure(Language.current("cannot remove \(path)", "impossible d'enlever \(path)"))
        }
    }

    /// A failure with the operating system's reason for the call just made.
    static func failure(_ summary: String) -> ProgramFailure {
        ProgramFailure(summary, reason: systemMessage(errno))
    }
}

/// A lock that processes of one machine share.
enum FileLock {
    /// Runs `body` while holding the lock on a file, which is made when it is missing.
    ///
    /// Blocks until the lock is free.
    static func holding<R>(_ path: String, _ body: () throws -> R) throws -> R {
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Files.failure(Language.current("cannot open \(path)", "impossible d'ouvrir \(path)"))
        }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            if errno != EINTR {
                throw Files.failure(Language.current("cannot lock \(path)", "impossible de verrouiller \(path)"))
            }
        }
        return try body()
    }
}
