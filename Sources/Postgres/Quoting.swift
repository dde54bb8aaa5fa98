// SPDX-License-Identifier: Apache-2.0

/// Quotes a name for the few commands that take no parameters, such as CREATE DATABASE and CREATE ROLE.
public func quoteIdentifier(_ name: String) -> String {
    quoted(name, with: "\"")
}

/// Quotes a text as an SQL literal for the few commands that take no parameters, such as CREATE ROLE … PASSWORD.
public func quoteLiteral(_ text: String) -> String {
    // A backslash means itself only where standard_conforming_strings is on; the E form means the same everywhere.
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return quoted(text, with: "'") }
    var escaped = ""
    for character in text.unicodeScalars {
        if character == "\\" { escaped.unicodeScalars.append("\\") }
        escaped.unicodeScalars.append(character)
    }
    return "E" + quoted(escaped, with: "'")
}

private func quoted(_ text: String, with mark: Unicode.Scalar) -> String {
    var result = String(mark)
    for scalar in text.unicodeScalars where scalar != "\0" {
        if scalar == mark { result.unicodeScalars.append(mark) }
        result.unicodeScalars.append(scalar)
    }
    result.unicodeScalars.append(mark)
    return result
}
