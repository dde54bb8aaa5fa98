// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// A project as the person who asks sees it.
package struct Project: Sendable, Hashable {
    package var code: String
    package var label: String
    package var description: String?
    package var owner: String
    /// Whether it is the reader's.
    package var isOwn: Bool
    package var channel: String
    package var locale: String
    /// Conditions on its products; none: all products.
    package var filters: JSONValue
    /// A day, `yyyy-mm-dd`.
    package var dueDate: String?
    /// Days until then; negative: over.
    package var daysLeft: Int?
    package var createdAt: PostgresTimestamp
    /// Nil: its first calculation has not ended.
    package var calculatedAt: PostgresTimestamp?
    package var updatedAt: PostgresTimestamp?
    /// Products by how far they are: all for its owner, else in what the reader may edit.
    package var sums: Sums
    package var url: String

    /// Products by how far they are.
    package struct Sums: Sendable, Hashable {
        package var toDo: Int64
        package var inProgress: Int64
        package var done: Int64

        package init(toDo: Int64 = 0, inProgress: Int64 = 0, done: Int64 = 0) {
            self.toDo = toDo
            self.inProgress = inProgress
            self.done = done
        }

        package var total: Int64 { toDo + inProgress + done }
        package var isComplete: Bool { done > 0 && toDo + inProgress == 0 }

        /// A share of all in whole percent, rounded down.
        package func ratio(_ count: Int64) -> Int64 { total == 0 ? 0 : count * 100 / total }

        init(_ rows: borrowing Rows, _ row: Int, from column: Int) throws {
            toDo = try rows.int64(row, column)
            inProgress = try rows.int64(row, column + 1)
            done = try rows.int64(row, column + 2)
        }
    }

    /// How far products are in one attribute group.
    package struct Group: Sendable, Hashable {
        package var code: String
        package var sums: Sums
    }

    /// How far somebody's products are.
    package struct Contributor: Sendable, Hashable {
        package var person: String
        package var userGroups: [String]
        package var sums: Sums
    }

    /// A product behind a number.
    package struct Product: Sendable, Hashable {
        package var number: Int64
        package var uuid: UUIDBytes
        package var identifier: String?
        package var family: String?
        /// `to_do`, `in_progress` or `done`.
        package var state: String
        package var required: Int64
        package var filled: Int64
    }

    /// The states of a product.
    package static let states = ["to_do", "in_progress", "done"]

    /// Own ones and those that the reader contributes to, the nearest due date first.
    package static func list(on db: isolated Session) throws -> [Project] {
        let rows = try db.query(Statements.projects, String?.none)
        var result: [Project] = []
        for row in 0..<rows.count { result.append(try Project(rows, row)) }
        return result
    }

    /// The one with this code, whatever its case.
    package static func find(_ code: String, on db: isolated Session) throws -> Project? {
        let rows = try db.query(Statements.projects, code)
        return rows.isEmpty ? nil : try Project(rows, 0)
    }

    /// Its attribute groups with something required, by their places, as the reader has them, or a contributor.
    package func groups(of contributor: String? = nil, on db: isolated Session) throws -> [Group] {
        let rows =
            try contributor.map { try db.query(Statements.projectGroupsOf, code, $0) }
            ?? db.query(Statements.projectGroups, code)
        var result: [Group] = []
        for row in 0..<rows.count {
            result.append(Group(code: try rows.text(row, 0), sums: try Sums(rows, row, from: 1)))
        }
        return result
    }

    /// Who contributes, by name: for its owner everybody, else the reader.
    package func contributors(on db: isolated Session) throws -> [Contributor] {
        let rows = try db.query(Statements.projectContributors, code)
        var result: [Contributor] = []
        for row in 0..<rows.count {
            result.append(
                Contributor(
                    person: try rows.text(row, 0), userGroups: try rows.textArray(row, 1),
                    sums: try Sums(rows, row, from: 2)))
        }
        return result
    }

    /// One person's part, nothing of it included; nil: they may edit nothing of it, or that is not the reader's to know.
    package func contributor(_ person: String, on db: isolated Session) throws -> Contributor? {
        let rows = try db.query(Statements.projectContributor, code, person)
        guard !rows.isEmpty else { return nil }
        return Contributor(
            person: try rows.text(0, 0), userGroups: try rows.textArray(0, 1), sums: try Sums(rows, 0, from: 2))
    }

    /// The products behind a number, by id: as a contributor has them, in one attribute group, of one state; nil: all.
    package func products(
        contributor: String?, group: String?, state: String?, after: Int64 = 0, limit: Int, on db: isolated Session
    ) throws -> [Product] {
        let rows = try db.query(Statements.projectProducts, code, contributor, group, state, after, Int32(limit))
        var result: [Product] = []
        for row in 0..<rows.count {
            result.append(
                Product(
                    number: try rows.int64(row, 0), uuid: try rows.uuid(row, 1),
                    identifier: try rows.optionalText(row, 2),
                    family: try rows.optionalText(row, 3), state: try rows.text(row, 4),
                    required: try rows.int64(row, 5),
                    filled: try rows.int64(row, 6)))
        }
        return result
    }

    // MARK: Acts

    /// What creating one came to.
    package struct Created: Sendable, Hashable {
        package var code: String
        package var url: String
        /// The calculation that was launched.
        package var execution: UUIDBytes
    }

    /// Makes a project, and launches its calculation.
    package static func create(
        label: String, channel: String, locale: String, filters: JSONB, dueDate: String?, description: String?,
        on db: isolated Session
    ) throws -> Created {
        let rows = try db.query(
            Statements.createProject, label, channel, locale, filters, dueDate, description)
        return Created(code: try rows.text(0, 0), url: try rows.text(0, 1), execution: try rows.uuid(0, 2))
    }

    /// Changes label, description and due date; answers whether anything differs.
    package static func change(_ code: String, changes: JSONB, on db: isolated Session) throws -> Bool {
        try db.query(Statements.changeProject, code, changes).text(0, 0) == "updated"
    }

    /// Deletes one; its executions stay.
    package static func delete(_ code: String, on db: isolated Session) throws {
        _ = try db.query(Statements.deleteProject, code)
    }
}

