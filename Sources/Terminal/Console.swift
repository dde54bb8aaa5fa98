// SPDX-License-Identifier: Apache-2.0

internal import Glibc
package import Setup
package import Tracking

/// Where a program writes, and what may be written there.
///
/// Data goes to the standard output, messages to the standard error; each is looked at for itself. A reader that closes its pipe
/// ends the program by SIGPIPE, quietly, as with every other Unix tool.
package struct Console: Sendable {
    /// The program's name, before its messages.
    package let program: String
    package let wording: Wording
    /// Whether data goes to a person's terminal.
    package let isTerminal: Bool
    /// Whether messages go to a person's terminal.
    package let isErrorTerminal: Bool
    private let colours: (output: Bool, error: Bool)
    private let environmentColumns: Int?

    package var language: Language { wording.language }

    /// Looks at the two outputs and at the environment: `NO_COLOR`, `CLICOLOR_FORCE`, `TERM`, `COLUMNS` and the locale.
    package init(
        program: String, environment: [String: String], language: String? = nil, noColour: Bool = false,
        isASCII: Bool = false
    ) {
        self.program = program
        isTerminal = isatty(1) == 1
        isErrorTerminal = isatty(2) == 1
        wording = Wording(
            Language(option: language, environment: environment), isASCII: isASCII,
            isSevenBit: !Language.isUTF8(environment))
        let isRefused = noColour || environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        let isForced = !isRefused && (environment["CLICOLOR_FORCE"] ?? "0") != "0"
        colours = (isForced || (!isRefused && isTerminal), isForced || (!isRefused && isErrorTerminal))
        environmentColumns = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    /// Whether data is coloured.
    package var hasColours: Bool { colours.output }

    /// The width to write for: `COLUMNS`, else the terminal's, else 80.
    package var columns: Int {
        if let environmentColumns { return environmentColumns }
        var size = winsize()
        for descriptor: Int32 in [1, 2] where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
            return Int(size.ws_col)
        }
        return 80
    }

    /// The height of the terminal; 24 where it does not tell.
    package var rows: Int {
        var size = winsize()
        for descriptor: Int32 in [1, 2] where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 {
            return Int(size.ws_row)
        }
        return 24
    }

    /// Writes data, with a line break behind it.
    package func print(_ text: String = "") { write(text + "\n", to: 1) }

    /// Writes a message, with a line break behind it.
    ///
    /// It is not coloured, so nothing in it may command the terminal.
    package func note(_ text: String) {
        let text = text.visible(keepsLines: true)
        write((isErrorTerminal ? wording.typeset(text) : wording.shown(text)) + "\n", to: 2)
    }

    /// A line for a person with our own colours and nothing else that commands a terminal.
    package func safe(_ line: String, keepsLines: Bool = false) -> String {
        guard line.unicodeScalars.contains(where: { $0.isTerminalControl }) else { return line }
        var result = ""
        var rest = line[...]
        while let start = rest.unicodeScalars.firstIndex(of: "\u{1b}") {
            result += String(rest[..<start]).visible(keepsLines: keepsLines)
            let style = Self.styles.first { rest[start...].utf8.starts(with: $0.utf8) }
            result += style ?? "\u{fffd}"
            rest = rest[rest.utf8.index(start, offsetBy: style?.utf8.count ?? 1)...]
        }
        return result + String(rest).visible(keepsLines: keepsLines)
    }

    /// All that `painted` writes around a text.
    private static let styles =
        ["\u{1b}[0m"] + ["32", "33", "31", "34", "90"].flatMap { ["\u{1b}[\($0)m", "\u{1b}[1;\($0)m"] }

    /// Writes a text that may already end its line; nothing at all stays nothing.
    func written(_ text: String) {
        if !text.isEmpty { write(text.hasSuffix("\n") ? text : text + "\n", to: 1) }
    }

    /// Writes data in a form that was asked for, such as CSV: as it is, unless a terminal would obey something in it.
    package func data(_ text: String) { write(isTerminal ? text.harmless : text, to: 1) }

    /// Writes characters as they are, such as movements of the cursor.
    package func raw(_ text: String, toError: Bool) { write(text, to: toError ? 2 : 1) }

    /// Says what failed, why, and what to do.
    package func report(_ failure: ProgramFailure) {
        // What libpq says of a connection ends its lines with a break and a tab.
        func line(_ text: String) -> String {
            text.replacing("\n\t", with: " ").replacing(" \t", with: " ").replacing("\t", with: " ")
        }
        var lines = ["\(program): \(line(failure.summary))"]
        if let reason = failure.reason { lines.append("  \(language("why: ", "cause :")) \(line(reason))") }
        if let action = failure.action { lines.append("  \(language("do:  ", "faire :")) \(line(action))") }
        note(lines.joined(separator: "\n"))
    }

    /// Colours a text for the data's or the messages' terminal: the five colours of states, and nothing else.
    package func painted(_ text: String, _ colour: Colour, isBold: Bool = false, forError: Bool = false) -> String {
        let text = wording.visible(text)
        guard forError ? colours.error : colours.output else { return text }
        let code =
            switch colour {
            case .green: "32"
            case .yellow: "33"
            case .red: "31"
            case .blue: "34"
            case .grey: "90"
            }
        return "\u{1b}[\(isBold ? "1;" : "")\(code)m\(text)\u{1b}[0m"
    }

    /// Ends the program: what was asked for could not be written, such as on a full disk.
    ///
    /// A reader that has enough and leaves is no error; where SIGPIPE is ignored, the program ends as if by it.
    package static func endUnwritten(_ program: String, _ language: Language) -> Never {
        let code = errno
        if code == EPIPE { exit(128 + SIGPIPE) }
        let text = language("cannot write the output", "impossible d'écrire la sortie")
        let isUTF8 = Language.isUTF8(Environment.current)
        let line = Wording(language, isSevenBit: !isUTF8).shown(
            "\(program): \(text)\n  \(language("why: ", "cause :")) \(systemMessage(code)).\n")
        _ = line.withCString { Glibc.write(2, $0, strlen($0)) }
        exit(ExitStatus.failed.rawValue)
    }

    private func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                if descriptor == 1 { Self.endUnwritten(program, language) }
                // The messages' own place is full or closed: there is nobody left to tell.
                return
            }
            rest = rest.dropFirst(count)
        }
    }
}
