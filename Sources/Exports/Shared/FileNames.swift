// SPDX-License-Identifier: Apache-2.0

/// The names of an export's files, made from the template of its profile.
struct FileNames: Sendable, Codable, Equatable {
    /// The longest name of a file, in bytes.
    private static let longest = 200

    /// The name up to its extension.
    var base: String
    /// The extension with its point; may be empty.
    var ending: String
    /// Whether the names carry numbers.
    var isNumbered: Bool

    /// Fills in a template: `%job_label%` and `%datetime%`.
    ///
    /// Only the last part of a path counts, and nothing in it hides the file or leads out of a folder.
    init(template: String, label: String, datetime: String, fileExtension: String, isNumbered: Bool) {
        let filled = Self.filled(template, label: label, datetime: datetime)
        var name = String(filled.split(separator: "/", omittingEmptySubsequences: true).last ?? "")
        name = String(
            name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F || $0 == "\\" ? "_" : Character($0) })
        while let first = name.first, first == "." || first == "-" || first == " " { name.removeFirst() }
        if name.isEmpty { name = "export_\(datetime).\(fileExtension)" }
        if let point = name.lastIndex(of: "."), point > name.startIndex {
            base = String(name[..<point])
            ending = String(name[point...])
        } else {
            base = name
            ending = ""
        }
        while base.utf8.count + ending.utf8.count > Self.longest, base.count > 1 { base.removeLast() }
        while base.utf8.count + ending.utf8.count > Self.longest, ending.count > 1 { ending.removeLast() }
        self.isNumbered = isNumbered
    }

    /// The name of a file by its number, from 1.
    func file(_ number: Int) -> String { isNumbered ? "\(base)_\(number)\(ending)" : base + ending }

    /// The name of the archive of all files.
    var archive: String { base + ".zip" }

    /// A template with its marks filled in.
    static func filled(_ template: String, label: String, datetime: String) -> String {
        let plain = String(
            label.unicodeScalars.map { scalar in
                let isKept =
                    scalar.isASCII
                    && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == ".")
                return isKept ? Character(scalar) : "_"
            })
        return template.replacing("%job_label%", with: plain).replacing("%datetime%", with: datetime)
    }
}