extension Project {
    fileprivate init(_ rows: borrowing Rows, _ row: Int) throws {
        code = try rows.text(row, 0)
        label = try rows.text(row, 1)
        description = try rows.optionalText(row, 2)
        owner = try rows.text(row, 3)
        isOwn = try rows.bool(row, 4)
        channel = try rows.text(row, 5)
        locale = try rows.text(row, 6)
        filters = try JSONValue(parsing: rows.json(row, 7).bytes)
        dueDate = try rows.optionalText(row, 8)
        daysLeft = try rows.optionalInt(row, 9)
        createdAt = try rows.timestamp(row, 10)
        calculatedAt = try rows.optionalTimestamp(row, 11)
        updatedAt = try rows.optionalTimestamp(row, 12)
        sums = try Sums(rows, row, from: 13)
        url = try rows.text(row, 16)
    }
}

extension Statements {
    fileprivate static let projects = Statement(
        "projects",
        """
        select p.code, p.label, p.description, p.owner, p.is_own, p.channel, p.locale, p.filters, p.due_date::text, p.days_left,
               p.created_at, p.calculated_at, p.updated_at, p.products_to_do, p.products_in_progress, p.products_done, p.url
          from tracker.my_project p
         where $1::text is null or p.code = lower($1)
         order by p.due_date, p.code
        """)
    fileprivate static let projectGroups = Statement(
        "project groups",
        """
        select g.attribute_group, g.products_to_do, g.products_in_progress, g.products_done
          from tracker.my_project_group g where g.code = $1 order by g.place
        """)
    fileprivate static let projectGroupsOf = Statement(
        "project groups of a contributor",
        """
        select g.attribute_group, g.products_to_do, g.products_in_progress, g.products_done
          from tracker.my_project_contributor_group g where g.code = $1 and g.person = $2 order by g.place
        """)
    fileprivate static let projectContributors = Statement(
        "project contributors of",
        """
        select c.person, c.user_groups, c.products_to_do, c.products_in_progress, c.products_done
          from tracker.my_project_contributor c where c.code = $1 order by c.person
        """)
    /// Also somebody who has no product to work on.
    fileprivate static let projectContributor = Statement(
        "project contributor",
        """
        select c.person, c.user_groups, c.products_to_do, c.products_in_progress, c.products_done
          from tracker.project_contributor c
          join tracker.project p on p.id = c.project_id
         where p.code = $1 and c.person = $2
        """)
    fileprivate static let projectProducts = Statement(
        "products of project", "select * from tracker.project_products($1, $2, $3, $4, $5, $6)")
    fileprivate static let createProject = Statement(
        "create project",
        "select c.code, c.url, c.id from tracker.create_project($1, $2, $3, $4, $5::text::date, $6) as c")
    fileprivate static let changeProject = Statement("change project", "select tracker.change_project($1, $2)")
    fileprivate static let deleteProject = Statement("delete project", "select tracker.delete_project($1)")
}
