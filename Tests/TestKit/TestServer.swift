// SPDX-License-Identifier: Apache-2.0

import Glibc
public import Postgres
import Setup
import Synchronization

/// The server that the tests use: the one that `CHANTIER_TEST_SERVER` names, else one of their own.
///
/// Their own is made at the first question, under `/tmp`, without a thought for crashes of the machine, and ended at exit.
public enum TestServer {
    /// The variable that names it, as a libpq connection text of a superuser.
    public static let variable = "CHANTIER_TEST_SERVER"

    /// How to reach the server's `postgres` database as superuser.
    public static func options() throws -> ConnectionOptions {
        if let value = getenv(variable) {
            var options = try ConnectionOptions(conninfo: String(cString: value), applicationName: "tests")
            if options.database == nil { options.database = "postgres" }
            return options
        }
        return try own.withLock { started in
            if let started { return started }
            clearAbandoned()
            let server = EmbeddedServer(home: home, durability: .none)
            try server.start()
            atexit { TestServer.end() }
            let options = try server.options(
                user: server.administrator ?? "postgres", database: "postgres", applicationName: "tests")
            started = options
            return options
        }
    }

    private static let own = Mutex<ConnectionOptions?>(nil)
    private static let folder = "/tmp/chantier-tests-\(geteuid())"
    private static var home: String { "\(folder)/\(getpid())" }

    /// Ends the server of this run.
    ///
    /// Called at exit, when there is nobody left to tell of a failure.
    private static func end() { try? EmbeddedServer(home: home).remove() }

    /// Ends the servers of runs that were killed before they could do so: their folders carry their process ids.
    private static func clearAbandoned() {
        mkdir(folder, 0o711)
        guard let listing = opendir(folder) else { return }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let pid = pid_t(name), kill(pid, 0) != 0, errno == ESRCH else { continue }
            try? EmbeddedServer(home: "\(folder)/\(name)").remove()
        }
    }
}
