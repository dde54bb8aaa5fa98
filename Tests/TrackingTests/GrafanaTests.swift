// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Postgres
import TestKit
import Testing

/// docs/grafana/chantier.json, asked as an analyst, as a data source would ask it.
@Suite(.ownDatabase) struct GrafanaTests {
    private struct Dashboard: Decodable {
        struct Panel: Decodable {
            struct Target: Decodable { var rawSql: String }

            var title: String
            var targets: [Target]
        }

        var panels: [Panel]
    }

    @Test func `every panel of the Grafana dashboard is answered to an analyst who may only read`() async throws {
        let root = #filePath.components(separatedBy: "/Tests/")[0]
        let bytes = try Data(contentsOf: URL(filePath: root + "/docs/grafana/chantier.json"))
        let dashboard = try JSONDecoder().decode(Dashboard.self, from: bytes)
        #expect(dashboard.panels.count >= 12)

        let person = try await TestDatabase.makePerson()
        let analyst = try await TestDatabase.makePerson("rosa")
        try await SQLReportingTests.fill(executions: 3_000, person: person)
        let superuser = try await Session.connect(try TestDatabase.current)
        try await superuser.run(script: "grant chantier_analyst to \(quoteIdentifier(analyst))")
        await superuser.close()

        let session = try await Session.connect(try TestDatabase.current.options(user: analyst))
        try await session.run(script: "set default_transaction_read_only = on")
        var empty: [String] = []
        for panel in dashboard.panels {
            for target in panel.targets {
                // Grafana's macro stands for the span that its reader has chosen.
                let sql = target.rawSql.replacing(
                    /\$__timeFilter\((\w+)\)/
                ) { "\($0.output.1) between now() - interval '60 days' and now()" }
                #expect(!sql.contains("$__"), "\(panel.title): an unknown macro")
                do {
                    let rows = try await session.query(
                        Statement("panel", "select count(*) from (\(sql)) as q", prepare: false))
                    if try rows.int64(0, 0) == 0 { empty.append(panel.title) }
                } catch {
                    Issue.record("\(panel.title): \(error)")
                }
            }
        }
        #expect(empty.filter { $0 != "Workers" } == [], "all is found; whether a worker is known depends on the sample")
    }
}
