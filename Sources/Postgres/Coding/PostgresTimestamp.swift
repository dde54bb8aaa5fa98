// SPDX-License-Identifier: Apache-2.0

/// An instant as `timestamptz` holds it: microseconds since 2000-01-01 UTC, or one of the two infinities.
public struct PostgresTimestamp: PostgresEncodable, Hashable, Comparable, CustomStringConvertible {
    /// Microseconds since 2000-01-01T00:00:00Z.
    public let microseconds: Int64

    /// Makes an instant of PostgreSQL's own count.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Makes an instant of microseconds since 1970-01-01 UTC.
    public init(microsecondsSince1970: Int64) { microseconds = microsecondsSince1970 &- Self.epochOffset }

    /// Microseconds since 1970-01-01 UTC.
    public var microsecondsSince1970: Int64 { microseconds.addingReportingOverflow(Self.epochOffset).partialValue }

    /// Later than every instant: PostgreSQL's `infinity`.
    public static let distantFuture = PostgresTimestamp(microseconds: .max)
    /// Earlier than every instant: PostgreSQL's `-infinity`.
    public static let distantPast = PostgresTimestamp(microseconds: .min)

    /// Whether this is one of the two infinities.
    public var isInfinite: Bool { self == .distantFuture || self == .distantPast }

    /// The time that passed from an earlier instant to this one.
    public func duration(since earlier: PostgresTimestamp) -> Duration {
        .microseconds(microseconds.subtractingReportingOverflow(earlier.microseconds).partialValue)
    }

    /// Orders by time.
    public static func < (left: PostgresTimestamp, right: PostgresTimestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// ISO 8601 in UTC, with as many decimals as needed: `2026-11-25T16:08:00.25Z`.
    public var description: String {
        if isInfinite { return self == .distantFuture ? "infinity" : "-infinity" }
        let day: Int64 = 86_400_000_000
        let days = microseconds >= 0 ? microseconds / day : (microseconds + 1) / day - 1
        let time = microseconds - days * day
        let date = CivilDate(daysSince2000: days)
        func padded(_ value: Int64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let year = date.year < 0 ? "-" + padded(-date.year, 4) : padded(date.year, 4)
        var text = "\(year)-\(padded(date.month, 2))-\(padded(date.day, 2))T"
        text +=
            "\(padded(time / 3_600_000_000, 2)):\(padded(time / 60_000_000 % 60, 2)):\(padded(time / 1_000_000 % 60, 2))"
        var fraction = padded(time % 1_000_000, 6)[...]
        while fraction.last == "0" { fraction = fraction.dropLast() }
        return text + (fraction.isEmpty ? "" : "." + fraction) + "Z"
    }

    /// The type timestamptz.
    public static var oid: UInt32 { TypeOID.timestamptz }
    /// Appends the binary form.
    public func encode(into buffer: inout [UInt8]) { buffer.append(bigEndian: microseconds) }

    /// From 1970-01-01 to 2000-01-01: 10,957 days.
    private static let epochOffset: Int64 = 946_684_800_000_000
}

/// A day of the proleptic Gregorian calendar.
struct CivilDate: Hashable {
    var year: Int64
    var month: Int64
    var day: Int64

    /// Counts in years that begin on 1 March, so that the leap day is a year's last.
    init(daysSince2000: Int64) {
        let days = daysSince2000 + 730_425  // since 0000-03-01
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}
