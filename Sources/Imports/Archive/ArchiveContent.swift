// SPDX-License-Identifier: Apache-2.0

import Tabular

/// What an import finds in an archive: one file of records at its top, and the media beside it.
struct ArchiveContent {
    /// The file of records.
    let data: ZipArchive.File
    /// The media, in the order of their paths; empty when they are not to be kept.
    let media: [ZipArchive.File]

    /// Sorts out the files of an archive; throws `archive_content`.
    init(_ archive: ZipArchive, format: FileFormat, keepsMedia: Bool) throws {
        let found = archive.files.filter { file in
            let name = file.path.lowercased()
            return file.isAtTop && format.extensions.contains { name.hasSuffix($0) }
        }
        guard found.count == 1, let data = found.first else {
            throw ImportFailure.archiveContent(format, found: found.count)
        }
        self.data = data
        media = keepsMedia ? archive.files.filter { $0.path != data.path } : []
    }
}
