// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a filter: all of it at once.
package struct FilterFaults: Error, Equatable, CustomStringConvertible {
    /// One sentence a fault; each names its condition by its number, 1 for the first.
    package let sentences: [String]

    /// Collects faults.
    package init(_ sentences: [String]) { self.sentences = sentences }

    /// The reason and all faults.
    package var description: String { "filter_invalid: " + sentences.joined(separator: "; ") }
}

/// What kind of fault a condition has.
package enum FilterFaultKind: Sendable, CaseIterable {
    case missing, key, field, `operator`, value, code, unit, currency
    case missingLocale, unexpectedLocale, missingChannel, unexpectedChannel
}

extension Filter {
    /// Reads one condition, number `position` of its list: what it asks, or all that is wrong with it, a sentence and a kind each.
    package static func read(
        _ condition: FilterJSON, position: Int, definitions: Definitions, context: FilterContext
    ) -> (test: FilterTest?, faults: [(sentence: String, kind: FilterFaultKind)]) {
        var reader = ConditionReader(condition, position: position, definitions: definitions, context: context)
        let test = reader.read()
        return (test, reader.faults)
    }
}

/// What a filter is read against, beside the structure of the catalogue.
package struct FilterContext: Sendable {
    /// The moment that `now` and distances mean: microseconds since 1970 UTC, the execution's start.
    package var start: Int64
    /// The channel of completeness where a condition names none.
    package var channel: String?
    /// The locales of completeness where a condition names none; none here either: all of the channel.
    package var locales: [String]
    /// Folded profile code to the start of its last completed execution; a profile that is missing has none yet.
    package var lastStarts: [String: Int64]

    /// Describes what a filter is read against.
    package init(start: Int64, channel: String? = nil, locales: [String] = [], lastStarts: [String: Int64] = [:]) {
        self.start = start
        self.channel = channel
        self.locales = locales
        self.lastStarts = lastStarts
    }
}
