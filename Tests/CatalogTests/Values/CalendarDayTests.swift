// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct CalendarDayTests {
    private func read(_ text: String, _ format: DateFormat) -> String? {
        let bytes = Array(text.utf8)
        guard let day = CalendarDay(bytes.span, format: format) else { return nil }
        var written: [UInt8] = []
        day.append(to: &written)
        return written.text
    }

    @Test(arguments: [
        (DateFormat.iso, "2024-02-29"), (.yearSlash, "2024/02/29"), (.american, "02/29/2024"), (.british, "29/02/2024"),
        (.german, "29.02.2024"),
    ])
    func `a day is read in each form`(format: DateFormat, text: String) {
        #expect(read(text, format) == "2024-02-29")
        for other in DateFormat.allCases where other != format {
            #expect(read(text, other) == nil)
        }
    }

    @Test(arguments: [
        ("2000-02-29", true), ("1900-02-29", false), ("2023-02-29", false), ("2024-02-30", false),
        ("2024-04-31", false),
        ("2024-12-31", true), ("2024-13-01", false), ("2024-00-10", false), ("2024-01-00", false), ("0001-01-01", true),
        ("0000-01-01", false), ("9999-12-31", true),
    ])
    func `only days of the calendar are days`(text: String, isDay: Bool) {
        #expect((read(text, .iso) != nil) == isDay)
    }

    @Test(arguments: [
        "2024-2-9", "24-02-09", "2024-02-09 ", "2024-02-09T00:00", "+024-02-09", "2024–02-09", "", "2024-02-0x",
    ])
    func `what has not the form is told from what is no day`(text: String) {
        let bytes = Array(text.utf8)
        #expect(throws: CalendarDay.Fault.wrongFormat) { try CalendarDay(reading: bytes.span, format: .iso) }
        let none = Array("2024-02-30".utf8)
        #expect(throws: CalendarDay.Fault.noSuchDay) { try CalendarDay(reading: none.span, format: .iso) }
    }

    @Test func `every day of four centuries is read and the days between them are not`() {
        var days = 0
        for year in 1801...2200 {
            for month in 1...12 {
                for day in 1...31 {
                    let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    if read(text, .iso) == text { days += 1 }
                }
            }
        }
        #expect(days == 146_097)
    }
}
