// SPDX-License-Identifier: Apache-2.0

/// What a job does to the catalogue: one of five, and nothing else.
public enum JobKind: String, Sendable, CaseIterable {
    /// Files become catalogue items.
    case `import`
    /// Catalogue items become files.
    case export
    /// Many items are changed in the same way.
    case massEdit = "mass_edit"
    /// Rules change items, or say which they would change.
    case rule
    /// Work on a project is counted.
    case project
}
