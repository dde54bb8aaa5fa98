// SPDX-License-Identifier: Apache-2.0

/// A filter: conditions that an item must all meet.
///
/// It is checked when it is read, so what evaluates it or makes SQL of it cannot meet an unknown code.
package struct Filter: Sendable, Equatable {
    /// What each condition asks, in the order in which they were given.
    package let tests: [FilterTest]

    /// No condition.
    package static let everything = Filter(tests: [])

    /// A filter of conditions that were checked before.
    package init(tests: [FilterTest]) { self.tests = tests }

    /// Reads a JSON list of conditions and checks it whole, or throws all that is wrong with it.
    package init(json: [UInt8], definitions: Definitions, context: FilterContext) throws(FilterFaults) {
        guard let value = FilterJSON(json) else { throw FilterFaults(["the filter is not JSON"]) }
        try self.init(value, definitions: definitions, context: context)
    }

    /// Checks a list of conditions, or throws all that is wrong with it.
    package init(_ value: FilterJSON, definitions: Definitions, context: FilterContext) throws(FilterFaults) {
        guard case .list(let conditions) = value else {
            throw FilterFaults(["the filter must be a list of conditions"])
        }
        var tests: [FilterTest] = []
        var faults: [String] = []
        for (place, condition) in conditions.enumerated() {
            var reader = ConditionReader(
                condition, position: place + 1, definitions: definitions, context: context)
            if let test = reader.read() { tests.append(test) }
            faults += reader.faults.map(\.sentence)
        }
        guard faults.isEmpty else { throw FilterFaults(faults) }
        self.init(tests: tests)
    }

    /// The codes of the profiles whose last execution a filter asks for (`SINCE LAST JOB`): look their starts up first.
    package static func profiles(in json: [UInt8]) -> [String] {
        guard case .list(let conditions)? = FilterJSON(json) else { return [] }
        var codes: [String] = []
        for condition in conditions where condition["operator"]?.text == FilterOperator.sinceLastJob.rawValue {
            if let code = condition["value"]?.text, !codes.contains(code) { codes.append(code) }
        }
        return codes
    }
}
