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

    /// Refuses a job or profile and parameters that are not known, before a file is sent for nothing.
    func check(_ job: String?, profile: String?, _ parameters: LaunchParameters) async throws {
        let jobs = try await jobs()
        // Without any, the database tells how jobs come to be known.
        if jobs.isEmpty { return }
        let name = profile ?? job ?? ""
        var known = profile == nil ? jobs.first { $0.name == name } : nil
        if known == nil, let found = try await session.perform({ db in try Profile.find(name, on: db) }) {
            known = jobs.first { $0.name == found.job }
            if known == nil { return }
        }
        guard let known else {
            if profile != nil { return }
            let codes = try await session.perform { db in try Profile.list(on: db).map(\.code) }
            throw Unknown(name, among: codes + jobs.map(\.name), context.language).job
        }
        for key in parameters.keys where !known.takes(key) {
            throw Unknown(key, among: known.keys.sorted(), context.language).parameter(of: name)
        }
    }

    /// Launches a job or a profile and returns the execution.
    ///
    /// A file that becomes unreadable on the way launches a failed execution, whose report says why.
    func launch(
        _ job: String?, profile: String? = nil, parameters: String, label: String? = nil, file: String? = nil
    ) async throws -> Launching.Outcome {
        let upload = try await file.asyncMap { try await send($0) }
        let doing = ProfileCommand.launching(job, profile, context.language)
        do {
            return try await session.perform { db in
                try Launching.launch(
                    job, profile: profile, parameters: JSONB(parameters), label: label, upload: upload?.handle, on: db)
            }
        } catch let error as PostgresError where error.isUnknown("unknown_job") {
            throw ProgramFailure(
                doing, reason: context.language("there is no such job.", "ce travail n'existe pas."),
                action: error.detail.map(context.console.wording.stored), code: .usage)
        } catch let error as PostgresError where error.isUnknown("unknown_profile") {
            throw ProgramFailure(
                doing, reason: context.language("there is no such profile.", "ce profil n'existe pas."),
                action: error.detail.map(context.console.wording.stored), code: .notFound)
        } catch let error as PostgresError where error.constraint == "unknown_rule" {
            throw ProgramFailure(
                doing, reason: context.console.wording.stored(error.message) + ".",
                action: error.hint.map(context.console.wording.stored), code: .notFound)
        } catch let error as PostgresError where error.constraint == "already_running" {
            throw ProgramFailure(
                doing, reason: context.console.wording.stored(error.message) + ".",
                action: error.hint.map(context.console.wording.stored))
        } catch let error as PostgresError where error.state == "22023" {
            if let unknown = Unknown(error, context.language) { throw unknown.parameter(of: profile ?? job ?? "") }
            throw ProgramFailure(
                doing, reason: context.console.wording.stored(error.message) + ".",
                action: error.hint.map(context.console.wording.stored), code: .usage)
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

extension PostgresError {
    /// Whether the database says that it does not know a job or profile.
    fileprivate func isUnknown(_ reason: String) -> Bool {
        constraint == reason || message.hasPrefix(reason)
    }
}
