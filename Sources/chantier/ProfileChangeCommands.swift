// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import Setup
import Terminal
import Tracking

struct ProfileCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Save a job with its parameters.",
        discussion: """
            Example:
              chantier profile create erp_prices csv_product_import --set delimiter=, --set enabled=false --overlap skip
            """)

    @Argument(help: "Its code: letters without accents, digits, underscores.") var code: String
    @Argument(help: "The job's name.", completion: Offers.jobs) var job: String

    @Option(help: "What people read in lists. Default: the job's own label.") var label: String?

    @Option(name: .customLong("set"), help: "A parameter, key=value; dots reach into objects. May be repeated.")
    var settings: [String] = []

    @Option(
        help: ArgumentHelp(
            "A launch while an execution of it has not ended: queue (default), skip or allow.", valueName: "what"))
    var overlap: String?

    @Flag(help: "The profile as a JSON object.") var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let overlap { try Choice.check("--overlap", [overlap], among: Profile.overlaps) }
    }

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let parameters = JSONB(try LaunchParameters(settings).json())
        if context.database.embedded != nil { try await context.database.prepare() }
        let doing = context.language("cannot create the profile “\(code)”", "impossible de créer le profil « \(code) »")
        let (code, job, label, overlap) = (code, job, label, overlap)
        let saved = try await context.profiling(doing) { db in
            try Profile.create(code, job: job, label: label, parameters: parameters, overlap: overlap, on: db)
            return try context.profile(code, doing: doing, on: db)
        }
        ProfileShowCommand.tell(
            saved, json, context,
            context.language("Profile \(saved.code) is saved.", "Le profil \(saved.code) est enregistré."))
    }
}

struct ProfileEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a profile; what is not named stays.",
        discussion: """
            Example:
              chantier profile edit erp_prices --set enabled=true --unset delimiter
            Executions that were launched keep the parameters they were launched with.
            """)

    @Argument(help: "Its code.", completion: Offers.profiles) var code: String

    @Option(help: "What people read in lists.") var label: String?

    @Option(name: .customLong("set"), help: "A parameter, key=value; dots reach into objects. May be repeated.")
    var settings: [String] = []

    @Option(help: "A parameter that has the job's default again; dots reach into objects. May be repeated.")
    var unset: [String] = []

    @Option(
        help: ArgumentHelp(
            "A launch while an execution of it has not ended: queue (default), skip or allow.", valueName: "what"))
    var overlap: String?

    @Flag(help: "The profile as a JSON object.") var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let overlap { try Choice.check("--overlap", [overlap], among: Profile.overlaps) }
        if label == nil, settings.isEmpty, unset.isEmpty, overlap == nil {
            throw ValidationError("Give what changes: --label, --set, --unset or --overlap.")
        }
    }

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let parameters = JSONB(try LaunchParameters(settings).json())
        let doing = context.language(
            "cannot change the profile “\(code)”", "impossible de modifier le profil « \(code) »")
        let (code, label, unset, overlap) = (code, label, unset, overlap)
        let (isChanged, saved) = try await context.profiling(doing) { db in
            let isChanged = try Profile.change(
                code, label: label, parameters: parameters, removed: unset, overlap: overlap, on: db)
            return (isChanged, try context.profile(code, doing: doing, on: db))
        }
        ProfileShowCommand.tell(
            saved, json, context,
            isChanged
                ? context.language("Profile \(saved.code) is changed.", "Le profil \(saved.code) est modifié.")
                : context.language("Profile \(saved.code) is as it was.", "Le profil \(saved.code) est inchangé."))
    }
}

struct ProfileDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a profile.",
        discussion: "Its executions stay, and those that wait for their turn go on.")

    @Argument(help: "Its code.", completion: Offers.profiles) var code: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let doing = context.language(
            "cannot delete the profile “\(code)”", "impossible de supprimer le profil « \(code) »")
        let code = code
        try await context.profiling(doing) { db in try Profile.delete(code, on: db) }
        context.console.say(context.language("Profile \(code) is gone.", "Le profil \(code) n'est plus là."))
    }
}
