// SPDX-License-Identifier: Apache-2.0

/// Days and times as a sheet stores them: a number of days since 1900 (or 1904), with the time as its fraction.
enum DateText {
    /// The days from 1899-12-30 to 1970-01-01, and to 1904-01-01.
    private static let daysTo1970 = 25_569
    private static let daysTo1904 = 1_462
    /// The last number that is a day: 9999-12-31.
    private static let lastDay = 2_958_465.0

    /// Appends `yyyy-MM-dd`, `HH:mm:ss` or both; false, with nothing appended, when the number is no day or time.
    static func append(_ number: Span<UInt8>, is1904: Bool, to bytes: inout [UInt8]) -> Bool {
        guard let value = Double(Bytes.text(number)), value.isFinite else { return false }
        return append(value, is1904: is1904, to: &bytes)
    }

    static func append(_ value: Double, is1904: Bool, to bytes: inout [UInt8]) -> Bool {
        guard value >= 0, value <= lastDay - (is1904 ? Double(daysTo1904) : 0) + 0.999_99 else { return false }
        // Seconds are what a cell shows at most; what is left is the noise of a binary fraction.
        let seconds = Int((value * 86_400).rounded())
        let (day, time) = (seconds / 86_400, seconds % 86_400)
        let hasDay = day > 0 || (is1904 && time == 0)
        if hasDay { appendDay(day + (is1904 ? daysTo1904 : 0), to: &bytes) }
        if hasDay, time > 0 { bytes.append(UInt8(ascii: " ")) }
        if time > 0 || !hasDay {
            for (place, part) in [time / 3600, time / 60 % 60, time % 60].enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ":")) }
                appendDigits(part, 2, to: &bytes)
            }
        }
        return true
    }

    /// Appends what a cell with an ISO date holds, its `T` as a blank, without a time that is midnight.
    static func append(iso text: Span<UInt8>, to bytes: inout [UInt8]) {
        let start = bytes.count
        for index in text.indices {
            let byte = text[index]
            if byte == UInt8(ascii: "Z") || byte == UInt8(ascii: ".") { break }
            bytes.append(byte == UInt8(ascii: "T") ? UInt8(ascii: " ") : byte)
        }
        let midnight = Array(" 00:00:00".utf8)
        if bytes.count - start > midnight.count, bytes.suffix(midnight.count).elementsEqual(midnight) {
            bytes.removeLast(midnight.count)
        }
    }

    /// The number of days that the text of a cell stands for; nil when it is none.
    static func serial(_ text: Span<UInt8>) -> String? {
        var at = 0
        var days = 0
        if text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") {
            guard let year = digits(text, 0..<4), let month = digits(text, 5..<7), let day = digits(text, 8..<10),
                (1...12).contains(month), (1...31).contains(day)
            else { return nil }
            if year == 1900, month == 2, day == 29 {
                days = 60
            } else {
                guard day <= 28 || day <= length(of: month, year: year) else { return nil }
                days = self.days(year: year, month: month, day: day) + daysTo1970
                // The day that spreadsheets have and the year 1900 had not.
                if days < 61 { days -= 1 }
            }
            guard days >= 0 else { return nil }
            at = 10
            guard at < text.count else {
                return String(days)
            }
            guard text[at] == UInt8(ascii: " ") else { return nil }
            at += 1
        }
        guard text.count == at + 8, text[at + 2] == UInt8(ascii: ":"), text[at + 5] == UInt8(ascii: ":"),
            let hours = digits(text, at..<(at + 2)), let minutes = digits(text, (at + 3)..<(at + 5)),
            let seconds = digits(text, (at + 6)..<(at + 8))
        else { return nil }
        return String(Double(days) + Double(hours * 3600 + minutes * 60 + seconds) / 86_400)
    }

    private static func appendDay(_ serial: Int, to bytes: inout [UInt8]) {
        if serial == 60 {
            bytes.append(contentsOf: "1900-02-29".utf8)
            return
        }
        // Civil from days (proleptic Gregorian), with years that begin in March.
        let shifted = serial - daysTo1970 + (serial < 60 ? 1 : 0) + 719_468
        let era = shifted / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        appendDigits(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        appendDigits(month, 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        appendDigits(day, 2, to: &bytes)
    }

    private static func length(of month: Int, year: Int) -> Int {
        let (later, next) = month == 12 ? (year + 1, 1) : (year, month + 1)
        return days(year: later, month: next, day: 1) - days(year: year, month: month, day: 1)
    }

    /// The days from 1970-01-01.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func appendDigits(_ number: Int, _ count: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<count { divisor *= 10 }
        while divisor > 0 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }

    private static func digits(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            guard text[index] &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(text[index] &- 0x30)
        }
        return value
    }
}
