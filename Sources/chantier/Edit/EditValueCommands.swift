// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Edits
import Terminal

struct EditSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Give attributes values; nothing behind = empties them.")

    @Argument(help: "attribute=value, the value as in a file: 2.5 KILOGRAM, 10 EUR, a,b.")
    var values: [String]

    @Option(help: "The locale, of attributes that have a value for each.")
    var locale: String?

    @Option(help: "The channel, of attributes that have a value for each.")
    var channel: String?

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func validate() throws {
        for value in values where editSetting(value) == nil {
            throw ValidationError("“\(value)” is not attribute=value.")
        }
    }

    func run() async throws {
        let (settings, locale, channel) = (values.compactMap(editSetting), locale, channel)
        try await EditRun(job: "edit_common_attributes", filters: selection.conditions(), options: options).run { db in
            try EditOutlook.actions(settings, locale: locale, channel: channel, on: db)
        }
    }
}

struct EditAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add options to attributes that hold several.")

    @Argument(help: "attribute=code,code…")
    var values: [String]

    @Option(help: "The locale, of attributes that have a value for each.")
    var locale: String?

    @Option(help: "The channel, of attributes that have a value for each.")
    var channel: String?

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func validate() throws {
        for value in values where editSetting(value) == nil {
            throw ValidationError("“\(value)” is not attribute=value.")
        }
    }

    func run() async throws {
        let (settings, locale, channel) = (values.compactMap(editSetting), locale, channel)
        try await EditRun(job: "add_attribute_value", filters: selection.conditions(), options: options).run { db in
            try EditOutlook.actions(settings, locale: locale, channel: channel, on: db)
        }
    }
}

struct EditRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take options from an attribute that holds several, or items from groups.")

    @Argument(help: "attribute=code,code… or groups=code,code…")
    var value: String

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func validate() throws {
        if editSetting(value) == nil { throw ValidationError("“\(value)” is not attribute=value.") }
    }

    func run() async throws {
        let setting = editSetting(value) ?? ("", "")
        let actions = EditOutlook.field(setting.0, EditOutlook.codes(setting.1))
        try await EditRun(job: "remove_product_value", filters: selection.conditions(), options: options).run { _ in
            actions
        }
    }
}

struct EditFamilyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "family", abstract: "Change the family of simple products; - takes it away.")

    @Argument(help: "The code of the family.")
    var code: String

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func run() async throws {
        let actions = EditOutlook.field("family", code == "-" ? "null" : EditOutlook.text(code))
        try await EditRun(job: "update_product_value", filters: selection.conditions(), options: options).run { _ in
            actions
        }
    }
}

struct EditStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Offer products, or offer them no more.")

    /// What products become.
    enum Status: String, ExpressibleByArgument, CaseIterable {
        case on, off
    }

    @Argument(help: "on or off.")
    var status: Status

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func run() async throws {
        let actions = EditOutlook.field("enabled", status == .on ? "true" : "false")
        try await EditRun(job: "update_product_value", filters: selection.conditions(), options: options).run { _ in
            actions
        }
    }
}

struct EditGroupsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "groups", abstract: "Put products into groups.")

    @Argument(help: "The codes of the groups.")
    var codes: [String]

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func run() async throws {
        let actions = EditOutlook.field("groups", EditOutlook.codes(codes.joined(separator: ",")))
        try await EditRun(job: "add_to_group", filters: selection.conditions(), options: options).run { _ in actions }
    }
}
