// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Setup

/// A temporary folder that goes with its owner.
public struct Folder: ~Copyable {
    /// Where it is.
    public let path: String

    /// Makes it.
    public init() throws { path = try TemporaryFile.makeFolder("test") }

    deinit { Self.remove(path) }

    /// Removes a folder with what is in it; links as links.
    public static func remove(_ path: String) {
        guard unlink(path) != 0, let listing = opendir(path) else { return }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        closedir(listing)
        for name in names { remove(path + "/" + name) }
        rmdir(path)
    }

    /// Writes a file, making the folder it is in.
    public func write(_ name: String, _ text: String) throws {
        let full = path + "/" + name
        if let slash = full.lastIndex(of: "/") { mkdir(String(full[..<slash]), 0o755) }
        guard let file = fopen(full, "w") else {
            throw PostgresError(kind: .system, message: "cannot write \(full): error \(errno)")
        }
        fputs(text, file)
        fclose(file)
    }
}
