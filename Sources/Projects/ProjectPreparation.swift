// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres

/// What must be known of the structure before products are measured, and what follows when it has changed.
enum ProjectPreparation {
    /// Takes the attribute groups in, keeps what the states follow from, and has the products looked at again for which that differs;
    /// the caller owns the project.
    ///
    /// Numbers are counted anew where rights, people or attribute groups are others.
    static func run(
        _ project: inout ProjectRecord, _ definitions: Definitions, _ version: Int64, on db: isolated Session
    ) throws {
        let (before, groups, width) = (project.fingerprints, project.groups.count, project.width)
        let rows = try db.query(ProjectStatements.groups)
        let isLonger = project.adopt(groups: try (0..<rows.count).map { try rows.text($0, 0) })
        if isLonger, width > 0 {
            try db.execute(ProjectStatements.widen, project.id, String(repeating: "0", count: project.width - width))
        }
        let after = try ProjectMeasure(project, definitions: definitions, on: db).fingerprints()
        project.fingerprints = after
        project.structureVersion = version
        try project.save(on: db)
        // Nothing was ever measured.
        guard width > 0 else { return }
        if before.filters != after.filters || before.categories != after.categories {
            try db.execute(ProjectStatements.enterAll, project.id)
        } else {
            let changed = after.families.filter { before.families[$0.key] != $0.value }.map(\.key)
            let removed = before.families.keys.filter { after.families[$0] == nil }
            if !changed.isEmpty || !removed.isEmpty {
                try db.execute(ProjectStatements.enterFamilies, project.id, (changed + removed).sorted())
            }
        }
        // Without what was kept before, numbers may be kept in another form, too.
        let isForced = project.groups.count > groups || before.families.isEmpty || before.form != after.form
        try ProjectNumbers.recount(project, isForced: isForced, on: db)
    }
}
