// SPDX-License-Identifier: Apache-2.0

package import Postgres
package import Setup
internal import Tracking

extension Context {
    /// The settings of a session that only reads.
    static let readingSettings = ["statement_timeout": "15s", "default_transaction_read_only": "on"]

    /// Connects as the person and runs a unit that only reads; a statement may take 15 s.
    package func reading<R: Sendable>(_ body: @Sendable (isolated Session) throws -> R) async throws -> R {
        try await unit(Self.readingSettings, body)
    }

    /// Connects as the person and runs a unit that may write; a statement may take 15 s.
    package func acting<R: Sendable>(_ body: @Sendable (isolated Session) throws -> R) async throws -> R {
        try await unit(["statement_timeout": "15s"], body)
    }

    /// Connects as the person, to read more than once; a statement may take 15 s.
    package func session() async throws -> Session {
        try await database.connect(
            .person, applicationName: console.program, settings: Self.readingSettings)
    }

    private func unit<R: Sendable>(
        _ settings: [String: String], _ body: @Sendable (isolated Session) throws -> R
    ) async throws -> R {
        let session = try await database.connect(
            .person, applicationName: console.program, settings: settings)
        let result = try await session.perform { db in try body(db) }
        await session.close()
        return result
    }

    /// Finds the execution that a person means, among their own; throws with the code for “not found or not visible”.
    package func resolve(_ text: String, doing: String, on db: isolated Session) throws -> UUIDBytes {
        guard let reference = ExecutionReference(text) else { throw notFound(text, doing) }
        switch try reference.resolve(on: db) {
        case .found(let id): return id
        case .nothing: throw notFound(text, doing)
        case .ambiguous(let candidates):
            throw ProgramFailure(
                doing,
                reason: language(
                    "several executions of yours start with “\(text)”: \(Self.listed(candidates)).",
                    "plusieurs de vos exécutions commencent par « \(text) » : \(Self.listed(candidates))."),
                action: language("give more digits.", "donner plus de chiffres."), code: .notFound)
        }
    }

    /// Finds one of the person's own executions, and nothing is opened.
    package func resolveOwn(_ text: String, doing: String, on db: isolated Session) throws -> UUIDBytes {
        if case .full(let id)? = ExecutionReference(text) { return id }
        return try resolve(text, doing: doing, on: db)
    }

    /// The one refusal: for what does not exist and for what is somebody else's.
    package func notFound(_ text: String, _ doing: String) -> ProgramFailure {
        if text == "@latest" {
            return ProgramFailure(
                doing, reason: language("you have no execution yet.", "vous n'avez encore aucune exécution."),
                action: language("start one: chantier launch JOB", "en lancer une : chantier launch JOB"),
                code: .notFound)
        }
        guard let reference = ExecutionReference(text) else {
            let digits = text.filter { $0 != "-" }
            let isShort = !digits.isEmpty && digits.count < 8 && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
            return ProgramFailure(
                doing,
                reason: isShort
                    ? language(
                        "“\(text)” is too short: an id needs 8 or more digits.",
                        "« \(text) » est trop court : un identifiant demande 8 chiffres ou plus.")
                    : language("“\(text)” is not an id.", "« \(text) » n'est pas un identifiant."),
                action: language(
                    "give 8 or more digits of its id, its URL, or @latest; “tracker list --all-time” shows yours.",
                    "donner 8 chiffres ou plus de l'identifiant, l'URL, ou @latest ; « tracker list --all-time » montre les vôtres."
                ), code: .notFound)
        }
        if case .full = reference {
            return ProgramFailure(
                doing,
                reason: language(
                    "there is no such execution among those that you may see.",
                    "aucune des exécutions que vous pouvez voir n'a cet identifiant."),
                action: language(
                    "“tracker list --all-time” shows yours.", "« tracker list --all-time » montre les vôtres."),
                code: .notFound)
        }
        return ProgramFailure(
            doing,
            reason: language(
                "no execution of yours starts with “\(text)”.", "aucune de vos exécutions ne commence par « \(text) »."),
            action: language(
                "“tracker list --all-time” shows yours; to open somebody else's you need its full URL.",
                "« tracker list --all-time » montre les vôtres ; pour ouvrir celle d'autrui il faut son URL complète."),
            code: .notFound)
    }

    /// Candidates with their labels.
    package static func listed(_ candidates: [(id: UUIDBytes, label: String)]) -> String {
        candidates.map { "\($0.id.description.prefix(13)) (\($0.label.visible()))" }.joined(separator: ", ")
    }
}
