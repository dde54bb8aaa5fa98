// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal
import Tracking

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Say in one line why an execution waits.",
        discussion: """
            Example:
              chantier why 7c9e2a1f
            It says nothing about other people's executions but how many stand before this one.
            """)

    @Argument(
        help: "The execution: 8 or more digits of the id, the id, its URL, or @latest.", completion: Offers.executions)
    var id: String

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("chantier", registry: Jobs.all)
        let format = try output.format(context, fields: Why.fields)
        let name = id
        let doing = context.language("cannot explain \(name)", "impossible d'expliquer \(name)")
        let (target, why) = try await context.running(doing) {
            try await context.acting { db in
                let found = try context.resolve(name, doing: doing, on: db)
                guard let target = try ControlTarget.read(found, on: db) else { throw context.notFound(name, doing) }
                return (target, try Why.ask(found, on: db))
            }
        }
        let wording = context.console.wording
        output.write(
            why.json(target), format, context,
            plain: { "\(target.id)\t\(why.reason)\t\(PlainLine.cell(why.message))" },
            csv: {
                "id,reason,message\r\n\(target.id),\(why.reason),\(CSVText.cell(why.message, isText: true))\r\n"
            },
            screen: { _ in ["\(wording.name(target)): \(wording.why(why))"] })
        if case .screen = format, why.needsSomebody {
            context.note("  \(context.language("do:  ", "faire :")) chantier worker")
        }
    }
}
