// SPDX-License-Identifier: Apache-2.0

internal import Glibc
package import Postgres
package import Setup

/// Times as a person reads them: in the zone of the environment (`TZ`), by the C library.
package struct LocalTime {
    private let parts: tm

    package init(_ time: PostgresTimestamp) {
        var seconds = time_t(time.microsecondsSince1970 / 1_000_000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        self.parts = parts
    }

    /// The present moment.
    package static var now: LocalTime { LocalTime(timestamp) }

    /// The present moment, to the second.
    package static var timestamp: PostgresTimestamp {
        PostgresTimestamp(microsecondsSince1970: Int64(time(nil)) * 1_000_000)
    }

    /// `10:02:16`.
    package var clock: String { "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))" }

    /// `2026-11-22T08:31:10+01:00`.
    package var iso: String {
        "\(parts.tm_year + 1_900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(clock)\(zone)"
    }

    /// `+01:00`.
    private var zone: String {
        let offset = parts.tm_gmtoff
        let sign = offset < 0 ? "-" : "+"
        return "\(sign)\(two(Int32(abs(offset) / 3_600))):\(two(Int32(abs(offset) % 3_600 / 60)))"
    }

    /// `Sun 22 Nov 2026 08:31:10 +01:00`.
    package func long(_ language: Language) -> String {
        "\(weekday(language)) \(parts.tm_mday) \(month(language)) \(parts.tm_year + 1_900) \(clock) \(zone)"
    }

    /// `22 Nov 08:31`.
    package func short(_ language: Language) -> String {
        "\(parts.tm_mday) \(month(language)) \(two(parts.tm_hour)):\(two(parts.tm_min))"
    }

    private func weekday(_ language: Language) -> String {
        let names =
            language == .french
            ? ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."]
            : ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        return names[Int(parts.tm_wday) % 7]
    }

    private func month(_ language: Language) -> String {
        let names =
            language == .french
            ? ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
            : ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return names[Int(parts.tm_mon) % 12]
    }

    private func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
