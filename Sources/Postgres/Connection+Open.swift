// SPDX-License-Identifier: Apache-2.0

internal import CLibpq
internal import Glibc

extension Connection {
    /// Connects to the first host that takes us.
    ///
    /// The order of hosts and the wish for a primary are libpq's business; time limits, cancellation and SQLSTATE are ours,
    /// which is why this is not libpq's blocking call.
    static func open(
        _ options: ConnectionOptions, notices: NoticeReceiver, flight: Flight
    ) throws(PostgresError) -> OpaquePointer {
        var keywords = options.connectionKeywords()
        var silent: [String] = []
        while true {
            let attempt = unsafe withCStrings(keywords.map(\.key)) { names in
                unsafe withCStrings(keywords.map(\.value)) { values in unsafe PQconnectStartParams(names, values, 0) }
            }
            guard let raw = unsafe attempt else {
                throw PostgresError(kind: .system, message: "libpq has no memory left")
            }
            do throws(PostgresError) {
                // For connections, libpq tells the SQLSTATE in no other way.
                _ = unsafe PQsetErrorVerbosity(raw, PQERRORS_VERBOSE)
                unsafe notices.attach(to: raw)
                guard let host = unsafe try complete(raw, options, flight) else {
                    _ = unsafe PQsetErrorVerbosity(raw, PQERRORS_DEFAULT)
                    return unsafe raw
                }
                silent.append("\(host.name):\(host.port) has not answered within \(host.limit)")
                guard let rest = host.others else { throw PostgresError(kind: .connectionFailed, message: "") }
                rest.write(to: &keywords)
                unsafe PQfinish(raw)
            } catch {
                unsafe PQfinish(raw)
                var error = error
                error.message = (silent + [error.message]).filter { !$0.isEmpty }.joined(separator: "; ")
                throw error
            }
        }
    }

    /// A host that has not answered in time, and those after it.
    private struct SilentHost {
        var name: String
        var port: String
        var limit: Duration
        var others: HostList?
    }

    /// Drives an attempt to its end; returns the host that fell silent, nil when connected.
    private static func complete(
        _ raw: OpaquePointer, _ options: ConnectionOptions, _ flight: Flight
    ) throws(PostgresError) -> SilentHost? {
        let effective = unsafe effectiveKeywords(raw)
        let limit =
            effective["connect_timeout"].map { Int($0).flatMap { $0 > 0 ? Duration.seconds($0) : nil } }
            ?? options.connectTimeout
        var state = PGRES_POLLING_WRITING
        var host = ("", "", "")
        var deadline: ContinuousClock.Instant?
        guard unsafe PQstatus(raw) != CONNECTION_BAD else { throw unsafe connectFailure(raw) }
        while true {
            // In this order: whoever cancels refuses first and wakes then.
            flight.wake.clear()
            try flight.check("connect")
            let current = unsafe (text(PQhost(raw)), text(PQport(raw)), text(PQhostaddr(raw)))
            if current != host || deadline == nil {
                host = current
                deadline = limit.map { ContinuousClock.now + $0 }
            }
            let left = deadline.map { milliseconds(until: $0) } ?? -1
            let events = Int16(state == PGRES_POLLING_READING ? POLLIN : POLLOUT)
            let ready = unsafe try wait(raw, for: events, wake: flight.wake, milliseconds: left)
            if ready == 0 {
                guard left == 0, let limit else { continue }
                let hosts = HostList(host: effective["host"], hostaddr: effective["hostaddr"], port: effective["port"])
                return SilentHost(
                    name: host.0, port: host.1, limit: limit, others: hosts.after(host: host.0, port: host.1))
            }
            state = unsafe PQconnectPoll(raw)
            if state == PGRES_POLLING_OK {
                guard unsafe PQsetnonblocking(raw, 1) == 0 else { throw unsafe connectFailure(raw) }
                return nil
            }
            if state == PGRES_POLLING_FAILED { throw unsafe connectFailure(raw) }
        }
    }

    /// What libpq connects with, after its variables and service file: these may name the hosts, too.
    private static func effectiveKeywords(_ raw: OpaquePointer) -> [String: String] {
        guard let list = unsafe PQconninfo(raw) else { return [:] }
        defer { unsafe PQconninfoFree(list) }
        return unsafe ConnectionOptions.keywords(of: list)
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        unsafe pointer.map { unsafe String(cString: $0) } ?? ""
    }

    private static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
        unsafe pointer.map { unsafe String(cString: $0) } ?? ""
    }

    private static func connectFailure(_ raw: OpaquePointer) -> PostgresError {
        PostgresError(connectMessage: unsafe String(cString: PQerrorMessage(raw)))
    }

    /// Lends texts as the NULL-terminated array of C strings that libpq wants.
    static func withCStrings<T>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T
    ) -> T {
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for text in texts {
            offsets.append(bytes.count)
            bytes.append(contentsOf: text.utf8CString)
        }
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            var pointers: [UnsafePointer<CChar>?] = unsafe offsets.map { offset in
                unsafe bytes.baseAddress.map { unsafe $0 + offset }
            }
            unsafe pointers.append(nil)
            return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
        }
    }
}

extension PostgresError {
    /// Reads libpq's verbose message about a failed connection: one line a host, `…: FATAL:  28P01: …`, then where in the
    /// server's source.
    init(connectMessage: String) {
        var state: SQLState?
        var lines: [String] = []
        for line in connectMessage.split(separator: "\n") where !line.hasPrefix("LOCATION:") {
            guard let mark = line.firstRange(of: ":  ") else {
                lines.append(String(line))
                continue
            }
            let code = line[mark.upperBound...].prefix(5)
            let rest = line[mark.upperBound...].dropFirst(5)
            let isCode =
                code.utf8.count == 5 && code.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
            guard isCode, rest.hasPrefix(": ") else {
                lines.append(String(line))
                continue
            }
            state = SQLState(rawValue: String(code))
            lines.append(line[..<mark.lowerBound] + ": " + rest.dropFirst(2))
        }
        self.init(
            kind: .connectionFailed, state: state,
            message: lines.isEmpty ? "no connection could be made" : lines.joined(separator: "; "))
    }
}
