// SPDX-License-Identifier: Apache-2.0

/// The version of a PostgreSQL server, such as 15.18.
public struct ServerVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The major version.
    public let major: Int
    /// The minor version.
    public let minor: Int

    /// Makes a version from its two parts.
    public init(major: Int, minor: Int = 0) {
        self.major = major
        self.minor = minor
    }

    /// Reads libpq's form: 150018 is 15.18.
    init(number: Int) { self.init(major: number / 10_000, minor: number % 10_000) }

    /// Orders by major version, then by minor version.
    public static func < (left: ServerVersion, right: ServerVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    /// The version as people write it.
    public var description: String { "\(major).\(minor)" }
}
