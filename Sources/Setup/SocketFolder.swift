// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Where the socket stands: in the server's home, unless the path is too long or the server's account cannot get there.
///
/// Then it stands in a private folder under `/tmp`. Its name is random and it is made by `mkdtemp`, so nobody can have made it
/// before; the home remembers it, and a remembered folder is used only while it belongs to the account and to it alone.
enum SocketFolder {
    static func prepare(for home: ServerHome, account: SystemAccount, remembered: String?) throws -> String {
        let name = "/.s.PGSQL.\(ServerHome.port)"
        // The server also writes `….lock` beside the socket, but only the socket's own path is limited.
        if home.socket.utf8.count + name.utf8.count <= ServerHome.socketPathLimit, home.isReachable(by: account) {
            try home.open(to: account, making: home.socket)
            return home.socket
        }
        if let remembered, remembered != home.socket, isPrivate(remembered, to: account) { return remembered }
        return try makeElsewhere(for: account)
    }

    /// Removes what a server that is gone has left in its folder, and the folder itself where it stands outside the home.
    static func clear(_ folder: String, of home: ServerHome) {
        for name in Files.names(in: folder) where name.hasPrefix(".s.PGSQL.") { unlink("\(folder)/\(name)") }
        if folder != home.socket && folder.hasPrefix(prefix) { rmdir(folder) }
    }

    private static let prefix = "/tmp/chantier-"

    private static func isPrivate(_ folder: String, to account: SystemAccount) -> Bool {
        guard let status = Files.status(folder) else { return false }
        return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == account.user && status.st_mode & 0o077 == 0
    }

    private static func makeElsewhere(for account: SystemAccount) throws -> String {
        // Not TMPDIR, which may be long too: a socket's path has 107 bytes at most.
        let folder = try TemporaryFile.makeFolder("socket", in: "/tmp")
        if account.user != geteuid() {
            guard chown(folder, account.user, account.group) == 0 else {
                throw Files.failure("cannot give \(folder) to the server's user \(account.name)")
            }
        }
        return folder
    }
}
