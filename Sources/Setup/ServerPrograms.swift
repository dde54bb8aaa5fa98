// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The programs of an installed PostgreSQL server: `postgres` and `initdb` of one version.
struct ServerPrograms: Sendable, Hashable {
    /// The oldest version that the schemas work on (`security_invoker` views).
    static let oldest = 15

    let folder: String
    let major: Int

    var postgres: String { folder + "/postgres" }
    var initdb: String { folder + "/initdb" }

    /// Finds the newest installed server, or the one of this major version, which an existing cluster needs.
    ///
    /// Looks where `pg_config` says, then where the packages of Debian, Red Hat and PostgreSQL itself put versions side by side,
    /// then on the PATH.
    static func find(major wanted: Int? = nil, path: String?) throws -> ServerPrograms {
        let found = candidates(path: path).compactMap(inspect)
        let fitting = found.filter { wanted == nil ? $0.major >= oldest : $0.major == wanted }
        if let best = fitting.max(by: { $0.major < $1.major }) { return best }
        let known = Set(found.map(\.major)).sorted().map(String.init).joined(separator: ", ")
        throw ProgramFailure(
            wanted.map {
                Language.current(
                    "cannot run the embedded server: its cluster was made by PostgreSQL \($0)",
                    "impossible d'exécuter le serveur intégré : sa grappe vient de PostgreSQL \($0)")
            }
                ?? Language.current(
                    "cannot run the embedded server: no PostgreSQL \(oldest) or newer is installed",
                    "impossible d'exécuter le serveur intégré : PostgreSQL \(oldest) ou plus récent n'est pas installé"),
            reason: known.isEmpty
                ? Language.current("no server's programs were found", "aucun programme de serveur n'a été trouvé")
                : Language.current("found: PostgreSQL \(known)", "trouvé : PostgreSQL \(known)"),
            action: "“apt-get install postgresql\(wanted.map { "-\($0)" } ?? "")”, "
                + Language.current(
                    "or use a server of yours: --database URL or CHANTIER_DATABASE_URL",
                    "ou utiliser un serveur à vous : --database URL ou CHANTIER_DATABASE_URL"))
    }

    private static func candidates(path: String?) -> [String] {
        let searched = (path ?? "").split(separator: ":").map(String.init)
        var folders: [String] = []
        if let tool = searched.map({ $0 + "/pg_config" }).first(where: isProgram),
            let line = output(of: [tool, "--bindir"])
        {
            folders.append(line)
        }
        folders += Files.names(in: "/usr/lib/postgresql").map { "/usr/lib/postgresql/\($0)/bin" }
        folders += Files.names(in: "/usr").filter { $0.hasPrefix("pgsql-") }.map { "/usr/\($0)/bin" }
        folders.append("/usr/local/pgsql/bin")
        folders += searched
        var seen: Set<String> = []
        return folders.filter { seen.insert($0).inserted }
    }

    private static func inspect(_ folder: String) -> ServerPrograms? {
        guard isProgram(folder + "/postgres"), isProgram(folder + "/initdb"),
            let line = output(of: [folder + "/postgres", "--version"]), let major = majorVersion(of: line)
        else { return nil }
        return ServerPrograms(folder: folder, major: major)
    }

    /// Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
    static func majorVersion(of line: String) -> Int? {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "(PostgreSQL)"), words.index(after: place) < words.endIndex else {
            return nil
        }
        return Int(words[words.index(after: place)].prefix { $0.isNumber })
    }

    private static func isProgram(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// The first line that a program prints; nil when it fails.
    private static func output(of arguments: [String]) -> String? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        defer { close(ends[0]) }
        let child: ChildProcess
        do {
            child = try ChildProcess(
                arguments, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"], output: .descriptor(ends[1]),
                error: .dropped)
        } catch {
            close(ends[1])
            return nil
        }
        close(ends[1])
        var bytes = [UInt8](repeating: 0, count: 4_096)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                read(ends[0], $0.baseAddress.map { $0 + count }, $0.count - count)
            }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { break }
            count += got
        }
        guard child.wait() == .exited(0) else { return nil }
        return String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n").first.map(String.init)
    }
}
