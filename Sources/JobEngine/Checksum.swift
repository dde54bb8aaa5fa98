// SPDX-License-Identifier: Apache-2.0

internal import CDigest

/// The SHA-256 of a file, taken piece by piece.
///
/// A value: a copy goes on by itself.
public struct Checksum: Sendable {
    private var digest = cdigest_sha256()

    /// Of no bytes yet.
    public init() { cdigest_sha256_begin(&digest) }

    /// Goes on with these bytes.
    public mutating func add(_ bytes: [UInt8]) { cdigest_sha256_add(&digest, bytes, bytes.count) }

    /// Goes on with these bytes, without the processor's own instructions.
    package mutating func addPlainly(_ bytes: [UInt8]) { cdigest_sha256_add_plainly(&digest, bytes, bytes.count) }

    /// The 32 bytes of the sum of what was added.
    public var value: [UInt8] {
        var copy = digest
        var result = [UInt8](repeating: 0, count: 32)
        cdigest_sha256_end(&copy, &result)
        return result
    }

    /// The sum in hexadecimal, as `sha256sum` prints it.
    public var text: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: value.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
