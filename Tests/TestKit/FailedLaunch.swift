// SPDX-License-Identifier: Apache-2.0

import Postgres
import Tracking

extension TestDatabase {
    /// Launches an import of currencies that fails at once, since its file cannot be sent, and returns its id.
    ///
    /// The programs refuse such a file before they launch anything; one that vanishes while it is sent ends like this.
    public static func launchMissing(
        as person: String, file: String = "/no/such/file.csv", label: String? = nil
    ) async throws -> String {
        let session = try await Session.connect(try current.options(user: person, applicationName: "test"))
        let id = try await session.perform { db in
            let upload = try Upload.send(file, on: db)
            return try Launching.launch(
                "csv_currency_import", parameters: JSONB("{}"), label: label, upload: upload.handle, on: db
            ).id
        }
        await session.close()
        return id.description
    }
}
