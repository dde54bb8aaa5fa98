// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Edits
import Terminal

struct EditCategoriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "categories", abstract: "Put items into categories, move them there alone, or take them out.")

    /// What becomes of the categories that an item has.
    enum Way: String, ExpressibleByArgument, CaseIterable {
        case add, move, remove

        var job: String {
            switch self {
            case .add: "add_to_category"
            case .move: "move_to_category"
            case .remove: "remove_from_category"
            }
        }
    }

    @Argument(help: "add, move or remove.")
    var way: Way

    @Argument(help: "The codes of the categories.")
    var codes: [String]

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func run() async throws {
        let actions = EditOutlook.field("categories", EditOutlook.codes(codes.joined(separator: ",")))
        try await EditRun(job: way.job, filters: selection.conditions(), options: options).run { _ in actions }
    }
}

struct EditAssociateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "associate", abstract: "Link items to products, product models or groups.")

    /// Where links lead.
    enum Target: String, ExpressibleByArgument, CaseIterable {
        case products
        case productModels = "product_models"
        case groups
    }

    @Argument(help: "The code of the association type.")
    var type: String

    @Argument(help: "Identifiers or codes; with a quantity where the type has them: A12=3.")
    var targets: [String]

    @Option(help: "products, product_models or groups.")
    var to = Target.products

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func run() async throws {
        let actions = EditOutlook.links(type, to: to.rawValue, targets)
        try await EditRun(job: "add_association", filters: selection.conditions(), options: options).run { _ in
            actions
        }
    }
}

struct EditToVariantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "to-variant", abstract: "Put simple products below a product model of their family.")

    @Argument(help: "The code of the product model.")
    var code: String

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func run() async throws {
        let actions = EditOutlook.field("parent", EditOutlook.text(code))
        try await EditRun(job: "add_to_existing_product_model", filters: selection.conditions(), options: options)
            .run { _ in actions }
    }
}

struct EditParentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parent",
        abstract: "Move variants and sub-models to another product model of their family variant.")

    @Argument(help: "The code of the product model.")
    var code: String

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func run() async throws {
        let actions = EditOutlook.field("parent", EditOutlook.text(code))
        try await EditRun(job: "change_parent_product", filters: selection.conditions(), options: options).run { _ in
            actions
        }
    }
}

struct EditToSimpleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "to-simple", abstract: "Make variants simple products, with all that they inherited.")

    @OptionGroup var selection: EditSelection
    @OptionGroup var options: EditOptions

    func run() async throws {
        try await EditRun(job: "convert_to_simple_products", filters: selection.conditions(), options: options)
            .run { _ in "[]" }
    }
}

struct EditRequirementsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requirements",
        abstract: "Say which attributes a channel needs of families; those they lack are added.")

    @Argument(help: "The codes of the attributes.")
    var attributes: [String]

    @Option(help: "The code of the channel.")
    var channel: String

    @Flag(help: "The channel does not need them.")
    var optional = false

    @Option(help: "The code of a family. May be repeated.")
    var family: [String] = []

    @Flag(help: "Everything there is.")
    var all = false

    @OptionGroup var options: EditOptions

    func run() async throws {
        let actions = EditOutlook.requirements(attributes, channel: channel, isRequired: !optional)
        let filters =
            family.isEmpty
            ? all ? "[]" : nil
            : "[{\"field\":\"code\",\"operator\":\"IN\",\"value\":\(EditOutlook.codes(family.joined(separator: ",")))}]"
        try await EditRun(job: "set_attribute_requirements", filters: filters, options: options).run { _ in actions }
    }
}
