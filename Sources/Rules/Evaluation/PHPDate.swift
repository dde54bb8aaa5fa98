// SPDX-License-Identifier: Apache-2.0

/// Days written by PHP's letters, at midnight UTC and with English names, as rule files of the trade have them.
struct PHPDate {
    private let year: Int
    private let month: Int
    private let day: Int

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Reads `yyyy-MM-dd`; nil when a text is something else.
    init?(_ text: [UInt8]) {
        let parts = text.split(separator: UInt8(ascii: "-")).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard parts.count == 3, parts[0] > 0, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else {
            return nil
        }
        (year, month, day) = (parts[0], parts[1], parts[2])
    }

    private var isLeap: Bool { Self.isLeap(year) }
    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private var lengths: [Int] { [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] }

    /// The day of the year, from 0.
    private var dayOfYear: Int { lengths.prefix(month - 1).reduce(day - 1, +) }

    /// Days since 1970.
    private var daysSince1970: Int {
        let before = year - 1
        return before * 365 + before / 4 - before / 100 + before / 400 - 719_162 + dayOfYear
    }

    /// 1 for Monday to 7 for Sunday; the first day of 1970 was a Thursday.
    private var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 + 1 }

    /// The week and its year by ISO 8601: the week of a year's first Thursday is its first one.
    private var week: (number: Int, year: Int) {
        let number = (dayOfYear + 1 - weekday + 10) / 7
        if number < 1 { return (Self.weeks(in: year - 1), year - 1) }
        if number > Self.weeks(in: year) { return (1, year + 1) }
        return (number, year)
    }

    private static func weeks(in year: Int) -> Int {
        func lastWeekday(_ year: Int) -> Int { (year + year / 4 - year / 100 + year / 400) % 7 }
        return lastWeekday(year) == 4 || lastWeekday(year - 1) == 3 ? 53 : 52
    }

    /// The day in a format; `\` keeps the next letter as it is.
    func formatted(_ format: [UInt8]) -> String {
        var text = ""
        var isEscaped = false
        for scalar in String(decoding: format, as: UTF8.self).unicodeScalars {
            if isEscaped {
                text.unicodeScalars.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if let part = part(scalar) {
                text += part
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private func part(_ letter: Unicode.Scalar) -> String? {
        switch letter {
        case "d": Self.padded(day, 2)
        case "j": String(day)
        case "D": String(Self.weekdays[weekday - 1].prefix(3))
        case "l": Self.weekdays[weekday - 1]
        case "N": String(weekday)
        case "S": Self.suffix(of: day)
        case "w": String(weekday % 7)
        case "z": String(dayOfYear)
        case "W": Self.padded(week.number, 2)
        case "F": Self.months[month - 1]
        case "M": String(Self.months[month - 1].prefix(3))
        case "m": Self.padded(month, 2)
        case "n": String(month)
        case "t": String(lengths[month - 1])
        case "L": isLeap ? "1" : "0"
        case "o": String(week.year)
        case "Y": Self.padded(year, 4)
        case "y": Self.padded(year % 100, 2)
        default: time(letter)
        }
    }

    /// The letters of midnight UTC, and those that stand for several.
    private func time(_ letter: Unicode.Scalar) -> String? {
        switch letter {
        case "a": "am"
        case "A": "AM"
        case "g", "h": "12"
        case "G": "0"
        case "H", "i", "s": "00"
        case "e", "T": "UTC"
        case "P": "+00:00"
        case "c": formatted(Array(#"Y-m-d\TH:i:sP"#.utf8))
        case "r": formatted(Array("D, d M Y H:i:s +0000".utf8))
        case "U": String(daysSince1970 * 86_400)
        default: nil
        }
    }

    private static func suffix(of day: Int) -> String {
        switch (day % 10, day / 10) {
        case (_, 1): "th"
        case (1, _): "st"
        case (2, _): "nd"
        case (3, _): "rd"
        default: "th"
        }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
