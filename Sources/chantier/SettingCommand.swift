// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal
import Tracking

struct SettingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setting", abstract: "What all programs share: the address in URLs, where files may lie.",
        discussion: """
            Examples:
              chantier setting list
              chantier setting set base_url https://pim.example
              chantier setting set storage_directories '["/srv/files"]'
            """,
        subcommands: [SettingListCommand.self, SettingSetCommand.self])
}

struct SettingListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All settings and their values.")

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    private static let listing = Listing<SharedSettings.Entry>(
        [
            .init("key", "SETTING", "RÉGLAGE", value: { .text($0.key) }),
            .init(
                "value", "VALUE", "VALEUR", mayShrink: true, value: { .text($0.value) }),
        ],
        plain: ["key", "value"], table: ["key", "value"])

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let format = try output.format(context, fields: Self.listing.fields)
        let doing = context.language("cannot list the settings", "impossible de lister les réglages")
        let entries = try await context.running(doing) {
            try await context.reading { db in try SharedSettings.list(on: db) }
        }
        output.write(entries, as: Self.listing, format, context)
    }
}

struct SettingSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change a setting.",
        discussion: """
              base_url               the address before /executions/… in every URL
              max_upload             the most bytes of an uploaded file
              storage_directories    a JSON array of folders that imports may read on the workers' host
              export_directories     the same of folders into which exports may be put
              keep_warnings          how many warnings of a step are kept; all are counted
              keep_months            for how long warnings, errors, logs and files are kept; 0: for ever
              keep_history_months    for how long what changes replaced is kept; 0: for ever
              keep_execution_months  for how long executions are kept; 0: for ever
            """)

    @Argument(help: "The setting.", completion: Offers.settings) var key: String
    @Argument(help: "Its new value.") var value: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let doing = context.language("cannot set \(key)", "impossible de régler \(key)")
        let (key, value) = (key, value)
        let now = try await context.operating(doing) { db in try SharedSettings.change(key, to: value, on: db) }
        context.console.print("\(key) = \(now)")
    }
}
