// SPDX-License-Identifier: Apache-2.0

package import Postgres
package import Setup
package import Tracking

/// What a cell of a table is drawn with: the console, its words, and how times are wanted.
package struct Screen: Sendable {
    package let console: Console
    package let times: TimeStyle?

    package init(_ console: Console, times: TimeStyle? = nil) {
        self.console = console
        self.times = times
    }

    package var wording: Wording { console.wording }
    package var language: Language { console.language }

    /// A moment: “4 min ago” for less than a day, else the local date; or as `--time` says.
    ///
    /// `age` is its distance from now by the database's clock; nil stands for a moment that is not there.
    package func moment(_ time: PostgresTimestamp?, age: Double?) -> String {
        guard let time else { return wording.nothing }
        switch times {
        case .raw: return PlainLine.time(time)
        case .iso: return LocalTime(time).iso
        case .relative: return wording.ago(age ?? 0)
        case nil: return (age ?? 0) < 86_400 ? wording.ago(age ?? 0) : LocalTime(time).short(language)
        }
    }

    /// A cell in a state's colour.
    package func cell(_ text: String, _ colour: Colour, isBold: Bool = false) -> Table.Cell {
        let console = console
        return Table.Cell(text) { console.painted($0, colour, isBold: isBold) }
    }

    /// Texts on one line, or each on its own where that would be too long; a command that still is stands below its word.
    package func fitted(_ parts: [String], separator: String = "   ") -> [String] {
        let line = parts.joined(separator: separator)
        guard line.width > console.columns else { return parts.isEmpty ? [] : [line] }
        return parts.flatMap { part -> [String] in
            guard part.width > console.columns, let command = part.firstRange(of: " tracker ") else { return [part] }
            let head = String(part[..<command.lowerBound])
            return (head.isEmpty ? [] : [head]) + [" " + part[command.lowerBound...]]
        }
    }

    /// Texts in as few lines as they fit into, none of them cut in two; lines behind the first are indented.
    package func packed(_ parts: [String], separator: String, indent: Int = 0) -> [String] {
        var lines: [String] = []
        var line = ""
        for part in parts {
            let longer = line.isEmpty ? part : line + separator + part
            if line.isEmpty || longer.width <= console.columns {
                line = longer
            } else {
                lines.append(line)
                line = String(repeating: " ", count: indent) + part
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// `next: tracker show 7c9e2a1f`, with what does not fit on lines below.
    package func next(_ commands: String...) -> String { next(commands) }

    /// The same for commands in a list.
    package func next(_ commands: [String]) -> String {
        let name = language("next:", "ensuite :")
        let separator = wording.isASCII ? "   " : " · "
        let line = "\(name) \(commands.joined(separator: separator))"
        guard line.width > console.columns else { return line }
        let longest = commands.map(\.width).max() ?? 0
        guard name.width + 1 + longest <= console.columns else {
            return ([name] + commands.map { "  " + $0 }).joined(separator: "\n")
        }
        return "\(name) " + commands.joined(separator: "\n" + String(repeating: " ", count: name.width + 1))
    }
}
