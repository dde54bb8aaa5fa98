// SPDX-License-Identifier: Apache-2.0

/// The texts of help pages in French, by the English ones that stand with the commands.
///
/// A test walks over all commands: each text has its French one here.
package enum HelpText {
    package static let french = tracker.merging(chantier) { first, _ in first }.merging(profiles) { first, _ in first }
        .merging(undo) { first, _ in first }
        .merging(edits) { first, _ in first }
        .merging(projects) { first, _ in first }
        .merging(rules) { first, _ in first }
        .merging(ruleRuns) { first, _ in first }
}
