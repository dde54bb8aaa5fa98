// SPDX-License-Identifier: Apache-2.0

internal import CLibpq

/// How to reach a database: libpq's keywords, and what this client adds to them.
///
/// Everything is kept as keyword and value and handed to libpq so, never as one text. Printing or logging options in any way
/// shows no secret. What is not given comes from libpq's own variables, service and password files.
public struct ConnectionOptions: Sendable {
    /// libpq's keywords, as given or set.
    private(set) var keywords: [String: String] = [:]

    /// Server settings of every session made with these options, such as `statement_timeout`.
    ///
    /// They are sent in the start-up packet (`options=-c name=value`), which some poolers refuse; there, use ALTER ROLE … SET.
    public var settings: [String: String] = [:]
    /// How long to wait for each host to answer (libpq: `connect_timeout`), unless the connection text says otherwise.
    public var connectTimeout: Duration = .seconds(10)
    /// How long the server may be silent while it owes an answer before the connection is given up as lost; nil waits for ever.
    ///
    /// This is the net under `statement_timeout`, for a server or network that has died without a word: a statement that
    /// works for longer without sending anything is given up, too.
    public var answerLimit: Duration?
    /// Whether the operating system probes an idle connection, so that a vanished server is noticed.
    public var keepalives: Keepalives = .init()
    /// Whether named statements are prepared on the server and used again.
    ///
    /// Off behind poolers that cannot follow them.
    public var preparesStatements = true
    /// Receives warnings and notices of the server, on the connection's thread.
    ///
    /// Without it they are dropped.
    public var onNotice: (@Sendable (Notice) -> Void)?

    /// Probing of connections by the operating system.
    public struct Keepalives: Sendable, Hashable {
        /// Seconds of silence before the first probe.
        public var idle = 10
        /// Seconds between probes.
        public var interval = 5
        /// Unanswered probes until the connection counts as lost.
        public var count = 3
        /// Milliseconds that sent data may stay unacknowledged until the connection counts as lost.
        public var unacknowledgedLimit = 20_000

        /// The defaults: a vanished server is noticed within half a minute.
        public init() {}
    }

    /// Reads a connection text: a `postgresql://` URL (also with several hosts) or `keyword=value` pairs.
    ///
    /// Throws with kind `.configuration` when libpq cannot understand the text; the error repeats nothing of it in quotes.
    public init(conninfo: String, applicationName: String? = nil) throws(PostgresError) {
        var complaint: UnsafeMutablePointer<CChar>?
        let parsed = unsafe PQconninfoParse(conninfo, &complaint)
        guard let parsed = unsafe parsed else {
            let text = unsafe complaint.map { unsafe String(cString: $0) } ?? "out of memory"
            unsafe PQfreemem(complaint)
            throw PostgresError(
                kind: .configuration,
                message: "the connection text cannot be understood: \(Self.withoutQuotes(text.trimmedLine))",
                hint: "Write postgresql://host:port/database, or keyword=value pairs as in the manual of libpq.")
        }
        defer { unsafe PQconninfoFree(parsed) }
        keywords = unsafe Self.keywords(of: parsed)
        if let applicationName { keywords["application_name"] = applicationName }
    }

    /// Options that say nothing: libpq's variables, service files and defaults decide.
    public init(applicationName: String? = nil) {
        keywords["application_name"] = applicationName
    }

    /// A keyword of libpq, such as `host`, `sslmode` or `target_session_attrs`; nil when it was neither given nor set.
    ///
    /// Passwords can be set but read as nil.
    public subscript(keyword: String) -> String? {
        get { Self.secrets.contains(keyword) ? nil : keywords[keyword] }
        set { keywords[keyword] = newValue }
    }

    /// The host or socket folder, or several with commas between.
    public var host: String? {
        get { self["host"] }
        set { self["host"] = newValue }
    }
    /// The port, or several with commas between.
    public var port: String? {
        get { self["port"] }
        set { self["port"] = newValue }
    }
    /// The database's name.
    public var database: String? {
        get { self["dbname"] }
        set { self["dbname"] = newValue }
    }
    /// The role that logs in.
    public var user: String? {
        get { self["user"] }
        set { self["user"] = newValue }
    }
    /// The name under which the server lists the session.
    public var applicationName: String? {
        get { self["application_name"] }
        set { self["application_name"] = newValue }
    }
    /// Whether a password was given or set.
    public var hasPassword: Bool { keywords["password"] != nil }

    /// Sets or, with nil, removes the password.
    public mutating func setPassword(_ password: String?) { keywords["password"] = password }

    /// Whether both reach the same server in the same way, with the same settings.
    package func equals(_ other: ConnectionOptions) -> Bool {
        keywords == other.keywords && settings == other.settings
    }

    /// The same options for another database.
    public func with(database: String) -> ConnectionOptions {
        var copy = self
        copy.database = database
        return copy
    }

    /// Reads libpq's list of keywords, as far as they have values.
    static func keywords(of list: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
        var keywords: [String: String] = [:]
        var option = unsafe list
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                keywords[unsafe String(cString: keyword)] = unsafe String(cString: value)
            }
            unsafe option += 1
        }
        return keywords
    }

    /// Keywords whose values are never shown.
    private static let secrets: Set<String> = ["password", "sslpassword"]

    /// libpq's complaints quote parts of the text, and a part may be the password.
    private static func withoutQuotes(_ complaint: String) -> String {
        var result = ""
        var isInside = false
        // From the first quotation mark on, marks may belong to the quoted text itself: keep only what is before it.
        for character in complaint where !isInside {
            if character == "\"" { isInside = true } else { result.append(character) }
        }
        return isInside ? result + "…" : result
    }
}

extension ConnectionOptions {
    /// The keywords for `PQconnectStartParams`: as given, completed by the defaults of this client.
    func connectionKeywords() -> [String: String] {
        var all = keywords
        func complete(_ keyword: String, _ value: Int) { if all[keyword] == nil { all[keyword] = String(value) } }
        all["client_encoding"] = "UTF8"
        complete("keepalives_idle", keepalives.idle)
        complete("keepalives_interval", keepalives.interval)
        complete("keepalives_count", keepalives.count)
        complete("tcp_user_timeout", keepalives.unacknowledgedLimit)
        if !settings.isEmpty {
            let switches = settings.sorted { $0.key < $1.key }.map { "-c \($0.key)=\(Self.escaped($0.value))" }
            all["options"] = ([all["options"]].compactMap { $0 } + switches).joined(separator: " ")
        }
        return all
    }

    /// The server splits `options` at spaces; a backslash keeps one.
    private static func escaped(_ value: String) -> String {
        var result = ""
        for character in value {
            if character == " " || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result
    }
}

extension ConnectionOptions: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Where the options lead, without any secret.
    public var description: String {
        let shown = [
            "host", "hostaddr", "port", "dbname", "user", "service", "application_name", "target_session_attrs",
        ]
        let parts = shown.compactMap { keyword in self[keyword].map { "\(keyword)=\($0)" } }
        return parts.isEmpty ? "libpq's defaults" : parts.joined(separator: " ")
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// What `dump` and debuggers may see: no secret either.
    public var customMirror: Mirror { Mirror(self, children: [(label: "description", value: description)]) }
}
