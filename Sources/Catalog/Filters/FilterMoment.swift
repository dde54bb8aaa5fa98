// SPDX-License-Identifier: Apache-2.0

/// Times and days in conditions: as they are written, `now`, and distances from the execution's start, all in UTC.
package struct FilterMoment {
    static let second: Int64 = 1_000_000
    static let day: Int64 = 86_400 * second

    /// The start, in microseconds since 1970.
    let start: Int64

    /// `yyyy-mm-dd HH:MM:SS`, or `now`, in whole seconds; nil when a text is neither.
    func time(_ text: String) -> Int64? {
        if text == "now" { return Self.floor(start, to: Self.second) }
        let bytes = Array(text.utf8)
        guard bytes.count == 19, bytes[10] == 0x20, bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let day = CalendarDay(bytes.span.extracting(0..<10), format: .iso)
        else { return nil }
        let parts = [11, 14, 17].map { Self.twoDigits(bytes, $0) }
        guard let hour = parts[0], let minute = parts[1], let second = parts[2], hour < 24, minute < 60, second < 60
        else { return nil }
        return Self.days(Int64(day.year), Int64(day.month), Int64(day.day)) * Self.day
            + (hour * 3600 + minute * 60 + second) * Self.second
    }

    /// `yyyy-mm-dd`, or `now`, as a day; nil when a text is neither.
    func day(_ text: String) -> String? {
        if text == "now" { return Self.dayText(Self.floor(start, to: Self.day) / Self.day) }
        let bytes = Array(text.utf8)
        return CalendarDay(bytes.span, format: .iso) == nil ? nil : text
    }

    /// A distance from the start such as `-3 days`, as a time in whole seconds; nil when a text is none.
    func distantTime(_ text: String) -> Int64? { distant(text).map { Self.floor($0, to: Self.second) } }

    /// A distance from the start such as `+1 month`, as a day; nil when a text is none, or is one in hours or minutes.
    func distantDay(_ text: String) -> String? {
        guard !text.contains("hour"), !text.contains("minute"), let time = distant(text) else { return nil }
        return Self.dayText(Self.floor(time, to: Self.day) / Self.day)
    }

    /// `<+|-><n> <unit>`, at most five digits; what lies before the year 1 or behind 9999 becomes its first or last second.
    private func distant(_ text: String) -> Int64? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let sign = parts[0].first, sign == "+" || sign == "-",
            case let digits = parts[0].dropFirst(), (1...5).contains(digits.utf8.count),
            digits.utf8.allSatisfy(PlainDecimal.isDigit), let size = Int64(digits)
        else { return nil }
        let count = sign == "-" ? -size : size
        let unit = parts[1].hasSuffix("s") ? parts[1].dropLast() : parts[1]
        let moved: Int64
        switch unit {
        case "minute": moved = start + count * 60 * Self.second
        case "hour": moved = start + count * 3600 * Self.second
        case "day": moved = start + count * Self.day
        case "week": moved = start + count * 7 * Self.day
        case "month": moved = adding(months: count)
        case "year": moved = adding(months: count * 12)
        default: return nil
        }
        let (first, end) = (Self.days(1, 1, 1) * Self.day, Self.days(10_000, 1, 1) * Self.day)
        return min(max(moved, first), end - Self.second)
    }

    /// The same day of another month, or that month's last day where it is shorter.
    private func adding(months: Int64) -> Int64 {
        let today = Self.floor(start, to: Self.day)
        let (year, month, day) = Self.civil(today / Self.day)
        let all = year * 12 + month - 1 + months
        let (toYear, toMonth) = (Self.floor(all, to: 12) / 12, all - Self.floor(all, to: 12) + 1)
        let next = toMonth == 12 ? Self.days(toYear + 1, 1, 1) : Self.days(toYear, toMonth + 1, 1)
        let longest = next - Self.days(toYear, toMonth, 1)
        return Self.days(toYear, toMonth, min(day, longest)) * Self.day + start - today
    }

    private static func twoDigits(_ bytes: [UInt8], _ place: Int) -> Int64? {
        guard PlainDecimal.isDigit(bytes[place]), PlainDecimal.isDigit(bytes[place + 1]) else { return nil }
        return Int64(bytes[place] - 0x30) * 10 + Int64(bytes[place + 1] - 0x30)
    }

    /// The largest multiple of a step that is not above a number.
    static func floor(_ number: Int64, to step: Int64) -> Int64 {
        number - (number % step + step) % step
    }

    /// Days since 1970 of a day of the Gregorian calendar; its years are counted from March, so that a leap day is the last.
    static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = floor(shifted, to: 400) / 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let yearOfEra = shifted - era * 400
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floor(shifted, to: 146_097) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }

    /// A moment as conditions write it: `yyyy-mm-dd HH:MM:SS`, UTC.
    package static func text(_ moment: Int64) -> String {
        let day = floor(moment, to: Self.day)
        let seconds = (moment - day) / second
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : String($0) }
        return dayText(day / Self.day) + " " + parts.joined(separator: ":")
    }

    private static func dayText(_ days: Int64) -> String {
        let (year, month, day) = civil(days)
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
