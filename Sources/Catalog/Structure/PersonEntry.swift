// SPDX-License-Identifier: Apache-2.0

/// A person as a file of users brings it: a row and its groups, no login, no right and no password.
public struct PersonEntry: StructureEntity {
    /// The name by which the other system knows them.
    public let username: String
    /// E-mail address.
    public var email: String?
    /// First name.
    public var firstName: String?
    /// Last name.
    public var lastName: String?
    /// What stands before the name.
    public var namePrefix: String?
    /// Middle name.
    public var middleName: String?
    /// What stands behind the name.
    public var nameSuffix: String?
    /// Telephone number.
    public var phone: String?
    /// The sorted codes of their roles.
    public var roles: [String] = []
    /// The sorted names of their groups.
    public var groups: [String] = []
    /// Whether the other system lets them in.
    public var enabled = true
    /// Time zone.
    public var timezone: String?
    /// Locale in which they see the catalogue.
    public var catalogDefaultLocale: String?
    /// Language of their screens.
    public var userDefaultLocale: String?
    /// Channel for which they see the catalogue.
    public var catalogDefaultScope: String?
    /// Root category that they see first.
    public var defaultCategoryTree: String?
    /// Path of their picture.
    public var avatar: String?
    /// What they work as.
    public var profile: String?
    /// Filters that they see first.
    public var productGridFilters: String?

    /// Starts a person with nothing but a name.
    public init(username: String) {
        self.username = username
    }

    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case username, email, phone, roles, groups, enabled, timezone, avatar, profile
        case firstName = "first_name"
        case lastName = "last_name"
        case namePrefix = "name_prefix"
        case middleName = "middle_name"
        case nameSuffix = "name_suffix"
        case catalogDefaultLocale = "catalog_default_locale"
        case userDefaultLocale = "user_default_locale"
        case catalogDefaultScope = "catalog_default_scope"
        case defaultCategoryTree = "default_category_tree"
        case productGridFilters = "product_grid_filters"
    }

    /// The columns of user files.
    ///
    /// The scan takes a column `password` out of the file before it gets here.
    public static let columns = StructureColumns(
        key: ["username"], required: ["username"],
        optional: [
            "email", "first_name", "last_name", "name_prefix", "middle_name", "name_suffix", "phone", "roles", "groups",
            "enabled", "timezone", "catalog_default_locale", "user_default_locale", "catalog_default_scope",
            "default_category_tree", "avatar", "profile", "product_grid_filters",
        ], localePrefixes: [], emptyCell: .resets)

    /// Reads a record onto what is stored.
    public static func read(_ cells: inout StructureCells, onto stored: PersonEntry?) -> PersonEntry {
        var entry =
            stored ?? PersonEntry(username: cells.code("username", stored: nil, longest: 255, rule: .name))
        cells.text("email", &entry.email)
        if let email = entry.email {
            let bytes = Array(email.utf8)
            if !ValuePattern.isEmail(bytes.span) {
                cells.refuse(.invalidEmail, "email", email, "not an e-mail address")
            }
        }
        cells.text("first_name", &entry.firstName)
        cells.text("last_name", &entry.lastName)
        cells.text("name_prefix", &entry.namePrefix)
        cells.text("middle_name", &entry.middleName)
        cells.text("name_suffix", &entry.nameSuffix)
        cells.text("phone", &entry.phone)
        cells.text("timezone", &entry.timezone)
        cells.text("avatar", &entry.avatar)
        cells.text("profile", &entry.profile)
        cells.text("product_grid_filters", &entry.productGridFilters, longest: 65_535)
        cells.flag("enabled", &entry.enabled, default: true)
        entry.takeReferences(&cells)
        return entry
    }

    private mutating func takeReferences(_ cells: inout StructureCells) {
        let definitions = cells.definitions
        cells.list("roles", &roles, .unknownRole, "role") { definitions.userRole($0) }
        cells.list("groups", &groups, .unknownUserGroup, "user group") { definitions.userGroup($0) }
        cells.one("catalog_default_locale", &catalogDefaultLocale, .unknownLocale, "locale") { definitions.locale($0) }
        // The language of screens need not be one of the catalogue.
        cells.one("user_default_locale", &userDefaultLocale, .unknownLocale, "locale") {
            definitions.locale($0) ?? (CodeRule.locale.accepts($0) ? $0 : nil)
        }
        cells.one("catalog_default_scope", &catalogDefaultScope, .unknownChannel, "channel") {
            definitions.channel($0)?.code
        }
        cells.one("default_category_tree", &defaultCategoryTree, .unknownCategory, "category") {
            definitions.category($0)
        }
        if let tree = defaultCategoryTree, !definitions.isRootCategory(tree) {
            cells.refuse(.notARootCategory, "default_category_tree", tree, "\(quoted(tree)) is not the root of a tree")
        }
    }

    /// The folded name.
    public var key: String { folded(username) }
    /// The name.
    public var name: String { username }
}

extension StructureCells {
    /// A text; an empty cell removes it.
    fileprivate mutating func text(_ column: String, _ property: inout String?, longest: Int = 255) {
        switch cell(column) {
        case .untouched: break
        case .reset: property = nil
        case .filled(let value):
            let length = value.unicodeScalars.count
            if length > longest { refuse(.textTooLong, column, value, "\(length) characters, allowed \(longest)") }
            property = value
        }
    }

    /// A code of something else; an empty cell removes it.
    fileprivate mutating func one(
        _ column: String, _ property: inout String?, _ reason: Reason, _ what: String, _ find: (String) -> String?
    ) {
        switch cell(column) {
        case .untouched: break
        case .reset: property = nil
        case .filled(let value): property = reference(column, value, reason, what, find)
        }
    }

    /// A list of codes of something else; an empty cell empties it.
    fileprivate mutating func list(
        _ column: String, _ property: inout [String], _ reason: Reason, _ what: String, _ find: (String) -> String?
    ) {
        switch cell(column) {
        case .untouched: break
        case .reset: property = []
        case .filled(let value): property = references(column, value, reason, what, find)
        }
    }
}
