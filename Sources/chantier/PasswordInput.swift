// SPDX-License-Identifier: Apache-2.0

import Glibc
import Setup
import Terminal

/// Reads a password from where other users cannot see it: a terminal without echo, a file, the standard input.
struct PasswordInput {
    let context: Context
    let doing: String

    /// The password; nil when none was asked for.
    func read(isAskedFor: Bool, file: String?, of name: String) async throws -> String? {
        let text: String
        if let file {
            text = try await firstLine(of: file)
        } else if !isAskedFor {
            return nil
        } else if isatty(0) == 1, isatty(2) == 1 {
            let language = context.language
            text = try await ask(language("Password for \(name): ", "Mot de passe de \(name) : "))
            guard try await ask(language("Again: ", "Encore : ")) == text else {
                throw ProgramFailure(
                    doing, reason: language("the two passwords differ.", "les deux mots de passe diffèrent."))
            }
        } else {
            text = try await firstLine(of: "-")
        }
        guard !text.isEmpty else {
            throw ProgramFailure(
                doing, reason: context.language("the password is empty.", "le mot de passe est vide."), code: .usage)
        }
        return text
    }

    private func firstLine(of path: String) async throws -> String {
        let (doing, failed) = (doing, context.language("cannot read \(path)", "impossible de lire \(path)"))
        let bytes = try await offPool("password") {
            let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw ProgramFailure(doing, reason: "\(failed): \(systemMessage(errno))")
            }
            defer { if descriptor != 0 { close(descriptor) } }
            var line: [UInt8] = []
            while line.count < 4096 {
                guard let byte = try Self.byte(from: descriptor), byte != UInt8(ascii: "\n") else { break }
                line.append(byte)
            }
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            return line
        }
        return try text(bytes)
    }

    /// Asks at the terminal, which shows nothing of what is typed.
    private func ask(_ prompt: String) async throws -> String {
        context.console.raw(prompt, toError: true)
        let bytes = try await offPool("password") {
            var saved = termios()
            guard tcgetattr(0, &saved) == 0 else { throw ExitStatus.failed }
            var silent = saved
            // Ctrl-C is a byte here: a signal would end the program and leave a terminal without echo behind.
            silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
            guard tcsetattr(0, TCSAFLUSH, &silent) == 0 else { throw ExitStatus.failed }
            defer { tcsetattr(0, TCSAFLUSH, &saved) }
            var line: [UInt8] = []
            while let byte = try Self.byte(from: 0) {
                switch byte {
                case 3: throw ExitStatus.interrupted
                case 4 where line.isEmpty, 10, 13: return line
                case 8, 127:
                    // A character may have several bytes.
                    while let last = line.popLast(), last & 0xC0 == 0x80 {}
                case 21: line = []
                default: line.append(byte)
                }
            }
            return line
        }
        context.console.raw("\n", toError: true)
        return try text(bytes)
    }

    private func text(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw ProgramFailure(
                doing, reason: context.language("the password is not UTF-8.", "le mot de passe n'est pas de l'UTF-8."),
                code: .usage)
        }
        return text
    }

    private static func byte(from descriptor: Int32) throws -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = Glibc.read(descriptor, &byte, 1)
            if count == 1 { return byte }
            if count == 0 { return nil }
            guard errno == EINTR else {
                throw ProgramFailure(
                    Language.current("cannot read", "lecture impossible"), reason: systemMessage(errno))
            }
        }
    }
}
