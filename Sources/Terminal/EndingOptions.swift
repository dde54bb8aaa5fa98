// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Setup
package import Tracking

/// How long one waits for executions, and what their end means for the exit code.
package struct EndingOptions: ParsableArguments {
    @Option(help: "End with 3 when one ended yellow: --fail-on warning.")
    package var failOn: FailOn?

    @Option(help: "Give up after this long, with 124: 90s, 30m, 2h.")
    package var timeout: TimeSpan?

    @Option(help: "When the connection is lost, try again for this long, then end with 2. Default: 1m.")
    package var retryFor: TimeSpan?

    package init() {}

    /// What besides red and grey is no success.
    package enum FailOn: String, ExpressibleByArgument, CaseIterable, Sendable {
        case warning
    }

    package var limit: Duration? { timeout?.duration }
    package var patience: Duration { retryFor?.duration ?? .seconds(60) }

    /// The exit code for how executions ended.
    package func status(of reports: [Report]) -> ExitStatus {
        ExitStatus(of: reports, failsOnWarning: failOn == .warning)
    }
}

/// A time on the command line: `90s`, `30m`, `2h`, `1d` or a bare number of seconds.
package struct TimeSpan: ExpressibleByArgument, Sendable, Hashable {
    package let text: String
    package let duration: Duration

    package init?(argument: String) {
        let factors: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let factor = argument.last.flatMap { factors[$0] }
        guard let number = Int(factor == nil ? argument : String(argument.dropLast())), (0..<1 << 40).contains(number)
        else { return nil }
        text = argument
        duration = .seconds(number * (factor ?? 1))
    }
}

extension ExitStatus {
    /// The code for how executions ended: the worst of failed, then stopped, then — where that counts — yellow, else done.
    package init(of reports: [Report], failsOnWarning: Bool = false) {
        let colours = Set(reports.map(\.summary.colour))
        if colours.contains(.red) {
            self = .failed
        } else if colours.contains(.grey) {
            self = .stopped
        } else if failsOnWarning, colours.contains(.yellow) {
            self = .warning
        } else {
            self = .done
        }
    }
}
