// SPDX-License-Identifier: Apache-2.0

internal import Glibc

extension EmbeddedServer {
    /// Ends open connections and the server, and returns when it is gone; returns false when none was running.
    ///
    /// Open transactions are rolled back. Leftovers of a killed server are cleared away too.
    @discardableResult
    public func stop() throws -> Bool {
        guard home.record != nil else { return false }
        return try FileLock.holding(home.lock) { try stopAlone() }
    }

    private func stopAlone() throws -> Bool {
        guard let record = home.record else { return false }
        let processes = ServerProcesses(id: record.id)
        let server = processes.server(data: home.data)
        if let server { try end(server, processes) }
        processes.endOrphans()
        SocketFolder.clear(record.socket, of: home)
        return server != nil
    }

    private func end(_ server: pid_t, _ processes: ServerProcesses) throws {
        // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one, after which the next start recovers.
        for (signal, seconds) in [(SIGINT, 60), (SIGQUIT, 20)] {
            guard kill(server, signal) == 0 || errno == ESRCH else {
                throw Files.failure(
                    Language.current(
                        "cannot stop the embedded server in \(folder) (process \(server))",
                        "impossible d'arrêter le serveur intégré dans \(folder) (processus \(server))"))
            }
            if processes.waitForEnd(of: server, seconds: seconds) { return }
        }
        throw ProgramFailure(
            Language.current(
                "the embedded server in \(folder) does not stop", "le serveur intégré dans \(folder) ne s'arrête pas"),
            reason: Language.current("process \(server) still runs", "le processus \(server) tourne encore"),
            action: Language.current(
                "see \(home.log); “kill -9 \(server)” ends it, and the next start recovers",
                "voir \(home.log) ; « kill -9 \(server) » le termine, et le prochain démarrage récupère"))
    }
}

extension EmbeddedServer {
    /// Ends the server and removes its folder with all that is in it: the data is gone.
    public func remove() throws {
        try stop()
        try Files.removeTree(folder)
    }
}
