// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Terminal

/// Everybody's program: the executions of the person who asks.
@main struct Tracker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tracker",
        abstract: "Follow your imports, exports, mass edits, rules and projects.",
        discussion: """
            Examples:
              tracker list                        your executions of the last 7 days
              tracker show @latest                the report of the newest one
              tracker watch                       live bars of the one that runs
              tracker wait 7c9e2a1f && ./next     go on when it has ended well

            An ID is 8 or more of its hexadecimal digits, the whole id, its URL, or @latest.
            Exit codes: 0 done, green or yellow; 1 failed; 2 no connection; 4 not allowed; 5 not found; 6 stopped; 64 usage;
            124 time limit; 130 Ctrl-C.
            """,
        subcommands: [
            ListCommand.self,
            ShowCommand.self,
            WatchCommand.self,
            WaitCommand.self,
            LogCommand.self,
            StopCommand.self,
            PauseCommand.self,
            ResumeCommand.self,
            RetryCommand.self,
            NotificationsCommand.self,
            DoctorCommand.self,
        ])

    static func main() {
        ProgramMain.start(Tracker.self, as: "tracker")
    }
}
