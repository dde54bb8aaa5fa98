// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@Suite struct ConnectionRuleTests {
    @Test func `the option wins over everything`() {
        let rule = decide(database: "postgresql://a/b", ["CHANTIER_DATABASE_URL": "service=pim", "PGHOST": "h"])
        #expect(rule.server == .given("postgresql://a/b", by: .option))
        #expect(rule.worker == nil)
    }

    @Test func `the variable wins over libpq's own`() {
        #expect(
            decide(["CHANTIER_DATABASE_URL": "service=pim", "PGHOST": "h"]).server
                == .given("service=pim", by: .variable))
    }

    @Test(arguments: ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE"])
    func `each of five variables of libpq selects its server`(variable: String) {
        #expect(decide([variable: "x", "CHANTIER_HOME": "/srv/pim"]).server == .libpq)
    }

    @Test(arguments: ["PGUSER", "PGPASSWORD", "PGPASSFILE", "PGSSLMODE", "PGOPTIONS", "PGAPPNAME"])
    func `no other variable of libpq selects a server`(variable: String) {
        #expect(decide([variable: "x"]).server == .embedded(home: "/srv/shop/.chantier"))
    }

    @Test func `PGUSER alone names the person on the embedded server`() {
        let rule = decide(["PGUSER": "mary"])
        #expect(rule.server == .embedded(home: "/srv/shop/.chantier"))
        #expect(rule.person == "mary")
    }

    @Test func `without PGUSER the person is the user of the operating system`() {
        #expect(decide([:]).person == "ann")
    }

    @Test(arguments: [[:], ["PGUSER": "mary"]])
    func `workers log in as one role on the embedded server, whatever PGUSER says`(environment: [String: String]) {
        #expect(decide(environment).worker == "chantier_worker")
    }

    @Test(arguments: ["PGHOST", "CHANTIER_DATABASE_URL"])
    func `an empty variable counts as not set`(variable: String) {
        #expect(decide([variable: "", "PGUSER": ""]).server == .embedded(home: "/srv/shop/.chantier"))
        #expect(decide([variable: "", "PGUSER": ""]).person == "ann")
    }

    @Test(arguments: [
        ("/srv/pim", "/srv/pim"), ("pim", "/srv/shop/pim"), ("./pim", "/srv/shop/pim"), ("", "/srv/shop/.chantier"),
    ])
    func `the home is absolute`(given: String, home: String) {
        #expect(decide(["CHANTIER_HOME": given]).server == .embedded(home: home))
    }

    private func decide(database: String? = nil, _ environment: [String: String]) -> ConnectionRule {
        ConnectionRule(database: database, environment: environment, workingFolder: "/srv/shop", systemUser: "ann")
    }
}
