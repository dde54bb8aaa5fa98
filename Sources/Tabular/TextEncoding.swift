// SPDX-License-Identifier: Apache-2.0

/// The encodings in which a file may be written; none is ever guessed.
public enum TextEncoding: String, CaseIterable, Sendable {
    /// UTF-8.
    case utf8 = "utf-8"
    /// UTF-16 with a byte-order mark; big-endian without one (RFC 2781).
    case utf16 = "utf-16"
    /// Latin-1.
    case latin1 = "iso-8859-1"
    /// Latin-9: Latin-1 with the euro sign and seven letters of French, Finnish and Estonian.
    case latin9 = "iso-8859-15"
    /// Windows' Latin-1.
    case windows1252 = "windows-1252"

    /// Finds an encoding by its name, whatever its case; throws `unknownEncoding`.
    public init(named name: String) throws(TabularError) {
        guard let encoding = TextEncoding(rawValue: name.lowercased()) else {
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw TabularError(
                .unknownEncoding, "The encoding “\(name)” cannot be read.", action: "Use one of \(known).")
        }
        self = encoding
    }

    /// The code point of a byte in one of the single-byte encodings.
    @inline(__always)
    func scalar(of byte: UInt8) -> UInt16 {
        switch (self, byte) {
        case (.latin9, 0xA4...0xBE): Self.latin9Differences[Int(byte) - 0xA4]
        case (.windows1252, 0x80...0x9F): Self.windows1252Controls[Int(byte) - 0x80]
        default: UInt16(byte)
        }
    }

    /// ISO 8859-15 from 0xA4 to 0xBE.
    private static let latin9Differences: [UInt16] = [
        0x20AC, 0xA5, 0x160, 0xA7, 0x161, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF, 0xB0, 0xB1, 0xB2, 0xB3, 0x17D, 0xB5,
        0xB6, 0xB7, 0x17E, 0xB9, 0xBA, 0xBB, 0x152, 0x153, 0x178,
    ]

    /// Windows-1252 from 0x80 to 0x9F; its five empty places stay control characters (WHATWG Encoding).
    private static let windows1252Controls: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
        0x178,
    ]
}
