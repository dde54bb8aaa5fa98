// SPDX-License-Identifier: Apache-2.0

import _StringProcessing

/// What texts of an attribute must look like.
enum ValuePattern: Sendable {
    case email
    case url
    /// A pattern in Perl's form with its delimiters, `/^[A-Z]+$/i`; it compiles.
    case regexp(String)

    /// Takes a pattern with its delimiters; nil when it does not compile.
    init?(perl pattern: String) {
        guard (try? Self.compile(pattern)) != nil else { return nil }
        self = .regexp(pattern)
    }

    /// What is wrong with a pattern.
    struct Fault: Error {
        let text: String
    }

    /// Compiles a pattern with its delimiters.
    ///
    /// A compiled pattern belongs to one thread, so who judges values compiles its own.
    static func compile(_ pattern: String) throws(Fault) -> Regex<AnyRegexOutput> {
        guard let open = pattern.unicodeScalars.first, !open.properties.isAlphabetic, !open.properties.isWhitespace,
            open.value < 0x80, open != "\\", !("0"..."9").contains(open)
        else { throw Fault(text: "a pattern stands between delimiters, as /^[A-Z]+$/i") }
        let closing: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "[": "]", "{": "}", "<": ">"]
        let close = closing[open] ?? open
        let inner = pattern.unicodeScalars.dropFirst()
        guard let end = inner.lastIndex(of: close) else { throw Fault(text: "the closing delimiter is missing") }
        do {
            var regex = try Regex(String(inner[..<end]))
            for flag in inner[inner.index(after: end)...] {
                switch flag {
                case "i": regex = regex.ignoresCase()
                case "m": regex = regex.anchorsMatchLineEndings()
                case "s": regex = regex.dotMatchesNewlines()
                case "u": break
                default: throw Fault(text: "unknown flag \(quoted(String(flag))); known: i m s u")
                }
            }
            return regex.matchingSemantics(.unicodeScalar)
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(text: "not a pattern: \(error)")
        }
    }

    /// An address of the common form: one @, something before it, a domain with a dot behind it, no blanks.
    static func isEmail(_ bytes: Span<UInt8>) -> Bool {
        var at: Int?
        for place in bytes.indices {
            let byte = bytes[place]
            if byte <= 0x20 || byte == 0x7F { return false }
            guard byte == UInt8(ascii: "@") else { continue }
            guard at == nil else { return false }
            at = place
        }
        guard let at, at > 0, at + 1 < bytes.count else { return false }
        var dots = 0
        var label = 0
        for place in (at + 1)..<bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: ".") {
                guard label > 0 else { return false }
                (dots, label) = (dots + 1, 0)
            } else {
                guard isHostByte(byte) else { return false }
                label += 1
            }
        }
        return dots > 0 && label > 0
    }

    /// An absolute address of the web: http or https, and a host.
    static func isURL(_ bytes: Span<UInt8>) -> Bool {
        for scheme in ["http://", "https://"] {
            let length = scheme.utf8.count
            guard bytes.count > length, zip(scheme.utf8, 0..<length).allSatisfy({ foldedASCII(bytes[$1]) == $0 }) else {
                continue
            }
            var host = 0
            var isHost = true
            for place in length..<bytes.count {
                let byte = bytes[place]
                if byte <= 0x20 || byte == 0x7F { return false }
                if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
                    isHost = false
                }
                if isHost { host += 1 }
            }
            return host > 0
        }
        return false
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        let lower = foldedASCII(byte)
        return byte >= 0x80 || byte == UInt8(ascii: "-") || PlainDecimal.isDigit(byte)
            || (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z"))
    }
}

extension AttributeEntry {
    /// What is wrong with a pattern in Perl's form; nil when it compiles.
    static func faultOfPattern(_ pattern: String) -> String? {
        do {
            _ = try ValuePattern.compile(pattern)
            return nil
        } catch {
            return error.text
        }
    }
}
