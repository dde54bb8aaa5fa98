// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// The import of rules: an invalid one is refused with a warning for each of its faults, the others go in; one of a code that is there
/// is replaced as a whole.
enum RuleImport {
    private static let rulesPerChunk = 200

    static let job = Job(
        name: "yml_rule_import", kind: .import, label: "Import rules",
        parameters: [
            Parameter("storage", default: #"{"type": "none", "file_path": null}"#, oneOf: nil),
            Parameter("uploadAllowed", default: "true"),
            Parameter("invalid_items_file_format", default: #""yaml""#, oneOf: [#""yaml""#]),
            Parameter("users_to_notify", default: "[]"),
            Parameter("is_user_authenticated", default: "false"),
        ],
        steps: [
            Step(name: "import", label: "Import", unit: "rules") { context, db in
                let file = try read(context, on: db)
                try await run(file, context, on: db)
            }
        ])

    private static func read(_ context: TaskContext, on db: isolated Session) throws -> RuleFile {
        guard let id = context.inputArtifact, let artifact = try Artifact.load(id, on: db) else {
            throw StepFailure(
                reason: "file_not_found", message: "no file was given",
                hint: "Give the file with the launch, or check storage.file_path.")
        }
        let name = artifact.name.lowercased()
        guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else {
            throw StepFailure(
                reason: "unsupported_extension", message: "use .yml, .yaml", cause: "the file is \"\(artifact.name)\"",
                hint: "Save the file as YAML.")
        }
        guard artifact.isComplete, let size = artifact.size else {
            throw StepFailure(
                reason: "file_unreadable", message: "cannot read \(quoted(artifact.name)): the upload did not end",
                hint: "Give a readable file and launch the import again.")
        }
        guard size <= RuleFile.maximumSize else {
            throw StepFailure(
                reason: "file_too_large", message: "\(size) bytes, allowed \(RuleFile.maximumSize)",
                hint: "Split the file, or ask the operator to raise the setting max_upload.")
        }
        guard size > 0 else {
            throw StepFailure(reason: "empty_file", message: "the file is empty", hint: "Give a file with rules.")
        }
        var reader = ArtifactReader(artifact: id)
        var bytes: [UInt8] = []
        while let piece = try reader.next(on: db) { bytes += piece }
        do {
            return try RuleFile(bytes)
        } catch {
            throw StepFailure(
                reason: "invalid_yaml", message: "line \(error.line): \(error.why)",
                hint: "Correct the file and launch the import again.")
        }
    }

    private static func run(_ file: RuleFile, _ context: TaskContext, on db: isolated Session) async throws {
        var cache = DefinitionsCache()
        repeat {
            let start = Int(context.position)
            let end = min(file.entries.count, start + rulesPerChunk)
            let known = cache
            cache = try await context.chunk(on: db) { chunk, db in
                var cache = known
                let definitions = try cache.current(on: db)
                let now = try DatabaseClock.now(on: db)
                let compiler = RuleCompiler(
                    definitions: definitions, context: FilterContext(start: now.microsecondsSince1970))
                chunk.setTotal(Int64(file.entries.count))
                for place in start..<end {
                    try write(file.entries[place], row: Int64(place + 1), compiler, &chunk, on: db)
                }
                chunk.counters.done = Int64(end - start)
                chunk.counters.read = Int64(end - start)
                chunk.position = Int64(end)
                if end == file.entries.count { chunk.finish() }
                return cache
            }
        } while !context.isFinished
    }

    private static func write(
        _ entry: RuleFile.Entry, row: Int64, _ compiler: RuleCompiler, _ chunk: inout Chunk, on db: isolated Session
    ) throws {
        let faults = compiler.faults(of: entry)
        guard faults.isEmpty else {
            chunk.counters.invalid += 1
            for fault in faults { chunk.warn(warning(fault, entry, row: row)) }
            chunk.refuse(row: row, bytes: entry.bytes, header: RuleFile.header, file: "invalid_items.yaml")
            return
        }
        switch try RuleStore.put(entry.rule, on: db) {
        case .created: chunk.counters.created += 1
        case .updated: chunk.counters.updated += 1
        case .unchanged: chunk.counters.unchanged += 1
        }
    }

    private static func warning(_ fault: RuleFault, _ entry: RuleFile.Entry, row: Int64) -> Warning {
        let item = FilterJSON.object([
            "code": .text(entry.rule.code), "priority": .text(String(entry.rule.priority)),
            "enabled": .text(entry.rule.isEnabled ? "true" : "false"), "detail": .text(fault.detail.rawValue),
        ])
        let line = Int64(max(fault.line, entry.line))
        return Warning(
            reason: Reason.ruleInvalid.rawValue,
            message: "row \(row) (line \(line)), \(entry.rule.code): \(fault.message)", row: row, line: line,
            identifier: entry.rule.code, field: fault.place.isEmpty ? nil : fault.place,
            value: fault.detail.rawValue, item: JSONB(item.bytes))
    }
}

extension RuleCompiler {
    /// Everything that is wrong with a rule of a file, by line.
    package func faults(of entry: RuleFile.Entry) -> [RuleFault] {
        let found = compile(entry.rule, lines: entry.lines).faults
        let own = entry.faults
        // Without actions the file's own fault says it better.
        let rest = own.isEmpty ? found : found.filter { $0.place != Self.actionsPlace }
        return (own + rest).enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            .map(\.element)
    }
}
