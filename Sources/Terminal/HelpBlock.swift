// SPDX-License-Identifier: Apache-2.0

/// A part of a command's discussion.
enum HelpBlock: Sendable, Hashable {
    case blank
    /// `Examples:`
    case title(String)
    /// Lines that belong together, joined.
    case paragraph(String)
    /// An indented line: what to type, and what is said of it behind two blanks or more.
    case example(String, gap: String, remark: String?)

    /// What is translated of it.
    var text: String? {
        switch self {
        case .blank: nil
        case .title(let text), .paragraph(let text): text
        case .example(_, _, let remark): remark
        }
    }

    /// The parts of a discussion, in order.
    static func blocks(of discussion: String) -> [HelpBlock] {
        var blocks: [HelpBlock] = []
        var paragraph = ""
        func end() {
            if !paragraph.isEmpty { blocks.append(.paragraph(paragraph)) }
            paragraph = ""
        }
        for line in discussion.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                end()
                blocks.append(.blank)
            } else if line.hasPrefix("  ") {
                end()
                blocks.append(example(String(line)))
            } else if paragraph.isEmpty, line.hasSuffix(":") {
                blocks.append(.title(String(line)))
            } else {
                paragraph += (paragraph.isEmpty ? "" : " ") + line
            }
        }
        end()
        while blocks.last == .blank { blocks.removeLast() }
        return blocks
    }

    private static func example(_ line: String) -> HelpBlock {
        let indent = line.prefix { $0 == " " }
        guard let gap = line.dropFirst(indent.count).firstRange(of: "  ") else {
            return .example(line, gap: "", remark: nil)
        }
        let rest = line[gap.lowerBound...]
        let blanks = rest.prefix { $0 == " " }
        return .example(
            String(line[..<gap.lowerBound]), gap: String(blanks), remark: String(rest.dropFirst(blanks.count)))
    }
}
