// SPDX-License-Identifier: Apache-2.0

/// The header of a structure file, checked against the columns that its kind has.
public struct StructureHeader: Sendable {
    /// The names as in the file, outer blanks trimmed.
    public let names: [String]
    /// Everything that makes the file unusable, in the order of the columns.
    public let violations: [Violation]
    /// Columns that are not used, each worth a note.
    public let ignored: [String]
    /// Where the columns in use stand.
    let places: [String: Int]
    /// For every locale prefix, the locales that have a column, in the order of the file.
    let locales: [String: [(locale: String, column: String)]]
    /// The same by channel.
    let channels: [String: [(channel: String, column: String)]]

    /// Checks `names` for `columns`; locales and channels are those of `definitions`.
    ///
    /// Trailing empty names are allowed here: whether their cells are empty is seen by who reads the records.
    public init(names: [String], columns: StructureColumns, definitions: Definitions) {
        let trimmed = names.map { $0.trimmingBlanks() }
        var check = Check(columns: columns)
        let used = (trimmed.lastIndex { !$0.isEmpty } ?? -1) + 1
        for (place, name) in trimmed.prefix(used).enumerated() {
            check.take(name, at: place, definitions: definitions)
        }
        for name in columns.required where check.places[name] == nil {
            check.refuse(.missingColumn, name, "\(quoted(name)) is missing")
        }
        self.names = trimmed
        violations = check.violations
        ignored = check.ignored
        places = check.places
        locales = check.locales
        channels = check.channels
    }

    /// Whether the file has this column.
    public func has(_ column: String) -> Bool {
        places[column] != nil
    }

    /// What is found while the names are gone through.
    private struct Check {
        let columns: StructureColumns
        var violations: [Violation] = []
        var ignored: [String] = []
        var places: [String: Int] = [:]
        var seen: Set<String> = []
        var locales: [String: [(locale: String, column: String)]] = [:]
        var channels: [String: [(channel: String, column: String)]] = [:]

        mutating func take(_ name: String, at place: Int, definitions: Definitions) {
            guard !name.isEmpty else {
                refuse(.emptyColumnName, "", "column \(place + 1) has no name")
                return
            }
            guard seen.insert(name).inserted else {
                refuse(.duplicateColumn, name, "\(quoted(name)) stands twice")
                return
            }
            if columns.silent.contains(name) || ProductHeader.isIgnored(name) { return }
            if columns.required.contains(name) || columns.optional.contains(name) {
                places[name] = place
                return
            }
            if isPerLocale(name, place, definitions) || isPerChannel(name, place, definitions) { return }
            if columns.anyPrefixes.contains(where: { name.hasPrefix($0) }) {
                places[name] = place
                return
            }
            switch columns.unknown {
            case .ignored: ignored.append(name)
            case .refused: refuse(.unknownColumn, name, "\(quoted(name)): not a column of these files")
            }
        }

        private mutating func isPerLocale(_ name: String, _ place: Int, _ definitions: Definitions) -> Bool {
            for prefix in columns.localePrefixes where name.hasPrefix(prefix + "-") {
                let locale = String(name.dropFirst(prefix.utf8.count + 1))
                guard definitions.locale(locale) == locale else { continue }
                places[name] = place
                locales[prefix, default: []].append((locale, name))
                return true
            }
            return false
        }

        private mutating func isPerChannel(_ name: String, _ place: Int, _ definitions: Definitions) -> Bool {
            for prefix in columns.channelPrefixes where name.hasPrefix(prefix + "-") {
                let channel = String(name.dropFirst(prefix.utf8.count + 1))
                guard definitions.channel(channel)?.code == channel else { continue }
                places[name] = place
                channels[prefix, default: []].append((channel, name))
                return true
            }
            return false
        }

        mutating func refuse(_ reason: Reason, _ column: String, _ text: String) {
            violations.append(Violation(reason, field: column, text: text))
        }
    }
}
