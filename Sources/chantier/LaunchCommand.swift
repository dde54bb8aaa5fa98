// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JobEngine
import Postgres
import Setup
import Terminal
import Tracking

struct LaunchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch", abstract: "Launch a job or a profile.",
        discussion: """
            Examples:
              chantier launch csv_product_import --file products.csv --wait
              chantier launch csv_product_import --file products.csv --preview --wait
              chantier launch csv_product_import --file p.csv.gz --set delimiter=, --set storage.type=none
              chantier launch csv_product_import --set ?          its parameters and their defaults
              chantier launch erp_prices --file prices.csv --set enabled=false
            A value that parses as JSON is JSON, else a text. With --wait the exit code is 0 when it ended green or yellow, 1 when it
            failed, 6 when it was stopped. A worker must run: chantier worker.

            A profile's parameters stand over the job's defaults, and --set over both. While another execution of it has not ended, a
            launch waits for its turn (overlap queue), launches nothing and names that one (skip), or runs beside it (allow); with
            --json, is_new says whether it launched.

            Jobs:
            \(jobLines)
            """)

    /// The names of all jobs, on lines of the width of help.
    private static var jobLines: String {
        Jobs.all.jobs.map(\.name).sorted().reduce(into: [String]()) { lines, name in
            if let last = lines.last, last.count + name.count < 47 {
                lines[lines.count - 1] += " " + name
            } else {
                lines.append("  " + name)
            }
        }.joined(separator: "\n")
    }

    @Argument(help: "The name of a job, or the code of a profile.", completion: Offers.launchable)
    var job: String?

    @Option(
        help: ArgumentHelp("The code of a profile, whatever jobs are called.", valueName: "code"),
        completion: Offers.profiles)
    var profile: String?

    @Option(help: "A file for it, which is sent to the database.", completion: .file())
    var file: String?

    @Option(
        name: .customLong("set"),
        help: "A parameter, key=value; dots reach into objects. May be repeated. ? lists them.")
    var settings: [String] = []

    @Option(help: "What people read in lists. Default: the job's own label.")
    var label: String?

    @Flag(help: "Only show what it would do: everything runs, nothing is written to the catalogue.")
    var preview = false

    @Flag(help: "Wait until it has ended, under live bars.")
    var wait = false

    @Flag(help: "One JSON object on the standard output, and nothing else there.")
    var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if job == nil, profile == nil { throw ValidationError("Give the name of a job, or --profile with a code.") }
    }

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        if settings == ["?"] { return try await listParameters() }
        let parameters = try LaunchParameters(settings + (preview ? ["preview=true"] : []))
        let doing = ProfileCommand.launching(job, profile, context.language)
        if let file { try InputFile.check(file, doing: doing, context.language) }
        if context.database.embedded != nil { try await context.database.prepare() }
        let launched = Launched(context: context, waits: wait, isJSON: json)
        let (job, profile, label, file) = (job, profile, label, file)
        let outcome = try await context.running(doing) {
            let launcher = try await Launcher(context)
            try await launcher.check(job, profile: profile, parameters)
            return try await launched.run(launcher) { launcher in
                try await launcher.launch(
                    job, profile: profile, parameters: parameters.json(), label: label, file: file)
            }
        }
        try launched.say(outcome)
    }

    /// What `--set ?` asks for: each parameter of the job and its default, with a tab between.
    private func listParameters() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let name = profile ?? job ?? ""
        var found = profile == nil ? Jobs.all[name] : nil
        if found == nil, let saved = try? await context.reading({ db in try Profile.find(name, on: db) }) {
            found = Jobs.all[saved.job]
        }
        guard let known = found else {
            throw Unknown(name, among: Jobs.all.jobs.map(\.name).sorted(), context.language).job
        }
        for parameter in known.parameters { context.console.print("\(parameter.name)\t\(parameter.defaultValue)") }
    }
}
