// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Postgres

extension RecordSetup {
    /// The files that records of a chunk name, looked up in one statement; they stay in the store until the chunk is committed.
    func media(
        of records: [Int], in batch: borrowing RecordBatch, execution: Int64, on db: isolated Session
    ) throws -> MediaFiles {
        var files = MediaFiles()
        guard !mediaPlaces.isEmpty else { return files }
        var paths: Set<String> = []
        for record in records {
            for column in mediaPlaces {
                let cell = batch.trimmed(record, column)
                guard MediaPath.isSafe(batch.bytes.span.extracting(cell)) else { continue }
                paths.insert(batch.text(cell))
            }
        }
        for file in try ArchiveFiles.find(Array(paths), execution: execution, on: db).values {
            files.add(MediaFiles.File(hash: file.hash, size: file.size), path: file.path)
        }
        return files
    }
}
