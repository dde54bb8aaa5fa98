// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Setup
import Terminal
import Tracking

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Whether everything is there that tracker needs, and what to do if not.",
        discussion: "Starts no server and changes nothing. Exit code: 0 when nothing is wrong, else 1.")

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = common.context("tracker")
        let format = try output.format(context, fields: Listing.findings.fields)
        let findings = await Doctor(context).findings()
        output.write(findings, as: .findings, format, context)
        if findings.contains(where: { $0.state == .problem }) { throw ExitStatus.failed }
    }
}
