// SPDX-License-Identifier: Apache-2.0

/// The columns that files of one kind of structure have.
public struct StructureColumns: Sendable {
    /// What becomes of a column that is not in the list.
    public enum Unknown: Sendable {
        /// It is left out, and one note says so.
        case ignored
        /// The file is refused.
        case refused
    }

    /// What an empty cell of a column that is not required means.
    public enum EmptyCell: Sendable {
        /// The property stays as it is.
        case keeps
        /// The property is cleared or gets its default back.
        case resets
    }

    /// The columns that say which item a record is about, in the order of its name.
    public let key: [String]
    /// Columns that must be there and filled in every record.
    public let required: [String]
    /// Columns that may be missing.
    public let optional: [String]
    /// Columns that are passed over without a note.
    public let silent: [String]
    /// Beginnings of columns that exist for every known locale, as `label` of `label-en_US`.
    public let localePrefixes: [String]
    /// Beginnings of columns that exist for every channel.
    public let channelPrefixes: [String]
    /// Beginnings of columns that are read whatever follows, so that a rule can judge them.
    public let anyPrefixes: [String]
    /// What becomes of other columns.
    public let unknown: Unknown
    /// What an empty cell means.
    public let emptyCell: EmptyCell

    init(
        key: [String] = ["code"], required: [String], optional: [String] = [], silent: [String] = [],
        localePrefixes: [String] = ["label"], channelPrefixes: [String] = [], anyPrefixes: [String] = [],
        unknown: Unknown = .ignored, emptyCell: EmptyCell = .keeps
    ) {
        self.key = key
        self.required = required
        self.optional = optional
        // Quality scores of an export are passed over in every file.
        self.silent = silent
        self.localePrefixes = localePrefixes
        self.channelPrefixes = channelPrefixes
        self.anyPrefixes = anyPrefixes
        self.unknown = unknown
        self.emptyCell = emptyCell
    }
}
