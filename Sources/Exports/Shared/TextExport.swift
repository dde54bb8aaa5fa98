// SPDX-License-Identifier: Apache-2.0

package import JobEngine
package import Postgres

/// An export of one small text file that is made at once, such as rules: export → store, as any export.
package enum TextExport {
    /// What the file holds.
    package struct Content: Sendable {
        /// The whole file.
        package var bytes: [UInt8]
        /// How many records it holds.
        package var records: Int64

        /// Describes a file.
        package init(bytes: [UInt8], records: Int64) {
            self.bytes = bytes
            self.records = records
        }
    }

    /// The job; `read` makes the file.
    package static func job(
        name: String, label: String, unit: String, fileExtension: String, mediaType: String,
        read: @escaping @Sendable (isolated Session) throws -> Content
    ) -> Job {
        let fileName = #""export_%job_label%_%datetime%.\#(fileExtension)""#
        return Job(
            name: name, kind: .export, label: label,
            parameters: [
                Parameter("storage", default: #"{"type": "none", "file_path": \#(fileName)}"#),
                Parameter("users_to_notify", default: "[]"),
                Parameter("is_user_authenticated", default: "false"),
            ],
            steps: [
                Step(name: "export", label: "Export", unit: unit) { context, db in
                    try await write(context, fileExtension, mediaType, read, on: db)
                }, StoreStep.step,
            ])
    }

    /// The file, what the last step needs of it, and the end of the task: one transaction.
    private static func write(
        _ context: TaskContext, _ fileExtension: String, _ mediaType: String,
        _ read: @escaping @Sendable (isolated Session) throws -> Content, on db: isolated Session
    ) async throws {
        let parameters = try ExportParameters(storageOf: context.parameters.bytes)
        let rows = try db.query(ExportStatements.launch, context.executionID)
        guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
        let (label, datetime) = (try rows.text(0, 0), try rows.text(0, 2))
        let names = FileNames(
            template: parameters.storage?.filePath ?? "", label: label, datetime: datetime,
            fileExtension: fileExtension, isNumbered: false)
        let plan = try JSONB(encoding: ["label": label, "datetime": datetime])
        let execution = context.executionID
        try await context.chunk(on: db) { chunk, db in
            let content = try read(db)
            try db.execute(ExportStatements.putPlan, execution, "product", JSONB("{}"), plan)
            let artifact = try Artifact.makeOutput(
                execution: execution, name: names.file(1), mediaType: mediaType, on: db)
            try db.execute(ExportStatements.putFile, execution, Int32(1), artifact, content.records)
            var writer = ArtifactWriter(artifact: artifact, nextOrdinal: 0)
            writer.append(content.bytes)
            try writer.write(includingRest: true, on: db)
            chunk.setTotal(content.records)
            chunk.counters.done = content.records
            chunk.counters.read = content.records
            chunk.counters.written = content.records
            chunk.finish()
        }
    }
}
