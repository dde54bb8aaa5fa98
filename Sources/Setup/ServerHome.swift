// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The folder of an embedded server: what stands where, and who may enter it.
///
///     .chantier/          this user's; the server's account may pass through it, nobody else may
///       server            what has to be remembered: the cluster's id, its administrator, the folder of its socket
///       lock              held while the server is started or stopped
///       server.log        the server's own words
///       data/             the cluster; the server's account's
///       socket/           the socket; the server's account's
struct ServerHome: Sendable, Hashable {
    /// The absolute path of the folder.
    let path: String

    var data: String { path + "/data" }
    var log: String { path + "/server.log" }
    var lock: String { path + "/lock" }
    var socket: String { path + "/socket" }
    private var recordPath: String { path + "/server" }

    /// The port, which for a server without TCP is only a part of its socket's name.
    static let port = 5432
    /// The longest path that a socket can have: `sun_path` of unix(7), without the final zero byte.
    static let socketPathLimit = 107

    /// What is remembered of a cluster between two commands.
    struct Record: Hashable, Sendable {
        /// Random; marks the server's processes, wherever the folder is moved to.
        var id: String
        /// The superuser that the cluster was made with.
        var administrator: String
        /// The folder that the socket was last in.
        var socket: String
        /// Whether the cluster was made to its end.
        var isComplete: Bool
    }

    var record: Record? {
        guard let text = Files.text(recordPath) else { return nil }
        var values: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        guard let id = values["id"], let administrator = values["administrator"], let socket = values["socket"] else {
            return nil
        }
        return Record(
            id: String(id), administrator: String(administrator), socket: String(socket),
            isComplete: values["complete"] == "yes")
    }

    func write(_ record: Record) throws {
        try Files.write(
            """
            id=\(record.id)
            administrator=\(record.administrator)
            socket=\(record.socket)
            complete=\(record.isComplete ? "yes" : "no")

            """, to: recordPath)
    }

    /// The major version that made the cluster; nil when there is none.
    var clusterVersion: Int? {
        Files.text(data + "/PG_VERSION").flatMap { Int($0.split(separator: "\n").first ?? "") }
    }

    /// Makes the folder where it is missing.
    func make() throws {
        let isNew = !Files.exists(path)
        try Files.makeFolder(path)
        guard let status = Files.status(path), status.st_mode & S_IFMT == S_IFDIR || Files.exists(path + "/.") else {
            throw ProgramFailure(
                Language.current(
                    "cannot use \(path) for the embedded server",
                    "impossible d'utiliser \(path) pour le serveur intégré"),
                reason: Language.current("it is not a folder", "ce n'est pas un dossier"),
                action: Language.current(
                    "name another folder in CHANTIER_HOME", "nommer un autre dossier dans CHANTIER_HOME"))
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            throw Files.failure(
                Language.current(
                    "cannot use \(path) for the embedded server",
                    "impossible d'utiliser \(path) pour le serveur intégré"))
        }
        if isNew { try Files.write("*\n", to: path + "/.gitignore", mode: 0o644) }
    }

    /// The account that the server runs as: this user, unless this is root; then the cluster's owner, or an unprivileged one.
    func account(for user: SystemAccount) throws -> SystemAccount {
        let owner = Files.status(data).map(\.st_uid)
        guard user.isRoot else {
            if let owner, owner != user.user {
                throw ProgramFailure(
                    Language.current(
                        "cannot use the embedded server in \(path)",
                        "impossible d'utiliser le serveur intégré dans \(path)"),
                    reason: Language.current(
                        "its cluster belongs to \(SystemAccount.account(user: owner)?.name ?? "user \(owner)")",
                        "sa grappe appartient à \(SystemAccount.account(user: owner)?.name ?? "\(owner)")"),
                    action: Language.current(
                        "become that user or root, or name another folder in CHANTIER_HOME",
                        "devenir cet utilisateur ou root, ou nommer un autre dossier dans CHANTIER_HOME"))
            }
            return user
        }
        let unprivileged = SystemAccount.unprivileged()
        if let owner, owner != 0, owner != unprivileged?.user, let account = SystemAccount.account(user: owner) {
            return account
        }
        guard let unprivileged else {
            throw ProgramFailure(
                Language.current(
                    "cannot run the embedded server as root",
                    "impossible d'exécuter le serveur intégré en tant que root"),
                reason: Language.current(
                    "PostgreSQL refuses to, and there is no user postgres or nobody",
                    "PostgreSQL le refuse, et il n'y a ni utilisateur postgres ni nobody"),
                action: Language.current(
                    "“useradd --system postgres”, or run this command as another user",
                    "« useradd --system postgres », ou lancer cette commande sous un autre utilisateur"))
        }
        return unprivileged
    }

    /// Lets the server's account, and nobody else, pass through the folder, and makes a folder of its own in it.
    func open(to account: SystemAccount, making folder: String) throws {
        if !account.mayEnter(path) {
            guard let status = Files.status(path), chown(path, uid_t.max, account.group) == 0,
                chmod(path, (status.st_mode & 0o7707) | S_IXGRP) == 0
            else {
                throw Files.failure(
                    Language.current(
                        "cannot open \(path) to the server's user \(account.name)",
                        "impossible d'ouvrir \(path) à l'utilisateur du serveur, \(account.name)"))
            }
        }
        try Files.makeFolder(folder)
        guard let status = Files.status(folder), status.st_mode & S_IFMT == S_IFDIR else {
            throw ProgramFailure(
                Language.current("cannot use \(folder)", "impossible d'utiliser \(folder)"),
                reason: Language.current("it is not a folder", "ce n'est pas un dossier"),
                action: Language.current("remove it", "l'enlever"))
        }
        if status.st_uid != account.user {
            guard chown(folder, account.user, account.group) == 0 else {
                throw Files.failure(
                    Language.current(
                        "cannot give \(folder) to the server's user \(account.name)",
                        "impossible de donner \(folder) à l'utilisateur du serveur, \(account.name)"))
            }
        }
        guard chmod(folder, 0o700) == 0 else {
            throw Files.failure(
                Language.current("cannot close \(folder) to others", "impossible de fermer \(folder) aux autres"))
        }
    }

    /// Whether an account can reach the folder at all.
    ///
    /// Where root keeps it in a private place (`/root`), the server cannot.
    func isReachable(by account: SystemAccount) -> Bool {
        var folder = Files.parent(of: path)
        while let above = folder {
            if !account.mayEnter(above) { return false }
            folder = Files.parent(of: above)
        }
        return true
    }
}
