// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Single keys of a terminal, without Return and without an echo, until it is closed.
package struct Keyboard: Sendable {
    /// A key that was pressed.
    package enum Key: Sendable, Hashable {
        case character(Character)
        case up, down
        case escape
    }

    private let before: termios

    /// Opens the standard input for single keys; nil where that is no terminal, or another program has the foreground.
    package init?() {
        var settings = termios()
        // From the background, changing the terminal would stop this process.
        guard isatty(0) == 1, tcgetpgrp(0) == getpgrp(), tcgetattr(0, &settings) == 0 else { return nil }
        before = settings
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
        // Suspended, it would leave the second screen behind in the shell; Ctrl-C still ends it.
        withUnsafeMutableBytes(of: &settings.c_cc) { keys in
            keys[Int(VSUSP)] = 0
            keys[Int(VMIN)] = 0
            keys[Int(VTIME)] = 0
        }
        guard tcsetattr(0, TCSANOW, &settings) == 0 else { return nil }
    }

    /// Gives the terminal back as it was; from any thread.
    package func close() {
        var settings = before
        tcsetattr(0, TCSANOW, &settings)
    }

    /// The keys pressed since the last call; never waits.
    package func pressed() -> [Key] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(0, &bytes, bytes.count)
        guard count > 0 else { return [] }
        return Self.keys(of: Array(bytes.prefix(count)))
    }

    /// Reads what a terminal sends: characters, arrows as `ESC [ A`, anything else behind ESC is dropped.
    static func keys(of bytes: [UInt8]) -> [Key] {
        var keys: [Key] = []
        let characters = Array(String(decoding: bytes, as: UTF8.self))
        var place = 0
        while place < characters.count {
            let character = characters[place]
            place += 1
            guard character == "\u{1b}" else {
                keys.append(.character(character))
                continue
            }
            guard place < characters.count, characters[place] == "[" || characters[place] == "O" else {
                keys.append(.escape)
                continue
            }
            place += 1
            // Parameters, then one final character.
            while place < characters.count, !(characters[place].isLetter || characters[place] == "~") { place += 1 }
            if place < characters.count {
                if characters[place] == "A" { keys.append(.up) }
                if characters[place] == "B" { keys.append(.down) }
                place += 1
            }
        }
        return keys
    }
}
