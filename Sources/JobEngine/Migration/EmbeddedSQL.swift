// SPDX-License-Identifier: Apache-2.0

internal import CSQLFiles

/// The files of `sql/` that this program carries in itself, in order of application.
package struct EmbeddedSQL: Sendable {
    /// One file.
    package struct File: Sendable, Hashable {
        /// The path under `migrations/` or `functions/`, such as `job/claim.sql`.
        package let name: String
        package let text: String
    }

    /// A numbered file, applied once and never changed.
    package struct Migration: Sendable, Hashable {
        package let number: Int
        package let file: File

        /// Whether a program that does not know it must not run: said by a line `-- breaking` in its header.
        package var isBreaking: Bool {
            file.text.split(separator: "\n").prefix { $0.hasPrefix("--") }.contains { $0.hasPrefix("-- breaking") }
        }
    }

    /// In order of their numbers.
    package let migrations: [Migration]
    /// One function or view a file, applied again whenever its text changes; in order job, tracker, catalog, then by name.
    package let functions: [File]

    package init(migrations: [Migration], functions: [File]) {
        self.migrations = migrations
        self.functions = functions
    }

    /// What is embedded in this program.
    package static let current = EmbeddedSQL(files: (0..<sql_file_count).map(read))

    /// The number of the newest migration embedded in this program, without reading the files: every program asks when it connects.
    package static let newestMigration = (0..<sql_file_count).lazy.map { number(of: name(at: $0)) }.max() ?? 0

    /// The number of a migration by its path; 0 for any other file.
    private static func number(of name: String) -> Int {
        let folder = "migrations/"
        return name.hasPrefix(folder) ? Int(name.dropFirst(folder.count).prefix { $0.isNumber }) ?? 0 : 0
    }

    private static func name(at index: Int) -> String {
        guard let name = sql_file_at(index)?.pointee.name else { return "" }
        return String(cString: name)
    }

    /// Sorts files into migrations (`migrations/0001_….sql`) and functions (`functions/…`).
    package init(files: [File]) {
        func within(_ folder: String) -> [File] {
            files.filter { $0.name.hasPrefix(folder) }.map {
                File(name: String($0.name.dropFirst(folder.count)), text: $0.text)
            }
        }
        migrations = within("migrations/").compactMap { file in
            Int(file.name.prefix { $0.isNumber }).map { Migration(number: $0, file: file) }
        }.sorted { $0.number < $1.number }
        let order = ["job", "tracker", "catalog"]
        func rank(_ file: File) -> Int { order.firstIndex { file.name.hasPrefix($0 + "/") } ?? order.count }
        functions = within("functions/").sorted { (rank($0), $0.name) < (rank($1), $1.name) }
    }

    /// The files are constants of the program: their memory lives as long as it does.
    private static func read(_ index: Int) -> File {
        guard let file = sql_file_at(index), let name = file.pointee.name else { return File(name: "", text: "") }
        let bytes = UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count)
        return File(name: String(cString: name), text: String(decoding: bytes, as: UTF8.self))
    }
}
