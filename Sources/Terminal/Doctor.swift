// SPDX-License-Identifier: Apache-2.0

package import JobEngine
internal import Postgres
internal import Setup
package import Tracking

/// Looks at everything that a program needs, and says what to do about what is wrong.
package struct Doctor: Sendable {
    let context: Context

    package init(_ context: Context) { self.context = context }

    /// All findings; `registry` asks for those of an operator too.
    ///
    /// Starts no server and changes nothing.
    package func findings(_ registry: JobRegistry? = nil) async -> [Finding] {
        var findings = [
            Finding(
                "version", .init("version", "version"), .ok,
                .init(
                    "\(context.console.program) \(ProgramMain.version)",
                    "\(context.console.program) \(ProgramMain.version)"))
        ]
        do {
            findings += try await database(registry)
        } catch {
            let failure = context.database.failure(error)
            let reason = [failure.summary, failure.reason].compactMap { $0 }.joined(separator: ": ")
            findings.append(
                Finding(
                    "connection", .init("connection", "connexion"), .problem,
                    .init((error as? PostgresError)?.message ?? reason, reason),
                    action: failure.action.map { .init($0, $0) }))
        }
        return findings + [terminal()]
    }

    private func database(_ registry: JobRegistry?) async throws -> [Finding] {
        let title = Finding.Text("connection", "connexion")
        if let server = context.database.embedded {
            switch server.status {
            case .missing, .stopped:
                return [
                    Finding(
                        "connection", title, .problem,
                        .init(
                            "the embedded server in \(server.folder) does not run",
                            "le serveur intégré dans \(server.folder) n'est pas en marche"),
                        action: .init(
                            "chantier database start; or name another server: --database, CHANTIER_DATABASE_URL, PGHOST …",
                            "chantier database start ; ou nommer un autre serveur : --database, CHANTIER_DATABASE_URL, PGHOST …"
                        ))
                ]
            case .running: break
            }
        }
        let options = try context.database.options(
            registry == nil ? .person : .administrator, applicationName: context.console.program)
        let session = try await Session.connect(options, name: "doctor")
        let isEmbedded = context.database.embedded != nil
        let place = await Self.place(session)
        let found = try await session.perform { db in
            var findings = try Diagnosis.findings(isEmbedded: isEmbedded, on: db)
            if let registry,
                !findings.contains(where: { $0.check == "schema" && $0.state != .ok && $0.state != .warning })
            {
                findings += try Diagnosis.operatorFindings(registry, isEmbedded: isEmbedded, on: db)
            }
            return findings
        }
        await session.close()
        return [Finding("connection", title, .ok, .init(place, place))] + found
    }

    private static func place(_ session: Session) async -> String {
        let host = await session.connectedHost ?? ""
        let port = await session.connectedPort ?? ""
        let database = await session.options.database ?? ""
        let server = [host, port].filter { !$0.isEmpty }.joined(separator: ":")
        return database.isEmpty ? server : "\(database) @ \(server)"
    }

    /// What this terminal can show.
    private func terminal() -> Finding {
        let console = context.console
        func text(_ language: Language) -> String {
            var parts = [
                console.isTerminal
                    ? language("\(console.columns) columns", "\(console.columns) colonnes")
                    : language("none (a pipe or a file)", "aucun (un tube ou un fichier)"),
                console.hasColours ? language("colours", "couleurs") : language("no colours", "sans couleurs"),
                console.wording.isASCII ? language("no UTF-8", "sans UTF-8") : "UTF-8",
            ]
            parts.append(console.language == .french ? "français" : "English")
            return parts.joined(separator: ", ")
        }
        let isPoor = console.isTerminal && console.wording.isASCII
        return Finding(
            "terminal", .init("terminal", "terminal"), isPoor ? .warning : .ok,
            .init(text(.english), text(.french)),
            action: isPoor
                ? .init(
                    "set LANG to a UTF-8 locale: export LANG=C.UTF-8",
                    "choisir une locale UTF-8 : export LANG=fr_FR.UTF-8")
                : nil)
    }
}

extension Listing where Item == Finding {
    /// The findings of a doctor.
    package static var findings: Listing<Finding> {
        Listing(
            [
                .init(
                    "check", "CHECK", "CONTRÔLE", mayShrink: true, yields: true, least: 20,
                    value: { .text($0.check) },
                    cell: { finding, screen in Table.Cell(finding.title(screen.language)) }),
                .init(
                    "state", "", "", value: { .text($0.state.rawValue) },
                    cell: { finding, screen in
                        let (symbol, word, colour) = finding.state.mark(screen.wording)
                        return screen.cell("\(symbol) \(word)", colour, isBold: true)
                    }),
                .init(
                    "message", "", "", least: 28, wraps: true, value: { .text($0.message.english) },
                    cell: { finding, screen in Table.Cell(finding.message(screen.language)) }),
                .init("action", value: { .text($0.action?.english) }),
            ],
            plain: ["check", "state", "message", "action"], table: ["state", "check", "message"],
            below: { finding, screen in
                finding.action.map { action in
                    "     \(screen.language("do:  ", "faire :")) \(action(screen.language))".wrapped(
                        to: screen.console.columns, hanging: 7)
                } ?? []
            })
    }
}

extension Finding.State {
    /// Symbol, word and colour.
    func mark(_ wording: Wording) -> (symbol: String, word: String, colour: Colour) {
        switch self {
        case .ok: (wording.symbol("completed", .green), wording.language("ok", "ok"), .green)
        case .warning: (wording.symbol("completed", .yellow), wording.language("note", "noter"), .yellow)
        case .problem: (wording.symbol("failed", .red), wording.language("wrong", "défaut"), .red)
        case .skipped: (wording.symbol("stopped", .grey), wording.language("skipped", "sauté"), .grey)
        }
    }
}
