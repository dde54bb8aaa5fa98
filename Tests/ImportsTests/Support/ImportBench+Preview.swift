// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

extension ImportBench {
    /// With `CHANTIER_TEST_PREVIEW=1` every import of every test is previewed first, and the preview must say what it does.
    static let previewsAll = getenv("CHANTIER_TEST_PREVIEW").map { String(cString: $0) } == "1"

    /// Previews a file, checks that the catalogue is as before to the last row version, then imports it for real.
    ///
    /// Both must say the same: counters, warnings, refused records, errors.
    @discardableResult
    func runBoth(
        _ job: String, bytes: [UInt8], name: String = "file.csv", _ parameters: String = "{}", workers: Int = 1,
        at place: SourceLocation = #_sourceLocation
    ) async throws -> (preview: ImportReport, real: ImportReport) {
        let before = try await catalogDigest()
        let preview = try await preview(job, bytes: bytes, name: name, parameters, workers: workers)
        #expect(
            try await catalogDigest() == before, "\(job): a preview has written to the catalogue", sourceLocation: place
        )
        let real = try await runOnce(job, bytes: bytes, name: name, parameters, workers: workers)
        #expect(preview.asReal == real, "\(job)", sourceLocation: place)
        #expect(!preview.steps.values.contains { $0["created"] != nil || $0["updated"] != nil }, sourceLocation: place)
        return (preview, real)
    }

    /// The same with a text.
    @discardableResult
    func runBoth(
        _ job: String, _ text: String, _ parameters: String = "{}", workers: Int = 1,
        at place: SourceLocation = #_sourceLocation
    ) async throws -> (preview: ImportReport, real: ImportReport) {
        try await runBoth(job, bytes: Array(text.utf8), parameters, workers: workers, at: place)
    }

    /// Runs a preview to its end.
    func preview(
        _ job: String, bytes: [UInt8], name: String = "file.csv", _ parameters: String = "{}", workers: Int = 1
    ) async throws -> ImportReport {
        let inner = parameters.dropFirst().dropLast()
        return try await runOnce(
            job, bytes: bytes, name: name, "{\(inner)\(inner.isEmpty ? "" : ",")\"preview\":true}", workers: workers)
    }

    /// Every row of the catalogue with its version and place, and the next id.
    func catalogDigest() async throws -> String {
        try await text(
            """
            select md5(string_agg(c.relname || query_to_xml(
                     format('select t.xmin, t.tableoid, t.ctid, t.* from catalog.%I t order by t.tableoid, t.ctid', c.relname), true, false, '')::text,
                     '' order by c.relname))
                   || (select s.last_value::text || s.is_called from catalog.item_id s)
              from pg_class c where c.relnamespace = 'catalog'::regnamespace and c.relkind in ('r', 'p')
            """)
    }

    /// The lines of the newest preview's file.
    func changes() async throws -> [String] {
        try await text(
            """
            select convert_from(string_agg(p.bytes, ''::bytea order by p.part, p.ordinal), 'UTF8')
              from job.piece p
             where p.artifact_id = (select max(a.id) from job.artifact a where a.name = 'changes.csv')
            """
        ).split(separator: "\n").map(String.init)
    }
}

extension ImportReport {
    /// What a preview says of the run that follows.
    var asReal: ImportReport {
        var report = self
        for (step, var counts) in steps {
            for (outlook, name) in [("would_create", "created"), ("would_update", "updated")] {
                if let count = counts.removeValue(forKey: outlook) { counts[name] = count }
            }
            report.steps[step] = counts
        }
        return report
    }
}
