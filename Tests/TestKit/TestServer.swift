// SPDX-License-Identifier: Apache-2.0

import Glibc
public import Postgres

/// The server that the tests use.
public enum TestServer {
    /// The variable that names it, as a libpq connection text of a superuser.
    public static let variable = "CHANTIER_TEST_SERVER"

    /// How to reach the server's `postgres` database as superuser.
    public static func options() throws -> ConnectionOptions {
        guard let value = getenv(variable) else {
            throw PostgresError(
                kind: .configuration, message: "\(variable) is not set: the tests have no server",
                hint: "Set it to a connection text such as host=/var/run/postgresql user=postgres.")
        }
        var options = try ConnectionOptions(conninfo: String(cString: value), applicationName: "tests")
        if options.database == nil { options.database = "postgres" }
        return options
    }
}
