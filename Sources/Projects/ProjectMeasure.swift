// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// Finds out how far products are: what families require in the project's channel and locale, against the values that they have.
struct ProjectMeasure {
    let project: ProjectRecord
    private let definitions: Definitions
    private let channel: ChannelEntry
    private let rights: CategoryRights
    /// The places of the attribute groups.
    private let places: [String: Int]
    /// By the family's code, as products of them are met.
    private var meters: [String: GroupMeter] = [:]

    /// What was found out about some products.
    struct Found {
        /// Products that the filters select.
        var read: Int64 = 0
        var withoutFamily: Int64 = 0
        var nothingRequired: Int64 = 0
        /// The highest id.
        var last: Int64 = 0
        /// Products with something required.
        var ids: [Int64] = []
        /// The number of each one's state.
        var numbers: [Int32] = []
        var table = StateTable()
    }

    /// Compiles a project against the structure; throws a `StepFailure` for one that has lost what it is about.
    init(_ project: ProjectRecord, definitions: Definitions, on db: isolated Session) throws {
        guard let channel = definitions.channel(project.channel), channel.locales.contains(project.locale) else {
            throw ProjectFailure.channelGone(project)
        }
        self.project = project
        self.definitions = definitions
        self.channel = channel
        rights = try CategoryRights.load(on: db)
        var places: [String: Int] = [:]
        for (place, group) in project.groups.enumerated() { places[group] = place }
        self.places = places
    }

    /// What the states follow from.
    func fingerprints() throws -> ProjectRecord.Fingerprints {
        var fingerprints = ProjectRecord.Fingerprints()
        for family in definitions.families {
            fingerprints.families[family.code] = Fingerprint.of(
                requirements(of: family).all.filter { !$0.isIdentifier }.map {
                    "\(places[$0.group] ?? -1) \($0.keys.joined(separator: " "))"
                })
        }
        // Conditions on time move with the clock, not with the structure.
        let still = FilterSQL(try Self.filter(project, definitions, start: 0), .products, definitions: definitions)
        fingerprints.filters = Fingerprint.of([still.condition] + still.parameters.map { Self.text($0) })
        fingerprints.categories = Fingerprint.of(rights.lines)
        return fingerprints
    }

    private func requirements(of family: Family) -> Requirements {
        Requirements(of: family, channel: channel, locale: project.locale, in: definitions)
    }

    private static func filter(_ project: ProjectRecord, _ definitions: Definitions, start: Int64) throws -> Filter {
        let context = FilterContext(start: start, channel: project.channel, locales: [project.locale])
        do throws(FilterFaults) {
            return try Filter(json: project.filters.bytes, definitions: definitions, context: context)
        } catch {
            throw ProjectFailure.invalidFilter(error.sentences.joined(separator: "; "))
        }
    }

    /// What is bound, as a text that tells one value from another.
    private static func text(_ parameter: any PostgresEncodable) -> String {
        if let json = parameter as? JSONB { return json.text }
        return String(describing: parameter)
    }

    /// Measures products of the filters from an id on and before another, in their order, at most so many; `start`: what conditions on
    /// time call now.
    mutating func measure(
        from first: Int64, before end: Int64, limit: Int64, start: Int64, on db: isolated Session
    ) throws -> Found {
        let filter = try Self.filter(project, definitions, start: start)
        let condition = FilterSQL(filter, .products, definitions: definitions, firstParameter: 4)
        let statement = select("i.id >= $1 and i.id < $2 and (\(condition.condition)) order by i.id limit $3")
        let bound: [any PostgresEncodable] = [first, end, limit]
        return try take(db.query(statement, parameters: bound + condition.parameters))
    }

    /// Measures those of some products that the filters select.
    mutating func measure(_ ids: [Int64], start: Int64, on db: isolated Session) throws -> Found {
        let filter = try Self.filter(project, definitions, start: start)
        let condition = FilterSQL(filter, .products, definitions: definitions, firstParameter: 2)
        let statement = select("i.id = any ($1::bigint[]) and (\(condition.condition)) order by i.id")
        let bound: [any PostgresEncodable] = [ids]
        return try take(db.query(statement, parameters: bound + condition.parameters))
    }

    private func select(_ rest: String) -> Statement {
        Statement(
            "measure products",
            """
            select \(ProjectStatements.columns(withCategories: !rights.isEmpty))
              from \(FilterEntity.products.table)
              \(FilterEntity.products.joins)
             where \(rest)
            """, prepare: false)
    }

    private mutating func take(_ rows: consuming Rows) throws -> Found {
        var found = Found()
        found.read = Int64(rows.count)
        for row in 0..<rows.count {
            let id = try rows.int64(row, 0)
            found.last = id
            guard !rows.isNull(row, 1), let state = try state(rows, row) else {
                found.withoutFamily += 1
                continue
            }
            guard state.required > 0 else {
                found.nothingRequired += 1
                continue
            }
            found.ids.append(id)
            found.numbers.append(found.table.number(of: state))
        }
        return found
    }

    /// Nil: the product has no family that is known.
    private mutating func state(_ rows: borrowing Rows, _ row: Int) throws -> ProductState? {
        let family = try rows.text(row, 1)
        var state = ProductState(words: project.words)
        if meters[family] == nil {
            guard let known = definitions.family(family) else { return nil }
            meters[family] = GroupMeter(requirements(of: known)) { places[$0] }
        }
        // Measured in place: a copy of the meter for each product would cost more than measuring.
        try meters[family]?.measure(rows, row, into: &state)
        if !rights.isEmpty { state.editors = rights.editors(of: try rows.textArray(row, 5)) }
        return state
    }
}

extension GroupMeter {
    fileprivate mutating func measure(_ rows: borrowing Rows, _ row: Int, into state: inout ProductState) throws {
        begin()
        for column in 2...4 where !rows.isNull(row, column) { add(values: try rows.json(row, column).bytes) }
        state.filled = measure()
        state.required = totalRequired
        for (index, place) in groups.enumerated() {
            state.put(place: place, filled: filled[index], of: required[index])
        }
    }
}

/// A short text that changes when what it is made of changes.
enum Fingerprint {
    /// FNV-1a over all lines.
    static func of(_ lines: [String]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for line in lines {
            for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0x0A) &* 0x100_0000_01B3
        }
        return String(hash, radix: 16)
    }
}
