// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import Setup
import Terminal
import Tracking

/// The demonstration: a server, a catalogue, workers, a kill, a report.
struct DemoRun {
    let context: Context
    let products: Int
    let workerCount: Int
    /// Whether a worker is killed on the way.
    let kills: Bool

    private var language: Language { context.language }

    func run() async throws {
        let server = try context.embeddedServer(doing: "cannot run the demonstration")
        say(
            language(
                "1. A PostgreSQL server of its own, in \(server.folder)",
                "1. Un serveur PostgreSQL à part, dans \(server.folder)"))
        try await context.database.prepare()
        let folder = server.folder + "/demo"
        say(
            language(
                "2. A catalogue of \(grouped(products)) products, in \(folder)",
                "2. Un catalogue de \(grouped(products)) produits, dans \(folder)"))
        let catalogue = DemoCatalogue(products: products)
        try await offPool("catalogue") {
            if mkdir(folder, 0o755) != 0 && errno != EEXIST {
                throw ProgramFailure(
                    Language.current("cannot make \(folder)", "impossible de créer \(folder)"),
                    reason: systemMessage(errno))
            }
            do {
                _ = try catalogue.write(to: folder)
            } catch let error as DemoFileError {
                throw ProgramFailure(
                    Language.current("cannot write the catalogue", "impossible d'écrire le catalogue"),
                    reason: "\(error)")
            }
        }
        say(language("3. \(workerCount) workers", "3. \(workerCount) exécutants"))
        let workers = try startWorkers(log: server.folder + "/workers.log")
        // They are detached from this terminal, so whoever leaves has to send them home.
        Interrupts.setLastAct { for worker in workers { worker.send(SIGTERM) } }
        let report: Report
        do {
            report = try await context.running(
                Language.current("the demonstration cannot go on", "la démonstration ne peut pas continuer")
            ) { try await load(folder, workers) }
        } catch {
            await end(workers)
            throw error
        }
        await end(workers)
        close(report, server)
        let status = ExitStatus(of: [report])
        if status != .done { throw status }
    }

    /// The structure first, then the products, under live bars.
    private func load(_ folder: String, _ workers: [ChildProcess]) async throws -> Report {
        let files = CatalogFiles.present(in: folder) { access($0, F_OK) == 0 }
        say(
            language(
                "4. Its structure: families, attributes, options, channels …",
                "4. Sa structure : familles, attributs, options, canaux …"))
        let none = try LaunchParameters([])
        let structure = try await CatalogLoad(
            files: files.filter { $0.job != "csv_product_import" }, parameters: none, context: context,
            printsLines: true
        ).run()
        if let bad = structure.last, ExitStatus(of: [bad]) != .done { return bad }
        say(
            language(
                "5. Its products; one row in a hundred is faulty", "5. Ses produits ; une ligne sur cent est fautive"))
        var launcher = try await Launcher(context)
        guard let file = files.first(where: { $0.job == "csv_product_import" }) else {
            throw ProgramFailure(Language.current("the catalogue has no products", "le catalogue n'a pas de produits"))
        }
        let id = try await launcher.launch(file.job, parameters: "{}", file: file.path).id
        let victim = workers[0]
        // Watched beside the waiting; it ends by itself, or with the run.
        let announcements = launcher.announcements
        let killing = kills ? Task { try await kill(victim, saying: announcements) } : nil
        defer { killing?.cancel() }
        return try await launcher.follow(id)
    }

    /// Kills a worker once the import of products is well on its way.
    private func kill(_ worker: ChildProcess, saying announcements: Announcements) async throws {
        let watcher = try await Launcher(context)
        while !Task.isCancelled {
            try await Task.sleep(for: .milliseconds(100))
            let newest = try await watcher.session.perform { db in
                try ExecutionList.read(.init(sort: .newest, limit: 1), on: db)
            }
            guard let entry = newest?.entries.first, entry.summary.job == "csv_product_import" else { continue }
            let execution = entry.summary
            if execution.hasEnded { return }
            guard let step = entry.step, step.progress.done * 4 >= Int64(products),
                execution.step > 2
            else { continue }
            worker.send(SIGKILL)
            announcements.add(
                language(
                    "   Worker \(worker.pid) was killed (SIGKILL) after \(grouped(Int(step.progress.done))) rows; another one takes over.",
                    "   L'exécutant \(worker.pid) a été tué (SIGKILL) après \(grouped(Int(step.progress.done))) lignes ; un autre prend le relais."
                ))
            await watcher.session.close()
            return
        }
    }

    /// Workers are processes of their own, detached from this terminal: its Ctrl-C is not theirs.
    private func startWorkers(log: String) throws -> [ChildProcess] {
        let output = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard output >= 0 else {
            throw ProgramFailure(
                Language.current("cannot write \(log)", "impossible d'écrire \(log)"), reason: systemMessage(errno))
        }
        defer { Glibc.close(output) }
        var environment = Environment.current
        if let server = context.database.embedded { environment["CHANTIER_HOME"] = server.folder }
        return try (0..<workerCount).map { _ in
            try ChildProcess(
                [Environment.program, "worker", "--slots", "2"], environment: environment, output: .descriptor(output),
                error: .descriptor(output), isDetached: true)
        }
    }

    /// Lets the workers leave in good order, and waits for them.
    private func end(_ workers: [ChildProcess]) async {
        for worker in workers { worker.send(SIGTERM) }
        _ = try? await offPool("workers") { for worker in workers { worker.wait() } }
    }

    private func close(_ report: Report, _ server: EmbeddedServer) {
        let console = context.console
        console.say("")
        console.show(ReportScreen(report, console).lines())
        let id = report.summary.shortID
        let home =
            server.folder.hasPrefix(Environment.workingFolder + "/")
            ? String(server.folder.dropFirst(Environment.workingFolder.count + 1)) : server.folder
        let folder = Environment.program.prefix(
            upTo: Environment.program.lastIndex(of: "/") ?? Environment.program.startIndex)
        let lines = [
            language("What to try next:", "Et maintenant :"),
            "  \(folder)/tracker list",
            "  \(folder)/tracker show \(id) --json",
            "  \(Environment.program) worker &",
            "  \(Environment.program) launch csv_product_import --file \(home)/demo/products.csv --wait      "
                + language("# all unchanged", "# tout inchangé"),
            "  psql \"$(\(Environment.program) database url)\" -c 'select family, count(*) from catalog.product group by 1'",
            language("Remove everything again:", "Tout enlever :"),
            "  \(Environment.program) database stop && rm -r \(home)",
        ]
        console.say("")
        console.say(lines.joined(separator: "\n"))
    }

    private func say(_ text: String) { context.note(text) }

    private func grouped(_ number: Int) -> String { context.console.wording.grouped(Int64(number)) }
}
