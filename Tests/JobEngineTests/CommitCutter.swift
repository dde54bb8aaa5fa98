// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Synchronization

/// A server in the middle that cuts the connection after a commit was carried out and before its answer arrives.
///
/// It listens on a socket of its own folder and passes everything on; once armed, it forwards the next `commit`, waits until the
/// server has answered, and closes both ends instead of passing the answer on.
final class CommitCutter: Sendable {
    let folder: String
    private let upstream: String
    private let listener: Int32
    private let armed = Atomic(false)
    private let cut = Atomic(0)

    /// How many answers were withheld.
    var cuts: Int { cut.load(ordering: .acquiring) }

    init(upstream: String) throws {
        var template = Array("/tmp/chantier-cutter-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(what: "mkdtemp") }
        folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.upstream = upstream
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let path = folder + "/.s.PGSQL.5432"
        let bound = Self.withAddress(path) { bind(listener, $0, $1) }
        guard listener >= 0, bound == 0, listen(listener, 16) == 0 else { throw Failure(what: "listen on \(path)") }
        let descriptor = listener
        _ = try NativeThread(name: "cutter") { [self] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { return }
                _ = try? NativeThread(name: "cutter pair") { [self] in serve(client) }
            }
        }
    }

    /// Cuts at the next commit, once.
    func arm() { armed.store(true, ordering: .releasing) }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        unlink(folder + "/.s.PGSQL.5432")
        rmdir(folder)
    }

    private func serve(_ client: Int32) {
        let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer {
            close(client)
            close(server)
        }
        guard Self.withAddress(upstream, { connect(server, $0, $1) }) == 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var ends = [
            pollfd(fd: client, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server, events: Int16(POLLIN), revents: 0),
        ]
        var withholds = false
        while poll(&ends, 2, -1) >= 0 {
            for (from, to) in [(0, server), (1, client)] where ends[from].revents != 0 {
                let count = read(ends[from].fd, &buffer, buffer.count)
                guard count > 0 else { return }
                if from == 0, Self.isCommit(buffer[..<count]), armed.exchange(false, ordering: .acquiringAndReleasing) {
                    withholds = true
                } else if from == 1, withholds {
                    cut.add(1, ordering: .releasing)
                    return
                }
                guard write(to, buffer, count) == count else { return }
            }
        }
    }

    /// The simple query `commit`, as the protocol sends it: Q, length, text, zero.
    private static func isCommit(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 12 && bytes.first == UInt8(ascii: "Q") && Array(bytes.suffix(7)) == Array("commit\0".utf8)
    }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    struct Failure: Error { var what: String }
}
