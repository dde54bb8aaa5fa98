// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Files and folders for a short while, in `TMPDIR`, else in `/tmp`.
package enum TemporaryFile {
    /// What `mkstemp` and `mkdtemp` replace by random characters: six X, as POSIX has it.
    private static let randomPart = "XXXXXX"

    /// Opens a file that has no name: it is gone when it is closed.
    package static func unnamed() throws -> Int32 {
        var template = template("file", in: nil)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Files.failure("cannot make a temporary file") }
        unlink(&template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    /// Makes a folder with a random name, for this user alone.
    package static func makeFolder(_ name: String, in parent: String? = nil) throws -> String {
        var template = template(name, in: parent)
        guard mkdtemp(&template) != nil else { throw Files.failure("cannot make a temporary folder") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func template(_ name: String, in parent: String?) -> [CChar] {
        let folder = parent ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        return Array("\(folder)/chantier-\(name)-\(randomPart)".utf8CString)
    }
}
