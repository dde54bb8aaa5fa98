// SPDX-License-Identifier: Apache-2.0

/// The form by which codes and identifiers are compared: without case.
///
/// The database never folds: its `lower()` depends on the server's locale.
public func folded(_ text: String) -> String {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.lowercased() }
    guard text.utf8.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return text }
    return String(decoding: text.utf8.map(foldedASCII), as: UTF8.self)
}

/// Appends the folded form of UTF-8 bytes, the same as `folded` of their text.
package func appendFolded(_ bytes: Span<UInt8>, to buffer: inout [UInt8]) {
    var isASCII = true
    for place in bytes.indices where bytes[place] >= 0x80 {
        isASCII = false
        break
    }
    guard !isASCII else {
        for place in bytes.indices { buffer.append(foldedASCII(bytes[place])) }
        return
    }
    buffer.append(contentsOf: text(bytes).lowercased().utf8)
}

/// An ASCII letter in lower case; any other byte as it is.
@inline(__always)
package func foldedASCII(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}

/// The bytes as text.
package func text(_ bytes: Span<UInt8>) -> String {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for place in bytes.indices { copy.append(bytes[place]) }
    return String(decoding: copy, as: UTF8.self)
}

/// Whether files count this byte as a blank around codes, numbers and list members.
@inline(__always)
package func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
}

extension String {
    /// The text without blanks at its ends.
    package func trimmingBlanks() -> String { self[...].trimmingBlanks() }
    /// The members of a list, trimmed; empty ones are left out.
    package func commaSeparated() -> [String] {
        split(separator: ",").map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
    }
}

extension Substring {
    /// The text without blanks at its ends.
    package func trimmingBlanks() -> String {
        guard let first = utf8.firstIndex(where: { !isBlank($0) }) else { return "" }
        var end = endIndex
        while case let last = utf8.index(before: end), isBlank(utf8[last]) { end = last }
        return String(self[first..<end])
    }
}
