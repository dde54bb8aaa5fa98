// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import Setup
package import Tracking

extension Listing where Item == Project {
    /// Projects; their tab-separated columns are a contract: more may only be added behind them.
    package static let projects = Listing<Project>(
        [
            .init("code", "CODE", "CODE", value: { .text($0.code) }),
            .init("label", "PROJECT", "PROJET", mayShrink: true, value: { .text($0.label) }),
            .init("description", value: { .text($0.description) }),
            .init("owner", "OWNER", "PROPRIÉTAIRE", dropOrder: 1, value: { .text($0.owner) }),
            .init("is_own", value: { .bool($0.isOwn) }),
            .init("channel", "CHANNEL", "CANAL", dropOrder: 3, value: { .text($0.channel) }),
            .init("locale", "LOCALE", "LOCALE", dropOrder: 4, value: { .text($0.locale) }),
            .init("filters", value: { $0.filters }, plain: { $0.filters.rendered }),
            .init(
                "due_date", "DUE", "POUR LE", dropOrder: 5, value: { .text($0.dueDate) },
                cell: { project, screen in .init(screen.wording.due(project)) }),
            .init("days_left", value: { .integer($0.daysLeft.map(Int64.init)) }),
            .init("created_at", value: { .time($0.createdAt) }, plain: { PlainLine.time($0.createdAt) }),
            .init("calculated_at", value: { .time($0.calculatedAt) }, plain: { PlainLine.time($0.calculatedAt) }),
            .init("updated_at", value: { .time($0.updatedAt) }, plain: { PlainLine.time($0.updatedAt) }),
            .init(
                "products", "PRODUCTS", "PRODUITS", isRight: true, dropOrder: 2, value: { .integer($0.sums.total) },
                cell: { project, screen in .init(screen.wording.grouped(project.sums.total)) }),
            .init("products_to_do", value: { .integer($0.sums.toDo) }),
            .init("products_in_progress", value: { .integer($0.sums.inProgress) }),
            .init("products_done", value: { .integer($0.sums.done) }),
            .init("ratio_to_do", value: { .integer($0.sums.ratio($0.sums.toDo)) }),
            .init("ratio_in_progress", value: { .integer($0.sums.ratio($0.sums.inProgress)) }),
            .init(
                "ratio_done", "DONE", "FAIT", isRight: true, value: { .integer($0.sums.ratio($0.sums.done)) },
                cell: { project, screen in
                    guard project.calculatedAt != nil else {
                        return .init(screen.language("calculating", "en calcul"))
                    }
                    return .init("\(project.sums.ratio(project.sums.done)) %")
                }),
            .init("is_complete", value: { .bool($0.sums.isComplete) }),
            .init("url", value: { .text($0.url) }),
        ],
        plain: [
            "code", "label", "channel", "locale", "due_date", "products", "products_to_do", "products_in_progress",
            "products_done", "owner",
        ],
        table: ["code", "label", "channel", "locale", "due_date", "products", "ratio_done", "owner"])
}

extension Listing where Item == Project.Product {
    /// Products behind a number.
    package static let projectProducts = Listing<Project.Product>(
        [
            .init("number", value: { .integer($0.number) }),
            .init("uuid", value: { .text($0.uuid.description) }),
            .init(
                "identifier", "IDENTIFIER", "IDENTIFIANT", mayShrink: true, value: { .text($0.identifier) },
                cell: { product, screen in .init(product.identifier ?? product.uuid.description) }),
            .init("family", "FAMILY", "FAMILLE", dropOrder: 1, mayShrink: true, value: { .text($0.family) }),
            .init(
                "state", "STATE", "ÉTAT", value: { .text($0.state) },
                cell: { product, screen in
                    let colour: Colour =
                        switch product.state {
                        case "done": .green
                        case "in_progress": .yellow
                        default: .red
                        }
                    return screen.cell(screen.wording.workState(product.state), colour)
                }),
            .init("filled", "FILLED", "REMPLIS", isRight: true, dropOrder: 2, value: { .integer($0.filled) }),
            .init("required", "OF", "SUR", isRight: true, dropOrder: 3, value: { .integer($0.required) }),
        ],
        plain: ["identifier", "state", "family", "filled", "required", "uuid", "number"],
        table: ["identifier", "family", "state", "filled", "required"])
}

extension Project {
    /// The project as a JSON object with its groups and contributors; `contributor`: whose numbers these are.
    package func json(contributor: String?, groups: [Group], contributors: [Contributor]) -> JSONValue {
        func numbers(_ sums: Sums) -> [(key: String, value: JSONValue)] {
            [
                ("products_to_do", .integer(sums.toDo)), ("products_in_progress", .integer(sums.inProgress)),
                ("products_done", .integer(sums.done)), ("ratio_to_do", .integer(sums.ratio(sums.toDo))),
                ("ratio_in_progress", .integer(sums.ratio(sums.inProgress))),
                ("ratio_done", .integer(sums.ratio(sums.done))),
            ]
        }
        return Listing.projects.object(self)
            .adding("contributor", .text(contributor))
            .adding(
                "groups",
                .array(groups.map { .object([("code", .text($0.code))] + numbers($0.sums)) })
            )
            .adding(
                "contributors",
                .array(
                    contributors.map {
                        .object(
                            [("person", .text($0.person))] + numbers($0.sums) + [
                                ("user_groups", .array($0.userGroups.map { .text($0) }))
                            ])
                    }))
    }

    /// The members of that object.
    package static let fields = Listing.projects.fields + ["contributor", "groups", "contributors"]
}
