// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Postgres

extension EmbeddedServer {
    /// What a start found or did.
    public enum StartOutcome: Sendable, Hashable {
        /// It was running already.
        case wasRunning
        /// It was stopped, or had been killed, and runs now.
        case started
        /// A cluster was made, and runs now.
        case made
    }

    /// Makes the cluster where it is missing, starts the server, and returns when it accepts connections.
    ///
    /// The server is detached: it leads a session of its own, its output goes to its log, and it holds no pipe of this process.
    /// What a killed server has left behind is cleared away first.
    @discardableResult
    public func start() throws -> StartOutcome {
        try home.make()
        return try FileLock.holding(home.lock) { try startAlone() }
    }

    private func startAlone() throws -> StartOutcome {
        if let record = home.record, record.isComplete, ServerProcesses(id: record.id).server(data: home.data) != nil {
            // A server that is just being killed is gone by the time it is asked; it is then started like any other.
            if try waitUntilReady(record, child: nil) { return .wasRunning }
        }
        let account = try home.account(for: user)
        if let record = home.record {
            ServerProcesses(id: record.id).endOrphans()
            SocketFolder.clear(record.socket, of: home)
            unlink(home.data + "/postmaster.pid")
        }
        var record = try home.record.flatMap { $0.isComplete ? $0 : nil } ?? makeCluster(as: account)
        let isNew = !record.isComplete
        record.socket = try SocketFolder.prepare(for: home, account: account, remembered: record.socket)
        try home.write(record)
        let programs = try ServerPrograms.find(major: home.clusterVersion, path: searchPath)
        let child = try launch(programs, record, as: account)
        guard try waitUntilReady(record, child: child) else {
            throw serverFailure("the embedded server in \(folder) does not start")
        }
        if isNew {
            try tune(record)
            record.isComplete = true
            try home.write(record)
        }
        return isNew ? .made : .started
    }

