// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Real catalogues to import, which are not part of this repository: the folder that `CHANTIER_TEST_DATA` names, else
/// `../shared/data` beside it.
struct ReferenceData {
    /// The folder of one catalogue.
    let folder: URL

    /// Whether the catalogues are there; tests that need them are skipped where they are not.
    static var isThere: Bool { FileManager.default.fileExists(atPath: root.appending(path: "icecat").path) }

    static let icecat = ReferenceData(folder: root.appending(path: "icecat"))
    static let small = ReferenceData(folder: root.appending(path: "small"))

    private static let root: URL = {
        if let given = ProcessInfo.processInfo.environment["CHANTIER_TEST_DATA"] { return URL(filePath: given) }
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return package.deletingLastPathComponent().appending(path: "shared/data")
    }()

    /// The files in the order in which a catalogue is loaded, with their jobs; those that a catalogue lacks are left out.
    private static let structure: [(file: String, job: String)] = [
        ("currencies", "currency"), ("locales", "locale"), ("categories", "category"),
        ("attribute_groups", "attribute_group"), ("group_types", "group_type"), ("channels", "channel"),
        ("association_types", "association_type"), ("attributes", "attribute"),
        ("attribute_options", "attribute_option"), ("families", "family"), ("family_variants", "family_variant"),
        ("groups", "group"), ("user_groups", "user_group"), ("user_roles", "user_role"),
    ]

    /// A file's name and bytes, compressed or not; nil when the catalogue has none such.
    func file(_ name: String) -> (name: String, bytes: [UInt8])? {
        for ending in [".csv", ".csv.gz"] {
            if let data = try? Data(contentsOf: folder.appending(path: name + ending)) {
                return (name + ending, [UInt8](data))
            }
        }
        return nil
    }

    /// A file's text, decompressed.
    func text(_ name: String) throws -> String {
        let path = folder.appending(path: name + ".csv.gz").path
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    /// The same records as a workbook, every cell a text.
    private func workbook(_ name: String) throws -> (name: String, bytes: [UInt8])? {
        guard let file = file(name) else { return nil }
        let bytes = file.name.hasSuffix(".gz") ? try Sheet.unpacked(file.bytes) : file.bytes
        return (name + ".xlsx", try Sheet.workbook(csv: bytes))
    }

    /// Loads everything but products and product models; `leavingOut` names files that are not loaded.
    func loadStructure(_ bench: ImportBench, leavingOut: Set<String> = [], asWorkbooks: Bool = false) async throws {
        for entry in Self.structure where !leavingOut.contains(entry.file) {
            guard let file = asWorkbooks ? try workbook(entry.file) : file(entry.file) else { continue }
            let job = "\(asWorkbooks ? "xlsx" : "csv")_\(entry.job)_import"
            let report = try await bench.run(job, bytes: file.bytes, name: file.name)
            guard report.status == "completed" else { throw Unexpected(file: file.name, report: report) }
        }
    }

    /// Imports the products or product models.
    func load(
        _ name: String, _ bench: ImportBench, _ parameters: String = "{}", workers: Int = 1, asWorkbook: Bool = false
    ) async throws -> ImportReport {
        guard let file = asWorkbook ? try workbook(name) : file(name) else {
            throw Unexpected(file: name, report: nil)
        }
        let job = "\(asWorkbook ? "xlsx" : "csv")_\(name == "products" ? "product" : "product_model")_import"
        return try await bench.run(job, bytes: file.bytes, name: file.name, parameters, workers: workers)
    }

    /// A file that is missing or whose import failed.
    struct Unexpected: Error {
        let file: String
        let report: ImportReport?
    }
}
