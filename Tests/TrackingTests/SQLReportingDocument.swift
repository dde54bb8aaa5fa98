// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The worked queries of docs/sql-reporting.md.
struct SQLReportingDocument {
    struct Query: Sendable {
        let number: Int
        /// `a person`, `an analyst` or `an administrator`.
        let role: String
        /// One or several, in order.
        let statements: [String]
    }

    let queries: [Query]

    /// Reads the document of this checkout; the variables of psql get the values given.
    init(variables: [String: String], file: String = #filePath) throws {
        let root = file.components(separatedBy: "/Tests/")[0]
        let text = try String(contentsOfFile: root + "/docs/sql-reporting.md", encoding: .utf8)
        var found: [Query] = []
        for section in text.components(separatedBy: "\n### ").dropFirst() {
            guard let number = Int(section.prefix { $0.isNumber }),
                let opening = section.firstRange(of: "```sql\n-- as "),
                let closing = section[opening.upperBound...].firstRange(of: "\n```")
            else { continue }
            let block = section[opening.upperBound..<closing.lowerBound]
            let role = block.prefix { $0 != "\n" }
            var body = String(block.dropFirst(role.count))
            for (name, value) in variables { body = body.replacing(":'\(name)'", with: "'\(value)'") }
            let statements = body.components(separatedBy: ";\n").flatMap(Self.copied)
                .map { $0.hasSuffix(";") ? String($0.dropLast()) : $0 }
                .map { String($0.drop(while: \.isWhitespace)) }
            found.append(Query(number: number, role: String(role), statements: statements.filter { !$0.isEmpty }))
        }
        queries = found
    }

    /// What `\copy (QUERY) to …` asks the server; anything else stays as it is.
    private static func copied(_ text: String) -> [String] {
        guard let start = text.firstRange(of: "\\copy ("), let end = text.firstRange(of: ") to ") else { return [text] }
        return [String(text[start.upperBound..<end.lowerBound])]
    }
}
