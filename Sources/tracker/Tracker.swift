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
              tracker warnings 7c9e2a1f --grouped what could not be handled, and why
              tracker download 7c9e2a1f           the refused records, or the files written

            An ID is 8 or more of its hexadecimal digits, the whole id, its URL, or @latest.
            More: tracker help exit-codes | environment | formatting | access
            """,
        version: ProgramMain.version,
        subcommands: [
            ListCommand.self,
            ShowCommand.self,
            WatchCommand.self,
            WaitCommand.self,
            WarningsCommand.self,
            LogCommand.self,
            DownloadCommand.self,
            StopCommand.self,
            PauseCommand.self,
            ResumeCommand.self,
            RetryCommand.self,
            NotificationsCommand.self,
            DashboardCommand.self,
            ProjectCommand.self,
            StatsCommand.self,
            OpenCommand.self,
            DoctorCommand.self,
            CompletionCommand.self,
        ])

    static func main() {
        ProgramMain.start(Tracker.self, as: "tracker")
    }
}
