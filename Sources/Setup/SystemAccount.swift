// SPDX-License-Identifier: Apache-2.0

package import Glibc

/// A user of the operating system.
package struct SystemAccount: Sendable, Hashable {
    package let name: String
    package let user: uid_t
    package let group: gid_t

    /// The user that this process runs as.
    package static var current: SystemAccount {
        account(user: geteuid()) ?? SystemAccount(name: "user\(geteuid())", user: geteuid(), group: getegid())
    }

    package var isRoot: Bool { user == 0 }

    package static func account(user: uid_t) -> SystemAccount? {
        read { getpwuid_r(user, $0, $1, $2, $3) }
    }

    package static func account(named name: String) -> SystemAccount? {
        read { getpwnam_r(name, $0, $1, $2, $3) }
    }

    /// Whom PostgreSQL runs as when this process is root's: `postgres`, else `nobody`.
    ///
    /// It gets a group that nobody else is in, so that a folder opened to that group is opened to it alone.
    package static func unprivileged() -> SystemAccount? {
        guard let account = account(named: "postgres") ?? account(named: "nobody") else { return nil }
        guard account.name == "nobody" else { return account }
        // `nobody`'s group is shared by many daemons. A number without a name needs no entry in /etc/group.
        return SystemAccount(name: account.name, user: account.user, group: 961_000_000 + account.user)
    }

    /// Whether this account may pass through a folder, judging by its mode.
    package func mayEnter(_ folder: String) -> Bool {
        var status = stat()
        guard stat(folder, &status) == 0 else { return false }
        if isRoot { return true }
        if status.st_uid == user { return status.st_mode & S_IXUSR != 0 }
        if status.st_gid == group { return status.st_mode & S_IXGRP != 0 }
        return status.st_mode & S_IXOTH != 0
    }

    private static func read(
        _ ask: (
            UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        ) -> Int32
    ) -> SystemAccount? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        let count = buffer.count
        return buffer.withUnsafeMutableBufferPointer { buffer -> SystemAccount? in
            guard let start = buffer.baseAddress, ask(&entry, start, count, &found) == 0, found != nil else {
                return nil
            }
            return SystemAccount(name: String(cString: entry.pw_name), user: entry.pw_uid, group: entry.pw_gid)
        }
    }
}
