// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Glibc
internal import Postgres
internal import Setup
package import Tracking

extension ExecutionFilter.Moment: ExpressibleByArgument {
    /// Reads `90m`, `12h`, `7d`, `2w`, or a local date, with or without a time: `2026-11-22`, `2026-11-22T08:30`.
    package init?(argument: String) {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
        if let unit = argument.last.flatMap({ units[$0] }) {
            guard let number = Int64(argument.dropLast()), (0...100_000).contains(number) else { return nil }
            self = .ago(.seconds(number * unit))
            return
        }
        let halves = argument.split(whereSeparator: { $0 == "T" || $0 == " " })
        let day = halves.first?.split(separator: "-").compactMap { Int32($0) } ?? []
        let time = halves.count == 2 ? halves[1].split(separator: ":").compactMap { Int32($0) } : []
        guard (1...2).contains(halves.count), day.count == 3, (1970...9999).contains(day[0]), (1...12).contains(day[1]),
            (1...31).contains(day[2]), halves.count == 1 || (2...3).contains(time.count),
            zip(time, [23, 59, 60] as [Int32]).allSatisfy({ (0...$1).contains($0) })
        else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (day[0] - 1_900, day[1] - 1, day[2])
        if time.count >= 2 { (parts.tm_hour, parts.tm_min) = (time[0], time[1]) }
        if time.count == 3 { parts.tm_sec = time[2] }
        parts.tm_isdst = -1
        self = .at(PostgresTimestamp(microsecondsSince1970: Int64(mktime(&parts)) * 1_000_000))
    }

    /// As it is written on a command line.
    package var text: String {
        switch self {
        case .ago(let duration):
            let seconds = duration.components.seconds
            for (unit, length) in [("d", 86_400), ("h", 3_600), ("m", 60)] as [(String, Int64)]
            where seconds % length == 0 {
                return "\(seconds / length)\(unit)"
            }
            return "\(seconds)s"
        case .at(let time): return String(LocalTime(time).iso.prefix(19))
        }
    }

    package var defaultValueDescription: String { text }
}
