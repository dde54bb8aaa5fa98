// SPDX-License-Identifier: Apache-2.0

import Exports
import JobEngine

/// The export of rules: all of them, sorted by code, in the form in which they are imported.
enum RuleExport {
    static let job = TextExport.job(
        name: "yml_rule_export", label: "Export rules", unit: "rules", fileExtension: "yml",
        mediaType: "application/yaml"
    ) { db in
        let rules = try RuleStore.load(on: db).sorted { $0.code < $1.code }
        return TextExport.Content(bytes: RuleFile.text(of: rules), records: Int64(rules.count))
    }
}

extension RuleFile {
    /// Rules as a file, in this order.
    package static func text(of rules: [Rule]) -> [UInt8] {
        guard !rules.isEmpty else { return Array("rules: {}\n".utf8) }
        return header + rules.flatMap { Array(RuleText($0).text.utf8) }
    }
}
