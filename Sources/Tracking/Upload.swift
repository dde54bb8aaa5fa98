// SPDX-License-Identifier: Apache-2.0

internal import Glibc
package import Postgres

/// Sends a file to the database, in pieces of 256 KiB, sixteen a statement.
///
/// A file that is missing, is a folder, cannot be read or vanishes on the way gives a failed upload: launched with it, the
/// execution ends failed and its report says why.
package struct Upload {
    /// The size of every piece but the last.
    private static let pieceSize = 262_144
    private static let piecesAStatement = 16

    /// The handle for the launch.
    package let handle: Int64
    /// Why it could not be sent; nil when it was.
    package let problem: String?

    /// Sends a file; `report` is told how many of how many bytes are there.
    package static func send(
        _ path: String, on db: isolated Session, report: (Int64, Int64) -> Void = { _, _ in }
    ) throws -> Upload {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let file = open(path, O_RDONLY | O_CLOEXEC)
        defer { if file >= 0 { close(file) } }
        var status = stat()
        guard file >= 0, fstat(file, &status) == 0 else {
            let missing = errno == ENOENT || errno == ENOTDIR
            return try fail(
                name, missing ? "file_not_found" : "file_unreadable",
                missing ? "no file \"\(path)\"" : "cannot read \"\(path)\": \(String(cString: strerror(errno)))", on: db
            )
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            return try fail(name, "file_unreadable", "cannot read \"\(path)\": it is a folder", on: db)
        }
        let size = Int64(status.st_size)
        let handle: Int64
        do {
            handle = try db.query(Statements.startUpload, name, size).int64(0, 0)
        } catch {
            guard error.state == "54000" else { throw error }
            return try fail(name, "file_too_large", error.message, on: db)
        }
        var sent: Int64 = 0
        var place: Int32 = 0
        while true {
            guard let pieces = readPieces(file) else {
                let message = "cannot read \"\(path)\": \(String(cString: strerror(errno)))"
                try db.execute(Statements.failUpload, handle, "file_unreadable", message)
                return Upload(handle: handle, problem: message)
            }
            if pieces.isEmpty { break }
            try db.execute(Statements.putPieces, handle, place, pieces)
            place += Int32(pieces.count)
            sent += Int64(pieces.reduce(0) { $0 + $1.count })
            report(sent, max(size, sent))
        }
        // A regular file that has shrunk meanwhile was changed or cut off under our hands.
        if status.st_mode & S_IFMT == S_IFREG, sent < size {
            let message = "\"\(path)\" was cut short while it was read: \(sent) of \(size) bytes"
            try db.execute(Statements.failUpload, handle, "file_unreadable", message)
            return Upload(handle: handle, problem: message)
        }
        try db.execute(Statements.finishUpload, handle, sent)
        return Upload(handle: handle, problem: nil)
    }

    private static func fail(
        _ name: String, _ reason: String, _ message: String, on db: isolated Session
    ) throws -> Upload {
        let handle = try db.query(Statements.startUpload, name, nil).int64(0, 0)
        try db.execute(Statements.failUpload, handle, reason, message)
        return Upload(handle: handle, problem: message)
    }

    /// The next pieces of a file, all full but the last one of the file; nil when reading failed.
    private static func readPieces(_ file: Int32) -> [[UInt8]]? {
        var pieces: [[UInt8]] = []
        while pieces.count < piecesAStatement {
            var piece = [UInt8](repeating: 0, count: pieceSize)
            var count = 0
            while count < pieceSize {
                let got = piece.withUnsafeMutableBytes {
                    read(file, $0.baseAddress.map { $0 + count }, pieceSize - count)
                }
                if got < 0 && errno == EINTR { continue }
                if got < 0 { return nil }
                if got == 0 { break }
                count += got
            }
            if count == 0 { break }
            piece.removeLast(pieceSize - count)
            pieces.append(piece)
            if count < pieceSize { break }
        }
        return pieces
    }
}
