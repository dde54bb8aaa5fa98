// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres

/// The import of profiles: an invalid one is refused with a warning, the others go in; one that is there is replaced as a whole.
enum ProfileImport {
    private static let profilesPerChunk = 100

    static let job = Job(
        name: "yml_profile_import", kind: .import, label: "Import profiles",
        parameters: [
            Parameter("storage", default: #"{"type": "none", "file_path": null}"#, oneOf: nil),
            Parameter("uploadAllowed", default: "true"),
            Parameter("invalid_items_file_format", default: #""yaml""#, oneOf: [#""yaml""#]),
            Parameter("users_to_notify", default: "[]"),
            Parameter("is_user_authenticated", default: "false"),
        ],
        steps: [
            Step(name: "import", label: "Import", unit: "profiles") { context, db in
                try await run(try await read(context, on: db), context, on: db)
            }
        ])

    private static func read(_ context: TaskContext, on db: isolated Session) async throws -> ProfileFile {
        guard let id = context.inputArtifact, let artifact = try Artifact.load(id, on: db) else {
            throw ImportFailure.notFound("")
        }
        let name = artifact.name.lowercased()
        guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else {
            throw StepFailure(
                reason: "unsupported_extension", message: "use .yml, .yaml", cause: "the file is \"\(artifact.name)\"",
                hint: "Save the file as YAML.")
        }
        guard artifact.isComplete, let size = artifact.size else {
            throw ImportFailure.unreadable(artifact.name, why: "the upload did not end")
        }
        guard size <= ProfileFile.maximumSize else {
            throw ImportFailure.tooLarge(size, allowed: Int64(ProfileFile.maximumSize))
        }
        guard size > 0 else {
            throw StepFailure(
                reason: "empty_file", message: "the file is empty", hint: "Give a file with profiles.")
        }
        var reader = ArtifactReader(artifact: id)
        var bytes: [UInt8] = []
        while let piece = try reader.next(on: db) { bytes += piece }
        return try ProfileFile(bytes)
    }

    private static func run(_ file: ProfileFile, _ context: TaskContext, on db: isolated Session) async throws {
        let owner = context.owner
        repeat {
            let start = Int(context.position)
            let end = min(file.entries.count, start + profilesPerChunk)
            try await context.chunk(on: db) { chunk, db in
                chunk.setTotal(Int64(file.entries.count))
                for place in start..<end {
                    try write(file.entries[place], row: Int64(place + 1), header: file.header, owner, &chunk, on: db)
                }
                chunk.counters.done = Int64(end - start)
                chunk.counters.read = Int64(end - start)
                chunk.position = Int64(end)
                if end == file.entries.count { chunk.finish() }
            }
        } while !context.isFinished
    }

    private static func write(
        _ entry: ProfileFile.Entry, row: Int64, header: [UInt8], _ owner: String, _ chunk: inout Chunk,
        on db: isolated Session
    ) throws {
        var reason = "invalid_profile"
        var message = entry.fault.map { "profile \"\(entry.code)\": \($0)" }
        if message == nil {
            let rows = try db.query(
                importProfile, owner, entry.code, entry.job, entry.label, JSONB(entry.parameters),
                entry.overlap ?? "queue")
            switch try rows.text(0, 0) {
            case "created": chunk.counters.created += 1
            case "updated": chunk.counters.updated += 1
            case "unchanged": chunk.counters.unchanged += 1
            case let refusal:
                reason = refusal
                message = try rows.optionalText(0, 1) ?? refusal
            }
        }
        guard let message else { return }
        chunk.counters.invalid += 1
        chunk.warn(
            Warning(
                reason: reason,
                message: "row \(row) (line \(entry.line)), \(entry.code): \(message)", row: row,
                line: Int64(entry.line), identifier: entry.code,
                item: JSONB(
                    JSONText.object([
                        ("code", entry.code), ("job", entry.job ?? ""), ("label", entry.label ?? ""),
                        ("parameters", entry.parameters), ("overlap", entry.overlap ?? ""),
                    ]))))
        chunk.refuse(row: row, bytes: entry.bytes, header: header, file: "invalid_items.yaml")
    }

    private static let importProfile = Statement(
        "job.import_profile", "select i.outcome, i.message from job.import_profile($1, $2, $3, $4, $5, $6) as i")
}
