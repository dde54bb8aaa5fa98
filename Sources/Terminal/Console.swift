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
            Language(option: language, environment: environment), isASCII: isASCII || !Language.isUTF8(environment))
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
    package func note(_ text: String) { write(wording.shown(text) + "\n", to: 2) }

    /// Writes characters as they are, such as movements of the cursor.
    package func raw(_ text: String, toError: Bool) { write(text, to: toError ? 2 : 1) }

    /// Says what failed, why, and what to do.
    package func report(_ failure: ProgramFailure) {
        var lines = ["\(program): \(failure.summary)"]
        if let reason = failure.reason { lines.append("  \(language("why: ", "cause :")) \(reason)") }
        if let action = failure.action { lines.append("  \(language("do:  ", "faire :")) \(action)") }
        note(lines.joined(separator: "\n"))
    }

    /// Colours a text for the data's or the messages' terminal: the five colours of states, and nothing else.
    package func painted(_ text: String, _ colour: Colour, isBold: Bool = false, forError: Bool = false) -> String {
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

    private func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // A full disk or a closed descriptor: there is nobody left to tell.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
