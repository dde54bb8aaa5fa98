// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal
import Tracking

struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop executions; what was written stays.",
        discussion: """
            Examples:
              tracker stop 7c9e2a1f             asks before, on a terminal
              tracker stop @latest --yes --wait
            The chunk at work is finished and kept; “tracker retry” goes on from there. An administrator can stop an execution
            opened by its full URL; its owner is told.
            """)
    @OptionGroup var control: ControlOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func validate() throws { try control.check() }

    func run() async throws { try await ControlRun(.stop, control, output, common).run() }
}

struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Pause executions of yours until “tracker resume”.",
        discussion: """
            Examples:
              tracker pause 7c9e2a1f
              tracker pause @latest --wait      returns when nobody is at work on it any more
            """)
    @OptionGroup var control: ControlOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func validate() throws { try control.check() }

    func run() async throws { try await ControlRun(.pause, control, output, common).run() }
}

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let paused executions of yours go on.",
        discussion: """
            Example:
              tracker resume 7c9e2a1f --wait    and wait until it has ended
            """)
    @OptionGroup var control: ControlOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func validate() throws { try control.check() }

    func run() async throws { try await ControlRun(.resume, control, output, common).run() }
}

struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Let failed or stopped executions of yours go on from where they stood.",
        discussion: """
            Example:
              tracker retry 7c9e2a1f --wait     and wait until it has ended
            What was completed is not repeated, and every count comes out as if nothing had happened.
            """)
    @OptionGroup var control: ControlOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func validate() throws { try control.check() }

    func run() async throws { try await ControlRun(.retry, control, output, common).run() }
}

/// What stop, pause, resume and retry take.
struct ControlOptions: ParsableArguments {
    @Argument(help: ExecutionArgument.help, completion: ExecutionArgument.completion)
    var ids: [String] = []

    @Flag(help: "Do not ask.")
    var yes = false

    @Flag(name: .customLong("no-input"), help: "Never ask, even on a terminal.")
    var noInput = false

    @Flag(help: "Wait: after a stop, resume or retry until it has ended, after a pause until nobody is at work.")
    var wait = false

    func check() throws {
        if ids.isEmpty {
            throw ValidationError(
                Language.current("Name at least one execution.", "Nommez au moins une exécution."))
        }
    }
}