    /// Makes an empty cluster whose superuser has the name of this process's user.
    private func makeCluster(as account: SystemAccount) throws -> ServerHome.Record {
        let programs = try ServerPrograms.find(path: searchPath)
        // Only what an interrupted making of ours has left is removed; somebody else's folder of this name is not.
        if home.record == nil, !Files.names(in: home.data).isEmpty {
            throw ProgramFailure(
                Language.current(
                    "cannot make the embedded server's cluster", "impossible de créer la grappe du serveur intégré"),
                reason: Language.current(
                    "\(home.data) is there already and is not ours", "\(home.data) existe déjà et n'est pas à nous"),
                action: Language.current(
                    "name another folder in CHANTIER_HOME", "nommer un autre dossier dans CHANTIER_HOME"))
        }
        let id = String(UInt64.random(in: .min ... .max), radix: 16)
        let record = ServerHome.Record(id: id, administrator: user.name, socket: home.socket, isComplete: false)
        try home.write(record)
        try Files.removeTree(home.data)
        try home.open(to: account, making: home.data)
        var arguments = [
            programs.initdb, "--username=\(user.name)", "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8",
            "--locale=\(Self.locale)", "--no-instructions",
        ]
        if durability == .none { arguments.append("--no-sync") }
        let ending = try withData(of: account) { data, folder in
            let child = try run(arguments + ["--pgdata=\(data)"], as: account, folder: folder, isDetached: false)
            return child.wait()
        }
        guard ending == .exited(0) else {
            throw serverFailure("cannot make the embedded server's cluster in \(home.data)")
        }
        let settings = open(home.data + "/postgresql.conf", O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
        guard settings >= 0 else {
            throw Files.failure(
                Language.current(
                    "cannot write \(home.data)/postgresql.conf", "impossible d'écrire \(home.data)/postgresql.conf"))
        }
        defer { close(settings) }
        try Files.append(ServerTuning.settings(durability), to: settings, home.data + "/postgresql.conf")
        return record
    }

    /// UTF-8 in the order of its bytes, where the system has it.
    private static var locale: String {
        guard let found = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else { return "C" }
        freelocale(found)
        return "C.UTF-8"
    }

    private func launch(
        _ programs: ServerPrograms, _ record: ServerHome.Record, as account: SystemAccount
    ) throws -> ChildProcess {
        try withData(of: account) { data, folder in
            try run(
                [
                    programs.postgres, "-D", data, "-c", "cluster_name=\(ServerProcesses(id: record.id).clusterName)",
                    "-c", "unix_socket_directories=\(record.socket)", "-c", "port=\(ServerHome.port)",
                    "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-c", "logging_collector=off",
                ], as: account, folder: folder, isDetached: true)
        }
    }

    /// Runs one of the server's programs as an account, its output to the log.
    private func run(
        _ arguments: [String], as account: SystemAccount, folder: Int32?, isDetached: Bool
    ) throws -> ChildProcess {
        let log = open(home.log, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard log >= 0 else {
            throw Files.failure(Language.current("cannot write \(home.log)", "impossible d'écrire \(home.log)"))
        }
        defer { close(log) }
        var environment = ["PATH": "/usr/bin:/bin", "LC_ALL": Self.locale]
        if let zone = getenv("TZ") { environment["TZ"] = String(cString: zone) }
        return try ChildProcess(
            try account.user == user.user ? arguments : Self.becoming(account) + arguments, environment: environment,
            output: .descriptor(log), error: .descriptor(log), isDetached: isDetached, folder: folder)
    }

    /// What starts a program as another account, without a shell or a log-in session.
    private static func becoming(_ account: SystemAccount) throws -> [String] {
        let places: [String] = ["/usr/bin/setpriv", "/bin/setpriv"]
        guard let program = places.first(where: { access($0, X_OK) == 0 }) else {
            throw ProgramFailure(
                Language.current(
                    "cannot run the embedded server as root",
                    "impossible d'exécuter le serveur intégré en tant que root"),
                reason: Language.current(
                    "the program setpriv, which starts it as \(account.name), is missing",
                    "il manque le programme setpriv, qui le démarre en tant que \(account.name)"),
                action: Language.current(
                    "“apt-get install util-linux”, or run this command as another user",
                    "« apt-get install util-linux », ou lancer cette commande sous un autre utilisateur"))
        }
        return [program, "--reuid=\(account.user)", "--regid=\(account.group)", "--clear-groups", "--"]
    }

    /// The cluster's path for the server's account.
    ///
    /// Where that account cannot get there by the path (a home below `/root`),
    /// the folder is handed over open, as descriptor 3: the kernel then follows `/proc/self/fd/3` without passing the parents.
    private func withData<R>(of account: SystemAccount, _ body: (String, Int32?) throws -> R) throws -> R {
        if home.isReachable(by: account) { return try body(home.data, nil) }
        let folder = open(home.data, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else {
            throw Files.failure(Language.current("cannot open \(home.data)", "impossible d'ouvrir \(home.data)"))
        }
        defer { close(folder) }
        return try body("/proc/self/fd/3", folder)
    }

    /// Blocks until the server accepts connections; false when it has ended.
    ///
    /// A recovery after a crash may take its time; a dead server does not.
    private func waitUntilReady(_ record: ServerHome.Record, child: ChildProcess?) throws -> Bool {
        let options = try options(user: record.administrator, database: "postgres")
        let end = ContinuousClock.now + .seconds(600)
        while true {
            do {
                var connection = try Connection.connect(options)
                connection.close()
                return true
            } catch {
                // Started without `child`, by another process: its own lock file says whether it lives.
                let isDead =
                    child.map { $0.poll() != nil } ?? (ServerProcesses(id: record.id).server(data: home.data) == nil)
                if isDead { return false }
                guard ContinuousClock.now < end else {
                    throw ProgramFailure(
                        Language.current(
                            "the embedded server in \(folder) does not answer",
                            "le serveur intégré dans \(folder) ne répond pas"), reason: error.message,
                        action: Language.current("see \(home.log)", "voir \(home.log)"),
                        code: .noConnection)
                }
            }
            usleep(20_000)
        }
    }

    private func serverFailure(_ summary: String) -> ProgramFailure {
        let last = Files.tail(home.log, lines: 3).joined(separator: " / ")
        return ProgramFailure(
            summary, reason: last.isEmpty ? Language.current("it said nothing", "il n'a rien dit") : last,
            action: Language.current("see \(home.log)", "voir \(home.log)"), code: .noConnection)
    }

    /// What depends on how the server was built, and the database.
    private func tune(_ record: ServerHome.Record) throws {
        var connection = try Connection.connect(options(user: record.administrator, database: "postgres"))
        let compressions = try connection.query(
            Statement(
                "can_compress_by_lz4",
                "select name from pg_settings where name in ('default_toast_compression', 'wal_compression') and 'lz4' = any (enumvals)"
            ))
        for row in 0..<compressions.count {
            try connection.run(script: "alter system set \(compressions.text(row, 0)) = 'lz4'")
        }
        try connection.run(script: "select pg_reload_conf()")
        let found = try connection.query(
            Statement("has_database", "select from pg_database where datname = $1"), parameters: [Self.database])
        if found.isEmpty { try connection.run(script: "create database \(quoteIdentifier(Self.database))") }
        connection.close()
    }
}
