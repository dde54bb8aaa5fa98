// SPDX-License-Identifier: Apache-2.0

internal import Glibc
public import Postgres

/// A private PostgreSQL server under one folder: made, started and ended on demand, reachable by its socket alone.
///
/// All methods block, up to seconds: call them off the cooperative pool (`offPool`). They may be called by several processes at
/// once: a lock in the folder lets one do the work, and the others find it done.
public struct EmbeddedServer: Sendable {
    /// The database in the cluster.
    public static let database = "chantier"

    /// How safe the cluster's files are.
    public enum Durability: Sendable {
        /// A committed transaction survives a crash of the machine.
        case full
        /// Nothing survives one: for tests.
        case none
    }

    /// What is there.
    public enum Status: Sendable, Hashable {
        /// No cluster was made.
        case missing
        /// There is a cluster, and no server running.
        case stopped
        /// The server runs as this process.
        case running(pid: Int32)
    }

    let home: ServerHome
    let durability: Durability
    /// Where the server's programs are searched for.
    let searchPath: String?
    /// The user of this process.
    let user: SystemAccount

    /// Describes the server of a folder, which need not exist yet.
    ///
    /// The path is absolute.
    public init(home: String, durability: Durability = .full, searchPath: String? = nil) {
        self.home = ServerHome(path: home)
        self.durability = durability
        self.searchPath = searchPath ?? getenv("PATH").map { String(cString: $0) }
        user = .current
    }

    /// The folder.
    public var folder: String { home.path }
    /// The file that the server writes its words to.
    public var log: String { home.log }

    /// What is there now.
    public var status: Status {
        guard let record = home.record, record.isComplete else { return .missing }
        return ServerProcesses(id: record.id).server(data: home.data).map { .running(pid: $0) } ?? .stopped
    }

    /// The superuser that the cluster was made with; nil before there is one.
    public var administrator: String? { home.record?.administrator }

    /// How to connect as a role; throws when the server was never started.
    public func options(
        user: String, database: String = EmbeddedServer.database, applicationName: String? = nil
    ) throws -> ConnectionOptions {
        guard let record = home.record else {
            throw ProgramFailure(
                Language.current(
                    "there is no embedded server in \(folder)", "il n'y a pas de serveur intégré dans \(folder)"),
                action: Language.current(
                    "“chantier database start” makes one", "« chantier database start » en crée un"),
                code: .noConnection)
        }
        var options = ConnectionOptions(applicationName: applicationName)
        options.host = record.socket
        options.port = String(ServerHome.port)
        options.database = database
        options.user = user
        return options
    }

    /// A connection URL without user or password: libpq adds `PGUSER`, else the user of the operating system.
    public func url() throws -> String {
        let options = try options(user: "")
        let host = Self.percentEncoded(options.host ?? "")
        return "postgresql:///\(Self.database)?host=\(host)&port=\(ServerHome.port)"
    }

    /// Encodes what has a meaning of its own in a URL's query; a slash has none there.
    package static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
