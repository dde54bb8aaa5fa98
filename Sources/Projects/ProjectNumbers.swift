// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres

/// Writes states and numbers.
///
/// The caller has locked the project's row: numbers always say what the states say, whoever wrote them.
enum ProjectNumbers {
    /// Writes how far products are; the numbers, where there are some already, change with them.
    ///
    /// `lookedAt` nil: all products from `first` and before `end` were looked at, else those. Answers whether numbers changed.
    @discardableResult
    static func put(
        _ found: ProjectMeasure.Found, first: Int64 = 0, end: Int64 = 0, lookedAt: [Int64]? = nil,
        of project: ProjectRecord, on db: isolated Session
    ) throws -> Bool {
        let states = found.table.states
        var editors: [JSONB] = []
        for state in states { editors.append(try state.editors.map { try JSONB(encoding: $0) } ?? JSONB("null")) }
        let rows = try db.query(
            ProjectStatements.put, project.id, first, end, lookedAt, found.ids, found.numbers,
            states.map { Int32($0.required) }, states.map { Int32($0.filled) }, states.map { $0.text(0) },
            states.map { $0.text(1) }, states.map { $0.text(2) }, editors, project.isCalculated)
        guard project.isCalculated, !rows.isEmpty else { return false }
        var tally = Tally(
            groups: project.groups.count, contributors: try contributors(of: project, on: db))
        for row in 0..<rows.count {
            let count = try rows.int64(row, 8)
            if let old = try ProductState(rows, row, from: 0, words: project.words) { tally.add(old, -count) }
            if let new = try ProductState(rows, row, from: 4, words: project.words) { tally.add(new, count) }
        }
        try add(tally, to: project, on: db)
        return true
    }

    /// Counts everything anew from the stored states, with the rights as they are now.
    ///
    /// `completes`: a calculation ends with it. Answers how many people contribute.
    @discardableResult
    static func count(_ project: ProjectRecord, completes: Bool, on db: isolated Session) throws -> Int64 {
        var tally = Tally(
            groups: project.groups.count, contributors: try Rights.contributors(to: project, on: db))
        let rows = try db.query(ProjectStatements.states, project.id)
        for row in 0..<rows.count {
            guard let state = try ProductState(rows, row, from: 0, words: project.words) else { continue }
            tally.add(state, try rows.int64(row, 4))
        }
        let (owner, persons) = (tally.owner, tally.persons)
        try db.execute(
            ProjectStatements.putTotals, project.id, tally.products, owner.toDo, owner.inProgress, owner.done, completes
        )
        try db.execute(ProjectStatements.dropGroups, project.id)
        try add(tally.parts, to: project, on: db)
        let people = tally.contributors
        var userGroups: [JSONB] = []
        for person in people { userGroups.append(try JSONB(encoding: person.userGroups)) }
        try db.execute(ProjectStatements.dropContributors, project.id, people.map(\.person))
        try db.execute(
            ProjectStatements.putContributors, project.id, people.map(\.person), userGroups,
            people.map { Bits.text($0.edits) }, persons.map(\.toDo), persons.map(\.inProgress), persons.map(\.done))
        return Int64(persons.count { !$0.isZero })
    }

    /// Counts anew where rights, people or attribute groups are others than those that the numbers count with.
    static func recount(_ project: ProjectRecord, isForced: Bool, on db: isolated Session) throws {
        guard project.isCalculated else { return }
        let now = try Rights.contributors(to: project, on: db)
        let counted = try contributors(of: project, on: db)
        guard isForced || now != counted else { return }
        try count(project, completes: false, on: db)
    }

    private static func contributors(of project: ProjectRecord, on db: isolated Session) throws -> [Contributor] {
        let rows = try db.query(ProjectStatements.contributors, project.id)
        var result: [Contributor] = []
        for row in 0..<rows.count {
            result.append(
                Contributor(
                    person: try rows.text(row, 0), userGroups: try rows.textArray(row, 1),
                    edits: Bits.words(try rows.byteArray(row, 2))))
        }
        return result
    }

    private static func add(_ tally: Tally, to project: ProjectRecord, on db: isolated Session) throws {
        let owner = tally.owner
        try db.execute(
            ProjectStatements.addTotals, project.id, tally.products, owner.toDo, owner.inProgress, owner.done)
        try add(tally.parts, to: project, on: db)
        let persons = tally.persons.indices.filter { !tally.persons[$0].isZero }
        try db.execute(
            ProjectStatements.addContributors, project.id, persons.map { tally.contributors[$0].person },
            persons.map { tally.persons[$0].toDo }, persons.map { tally.persons[$0].inProgress },
            persons.map { tally.persons[$0].done })
    }

    /// Adds numbers of attribute groups, by who may edit the products, to those that stand there.
    private static func add(_ parts: [Tally.Part], to project: ProjectRecord, on db: isolated Session) throws {
        var places: [Int32] = []
        var editors: [JSONB] = []
        var sums: [Sums] = []
        for part in parts {
            let names = try part.editors.map { try JSONB(encoding: $0) } ?? JSONB("null")
            for (place, numbers) in part.groups.enumerated() where !numbers.isZero {
                places.append(Int32(place))
                editors.append(names)
                sums.append(numbers)
            }
        }
        guard !places.isEmpty else { return }
        try db.execute(
            ProjectStatements.addGroups, project.id, places, editors, sums.map(\.toDo), sums.map(\.inProgress),
            sums.map(\.done))
    }
}
