// SPDX-License-Identifier: Apache-2.0

/// How files write days.
public enum DateFormat: String, Sendable, CaseIterable {
    case iso = "yyyy-MM-dd"
    case yearSlash = "yyyy/MM/dd"
    case american = "MM/dd/yyyy"
    case british = "dd/MM/yyyy"
    case german = "dd.MM.yyyy"

    /// Where the four digits of the year, the two of the month and the two of the day begin.
    var places: (year: Int, month: Int, day: Int) {
        switch self {
        case .iso, .yearSlash: (0, 5, 8)
        case .american: (6, 0, 3)
        case .british, .german: (6, 3, 0)
        }
    }

    /// The byte between the parts.
    var separator: UInt8 {
        switch self {
        case .iso: UInt8(ascii: "-")
        case .yearSlash, .american, .british: UInt8(ascii: "/")
        case .german: UInt8(ascii: ".")
        }
    }
}

/// A day of the calendar, read from bytes.
package struct CalendarDay {
    /// What keeps bytes from being a day.
    enum Fault: Error {
        /// They do not have the form at all.
        case wrongFormat
        /// They have the form, but there is no such day.
        case noSuchDay
    }

    /// The year.
    package let year: Int
    /// The month.
    package let month: Int
    /// The day.
    package let day: Int

    /// Reads a day; nil when it is none.
    package init?(_ bytes: Span<UInt8>, format: DateFormat) {
        do {
            try self.init(reading: bytes, format: format)
        } catch {
            return nil
        }
    }

    /// Reads a day, or says why it is none.
    init(reading bytes: Span<UInt8>, format: DateFormat) throws(Fault) {
        let places = format.places
        guard bytes.count == 10 else { throw .wrongFormat }
        var digits = (year: 0, month: 0, day: 0)
        for place in bytes.indices {
            let byte = bytes[place]
            let isYear = place >= places.year && place < places.year + 4
            let isMonth = place >= places.month && place < places.month + 2
            let isDay = place >= places.day && place < places.day + 2
            guard isYear || isMonth || isDay else {
                guard byte == format.separator else { throw .wrongFormat }
                continue
            }
            guard PlainDecimal.isDigit(byte) else { throw .wrongFormat }
            let digit = Int(byte - UInt8(ascii: "0"))
            if isYear { digits.year = digits.year * 10 + digit }
            if isMonth { digits.month = digits.month * 10 + digit }
            if isDay { digits.day = digits.day * 10 + digit }
        }
        (year, month, day) = digits
        guard year > 0, (1...12).contains(month), day > 0, day <= Self.days(of: month, in: year) else {
            throw .noSuchDay
        }
    }

    /// How long a month is.
    package static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since the first of 1970.
    package var daysSince1970: Int { Int(FilterMoment.days(Int64(year), Int64(month), Int64(day))) }

    /// Appends the day as `yyyy-MM-dd`.
    func append(to buffer: inout [UInt8]) {
        let zero = UInt8(ascii: "0")
        for power in [1000, 100, 10, 1] { buffer.append(zero + UInt8(year / power % 10)) }
        buffer.append(UInt8(ascii: "-"))
        buffer.append(zero + UInt8(month / 10))
        buffer.append(zero + UInt8(month % 10))
        buffer.append(UInt8(ascii: "-"))
        buffer.append(zero + UInt8(day / 10))
        buffer.append(zero + UInt8(day % 10))
    }
    /// Appends the day in a format.
    func append(to buffer: inout [UInt8], format: DateFormat) {
        let zero = UInt8(ascii: "0")
        let places = format.places
        var text = [UInt8](repeating: format.separator, count: 10)
        for (offset, power) in [1000, 100, 10, 1].enumerated() {
            text[places.year + offset] = zero + UInt8(year / power % 10)
        }
        for (start, number) in [(places.month, month), (places.day, day)] {
            text[start] = zero + UInt8(number / 10)
            text[start + 1] = zero + UInt8(number % 10)
        }
        buffer.append(contentsOf: text)
    }
}
