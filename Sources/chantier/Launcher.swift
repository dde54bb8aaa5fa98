// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup
import Terminal
import Tracking

/// Uploads a file, launches a job with it, and waits for its end, as a person at a terminal wants it.
struct Launcher {
    let context: Context
    let session: Session
    private var wait: LiveWait

    /// What is said between two frames of the bars.
    var announcements: Announcements { wait.announcements }

    init(_ context: Context) async throws {
        self.context = context
        session = try await context.database.connect(.person, applicationName: "chantier launch")
        wait = LiveWait(context)
    }

    /// What the database knows of jobs.
    func jobs() async throws -> [LaunchableJob] {
        try await session.perform { db in try LaunchableJob.all(on: db) }
    }

    /// Refuses a job and parameters that are not known, before a file is sent for nothing.
    func check(_ job: String, _ parameters: LaunchParameters) async throws {
        let jobs = try await jobs()
        guard let known = jobs.first(where: { $0.name == job }) else {
            // Without any, the database tells how jobs come to be known.
            if jobs.isEmpty { return }
            throw Unknown(job, among: jobs.map(\.name), context.language).job
        }
        for key in parameters.keys where !known.takes(key) {
            throw Unknown(key, among: known.keys.sorted(), context.language).parameter(of: job)
        }
    }

    /// Launches a job and returns its id.
    ///
    /// A file that becomes unreadable on the way launches a failed execution, whose report says why.
    func launch(_ job: String, parameters: String, label: String? = nil, file: String? = nil) async throws -> UUIDBytes
    {
        let upload = try await file.asyncMap { try await send($0) }
        do {
            return try await session.perform { db in
                try Launching.launch(job, parameters: JSONB(parameters), label: label, upload: upload?.handle, on: db)
            }
        } catch let error as PostgresError
            where error.constraint == "unknown_job" || error.message.hasPrefix("unknown_job")
        {
            throw ProgramFailure(
                context.language("cannot launch “\(job)”", "impossible de lancer « \(job) »"),
                reason: context.language("there is no such job.", "ce travail n'existe pas."),
                action: error.detail.map(context.console.wording.stored),
                code: .usage)
        } catch let error as PostgresError where error.state == "22023" {
            if let unknown = Unknown(error, context.language) { throw unknown.parameter(of: job) }
            throw ProgramFailure(
                context.language("cannot launch \(job)", "impossible de lancer \(job)"),
                reason: context.console.wording.stored(error.message) + ".",
                action: error.hint.map(context.console.wording.stored),
                code: .usage)
        }
    }

    /// Waits to the end, under live bars.
    mutating func follow(_ id: UUIDBytes) async throws -> Report {
        let reports = try await wait.wait(for: [id], session: session)
        guard let report = reports.first else {
            throw ProgramFailure(
                Language.current("the execution \(id) is not there any more", "l'exécution \(id) n'existe plus"),
                code: .notFound)
        }
        return report
    }

    func report(_ id: UUIDBytes) async throws -> Report {
        guard let report = try await session.perform({ db in try Report.read(id, on: db) }) else {
            throw ProgramFailure(
                Language.current("the execution \(id) is not there any more", "l'exécution \(id) n'existe plus"),
                code: .notFound)
        }
        return report
    }

    private func send(_ path: String) async throws -> Upload {
        let console = context.console
        let isLive = console.isErrorTerminal && !context.isQuiet
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let upload = try await session.perform { db in
            let picture = LivePicture(console)
            var drawnAt = ContinuousClock.now
            let upload = try Upload.send(path, on: db) { sent, size in
                guard isLive, sent < size, ContinuousClock.now - drawnAt > .milliseconds(250) else { return }
                drawnAt = ContinuousClock.now
                let bar = Bar(.init(done: sent, total: size, unit: "bytes"), console.wording)
                picture.draw(["↑ \(name)  " + bar.line(width: max(20, console.columns - name.width - 4))])
            }
            picture.clear()
            return upload
        }
        if let problem = upload.problem { context.note("chantier: \(problem)") }
        return upload
    }
}

extension Optional {
    /// `map` for what suspends.
    func asyncMap<R>(_ body: (Wrapped) async throws -> R) async throws -> R? {
        switch self {
        case .some(let value): try await body(value)
        case nil: nil
        }
    }
}
