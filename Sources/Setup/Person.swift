// SPDX-License-Identifier: Apache-2.0

/// Somebody who works with Chantier: a role of PostgreSQL and what it may do.
public struct Person: Sendable, Hashable {
    /// What somebody may do.
    public enum Right: String, Sendable, CaseIterable {
        /// Launch jobs and follow them: member of `chantier_user`.
        case user
        /// Open others' executions by their full URL: member of `chantier_admin`.
        case admin
        /// Read the figures over all executions: member of `chantier_analyst`.
        case analyst

        /// The role that holds this right.
        var role: String { "chantier_\(rawValue)" }
    }

    /// The role.
    public var name: String
    /// What they may do, an administrator's right to launch included.
    public var rights: Set<Right>
    /// The groups they are in, by name.
    public var groups: [String]
    /// Whether the role may log in.
    public var mayLogIn: Bool
    /// A superuser, whom no rule of the database binds.
    public var isSuperuser: Bool

    /// Describes somebody.
    public init(name: String, rights: Set<Right>, groups: [String], mayLogIn: Bool, isSuperuser: Bool) {
        self.name = name
        self.rights = rights
        self.groups = groups
        self.mayLogIn = mayLogIn
        self.isSuperuser = isSuperuser
    }

    /// The rights in their usual order.
    public var rightNames: [String] { Right.allCases.filter(rights.contains).map(\.rawValue) }

    /// Whether a role may be a person: PostgreSQL's own roles and ours are none.
    public static func mayBeNamed(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 63 && !name.hasPrefix("pg_") && !ourRoles.contains(name)
            && !["public", "none"].contains(name) && !name.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    }

    private static let ourRoles: Set<String> = [
        "chantier_owner", "chantier_definer", "chantier_report", "chantier_worker", "chantier_user", "chantier_admin",
        "chantier_analyst", "chantier_web", "chantier_webuser", "chantier_webadmin",
    ]
}
