// SPDX-License-Identifier: Apache-2.0

import Catalog

/// Days written by PHP's letters, at midnight UTC and with English names, as rule files of the trade have them.
struct PHPDate {
    private let year: Int
    private let month: Int
    private let day: Int
    private let daysSince1970: Int
    /// The day of the year, from 0.
    private let dayOfYear: Int

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Reads `yyyy-MM-dd`; nil when a text is something else.
    init?(_ text: [UInt8]) {
        guard let date = CalendarDay(text.span, format: .iso) else { return nil }
        (year, month, day) = (date.year, date.month, date.day)
        daysSince1970 = date.daysSince1970
        dayOfYear = (1..<month).reduce(day - 1) { $0 + CalendarDay.days(of: $1, in: date.year) }
    }

    private var isLeap: Bool { CalendarDay.days(of: 2, in: year) == 29 }

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
        case "t": String(CalendarDay.days(of: month, in: year))
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
        case "B": "041"
        case "u": "000000"
        case "v": "000"
        case "e", "T": "UTC"
        case "O": "+0000"
        case "P": "+00:00"
        case "p": "Z"
        case "I", "Z": "0"
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
