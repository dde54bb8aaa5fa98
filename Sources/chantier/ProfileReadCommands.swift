// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal
import Tracking

extension Listing<Profile> {
    /// Profiles.
    static let profiles = Listing<Profile>(
        [
            .init("code", "CODE", "CODE", value: { .text($0.code) }),
            .init("job", "JOB", "TRAVAIL", dropOrder: 2, value: { .text($0.job) }),
            .init("kind", value: { .text($0.kind) }),
            .init("label", "LABEL", "LIBELLÉ", mayShrink: true, value: { .text($0.label) }),
            .init("parameters", value: { $0.parameters }, plain: { $0.parameters.rendered }),
            .init("overlap", "OVERLAP", "SIMULTANÉ", dropOrder: 1, value: { .text($0.overlap) }),
            .init("owner", "OWNER", "PROPRIÉTAIRE", dropOrder: 3, value: { .text($0.owner) }),
            .init("may_change", value: { .bool($0.mayChange) }),
            .init("created_at", value: { .time($0.createdAt) }),
            .init("updated_at", value: { .time($0.updatedAt) }),
            .init("updated_by", value: { .text($0.updatedBy) }),
        ],
        plain: ["code", "job", "label", "overlap", "owner", "parameters"],
        table: ["code", "job", "label", "overlap", "owner"])
}

struct ProfileListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "All profiles, by code.",
        discussion: "Piped, or with --plain: code, job, label, overlap, owner, parameters as JSON, between tabs.")

    @Option(help: ArgumentHelp("Only those of this job.", valueName: "name"), completion: Offers.jobs) var job: String?

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let job = job
        let language = context.language
        try await output.list(
            .profiles, context, language("cannot list the profiles", "impossible de lister les profils"),
            none: language(
                "None yet.\n  do: chantier profile create CODE JOB",
                "Aucun encore.\n  faire : chantier profile create CODE TRAVAIL")
        ) { db in try Profile.list(job: job, on: db) }
    }
}

struct ProfileShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One profile with its parameters.")

    @Argument(help: "Its code.", completion: Offers.profiles) var code: String

    @Flag(help: "The profile as a JSON object.") var json = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let code = code
        let doing = context.language("cannot show the profile “\(code)”", "impossible de montrer le profil « \(code) »")
        let found = try await context.running(doing) {
            try await context.reading { db in try context.profile(code, doing: doing, on: db) }
        }
        Self.tell(found, json, context, nil)
    }

    /// Shows a profile: as JSON, or under a headline.
    static func tell(_ profile: Profile, _ json: Bool, _ context: Context, _ headline: String?) {
        let (console, language) = (context.console, context.language)
        guard !json else { return console.print(Listing.profiles.object(profile).rendered) }
        let shown = console.wording.visible
        let label = console.wording.stored(profile.label)
        console.say(headline ?? "\(profile.code)  \(label)")
        let overlap =
            switch profile.overlap {
            case "skip":
                language(
                    "skip: nothing is launched while one has not ended", "skip : rien n'est lancé tant qu'une court")
            case "allow": language("allow: side by side", "allow : côte à côte")
            default: language("queue: one after the other", "queue : l'une après l'autre")
            }
        var lines = [
            (language("job", "travail"), profile.job), (language("label", "libellé"), label),
            (language("overlap", "simultané"), overlap), (language("owner", "propriétaire"), shown(profile.owner)),
        ]
        if case .object(let members) = profile.parameters, !members.isEmpty {
            lines += members.map {
                (language("parameter", "paramètre"), "\(shown($0.key)) = \(shown($0.value.rendered))")
            }
        }
        for (name, value) in lines {
            console.say("  \(name):".padding(to: 15) + value)
        }
        console.say(
            language("next: chantier launch \(profile.code)", "ensuite : chantier launch \(profile.code)"))
    }
}

extension String {
    /// The text with blanks up to a width.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
