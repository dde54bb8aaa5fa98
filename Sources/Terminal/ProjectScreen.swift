// SPDX-License-Identifier: Apache-2.0

internal import Setup
package import Tracking

/// One project on a terminal: how far it is, attribute group by attribute group and person by person.
package struct ProjectScreen: Sendable {
    let project: Project
    let contributor: String?
    let groups: [Project.Group]
    let contributors: [Project.Contributor]

    package init(
        _ project: Project, contributor: String?, groups: [Project.Group], contributors: [Project.Contributor]
    ) {
        self.project = project
        self.contributor = contributor
        self.groups = groups
        self.contributors = contributors
    }

    /// The lines.
    package func lines(_ screen: Screen) -> [String] {
        let (wording, language, console) = (screen.wording, screen.language, screen.console)
        var lines = ["\(wording.visible(project.label))  \(project.code)"]
        if let description = project.description { lines += wording.visible(description).wrapped(to: console.columns) }
        let facts = [
            "\(language("channel", "canal")) \(project.channel)", "\(language("locale", "locale")) \(project.locale)",
            "\(language("due", "pour le")) \(wording.due(project))",
            "\(language("owner", "propriétaire")) \(wording.visible(project.owner))",
        ]
        lines += screen.packed(facts, separator: wording.isASCII ? ", " : " · ")
        if let contributor {
            lines.append(language("as \(wording.visible(contributor)) has it", "vu de \(wording.visible(contributor))"))
        }
        guard project.calculatedAt != nil else {
            return lines + [
                "", language("It is being calculated for the first time.", "Il est en cours de premier calcul."),
                screen.next("tracker list --kind project"),
            ]
        }
        lines += ["", overview(screen), wording.numbers(project.sums)]
        lines += section(language("Attribute groups", "Groupes d'attributs"), groups.map { ($0.code, $0.sums) }, screen)
        lines += section(
            language("Contributors", "Contributeurs"), contributors.map { ($0.person, $0.sums) }, screen)
        let whose = contributor.map { " --contributor \($0)" } ?? ""
        return lines + ["", screen.next("tracker project \(project.code)\(whose) --products to_do")]
    }

    private func overview(_ screen: Screen) -> String {
        let width = min(48, max(10, screen.console.columns - 10))
        return ThreePartBar(project.sums, screen.console).drawing(width: width)
            + "  \(project.sums.ratio(project.sums.done)) %"
    }

    /// A bar and the numbers for each.
    private func section(_ title: String, _ rows: [(name: String, sums: Project.Sums)], _ screen: Screen) -> [String] {
        guard !rows.isEmpty else { return [] }
        let wording = screen.wording
        let room = screen.console.columns
        let nameWidth = min(24, rows.map { wording.visible($0.name).width }.max() ?? 0)
        return ["", title]
            + rows.flatMap { row -> [String] in
                let name = wording.visible(row.name)
                let numbers = "\(row.sums.ratio(row.sums.done)) %".aligned(to: 6) + "  " + wording.numbers(row.sums)
                let short = name.cut(to: nameWidth, ellipsis: wording.ellipsis).padded(to: nameWidth)
                let bar = min(24, room - nameWidth - numbers.width - 6)
                if bar >= 6 {
                    let drawing = ThreePartBar(row.sums, screen.console).drawing(width: bar)
                    return ["  \(short)  \(drawing)  \(numbers)"]
                }
                // Too narrow for a picture, then for one line: the numbers stay.
                if nameWidth + numbers.width + 4 <= room { return ["  \(short)  \(numbers)"] }
                return ["  " + name.cut(to: room - 2, ellipsis: wording.ellipsis)]
                    + numbers.wrapped(to: room, hanging: 4)
            }
    }

    /// One line a number for scripts: what it is of, its name, then to do, in progress, done.
    package var plain: String {
        func line(_ what: String, _ name: String, _ sums: Project.Sums) -> String {
            [what, PlainLine.cell(name), String(sums.toDo), String(sums.inProgress), String(sums.done)]
                .joined(separator: "\t")
        }
        return
            ([line("project", project.code, project.sums)] + groups.map { line("group", $0.code, $0.sums) }
            + contributors.map { line("contributor", $0.person, $0.sums) }).joined(separator: "\n")
    }
}
