// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Lines of figures on stdout, written at once so that a long run shows how far it is.
enum Report {
    static func title(_ text: String) { line("\n\(text)") }

    static func note(_ text: String) { line("  \(text)") }

    /// One figure: what it is, its value, and what is counted.
    static func figure(_ name: String, _ value: String, _ remark: String = "") {
        line("  " + padded(name, 44) + padded(value, 18) + remark)
    }

    /// Ours against the limit of the same run.
    static func ratio(_ name: String, _ ours: Double, of limit: Double, atLeast bar: Double) {
        let ratio = ours / limit
        let verdict = ratio >= bar ? "reached" : "MISSED"
        figure("ratio: \(name)", decimal(ratio, 2), "at least \(decimal(bar, 2)): \(verdict)")
    }

    static func line(_ text: String) {
        print(text)
        fflush(nil)
    }

    /// A number with so many decimals.
    static func decimal(_ value: Double, _ digits: Int = 1) -> String {
        var unit = 1.0
        for _ in 0..<digits { unit *= 10 }
        let scaled = (value.magnitude * unit).rounded()
        let sign = value < 0 ? "-" : ""
        let whole = thousands(Int(scaled / unit))
        guard digits > 0 else { return sign + whole }
        let fraction = String(Int(scaled.truncatingRemainder(dividingBy: unit)))
        return sign + whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// A whole number with commas.
    static func thousands(_ value: Int) -> String {
        var digits = Array(String(value))
        var place = digits.count - 3
        while place > (value < 0 ? 1 : 0) {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }

    static func rate(_ count: Int, in seconds: Double) -> Double { seconds > 0 ? Double(count) / seconds : 0 }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}

/// The clock that all processes of a machine share.
func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The value below which this share of the sorted values lies.
func percentile(_ sorted: [Double], _ share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return sorted[min(max(place, 0), sorted.count - 1)]
}
