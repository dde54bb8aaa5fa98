// SPDX-License-Identifier: Apache-2.0

/// Rules of users and of reference data.
enum PeopleRules {
    static let areas: [StructureRuleTests.Area] = [
        .init(
            entity: "user",
            columns: [
                "username", "email", "first_name", "roles", "groups", "enabled", "catalog_default_locale",
                "user_default_locale", "catalog_default_scope", "default_category_tree",
            ],
            neighbour: {
                ["username": "n\($0)", "roles": "role_edit", "groups": "EDITORS", "user_default_locale": "de_CH"]
            },
            rules: [
                Rule("missing_value", ["email": "a@b.example"], at: "username", says: "required cell empty"),
                Rule("invalid_code", ["username": "a\u{7}b"], at: "username", says: "no line end or control character"),
                Rule(
                    "invalid_email", ["username": "u1", "email": "nobody"], at: "email", says: "not an e-mail address"),
                Rule(
                    "text_too_long", ["username": "u2", "first_name": String(repeating: "f", count: 256)],
                    at: "first_name", String(repeating: "f", count: 199) + "…", says: "256 characters, allowed 255"),
                Rule(
                    "unknown_role", ["username": "u3", "roles": "ROLE_EDIT,ROLE_X"], at: "roles", "ROLE_X",
                    says: #"no role "ROLE_X""#),
                Rule(
                    "unknown_user_group", ["username": "u4", "groups": "Readers"], at: "groups",
                    says: #"no user group "Readers""#),
                Rule("invalid_flag", ["username": "u5", "enabled": "yes"], at: "enabled", says: "must be 1 or 0"),
                Rule(
                    "unknown_locale", ["username": "u6", "catalog_default_locale": "de_CH"],
                    at: "catalog_default_locale", says: #"no locale "de_CH""#),
                Rule(
                    "unknown_locale", ["username": "u7", "user_default_locale": "german"], at: "user_default_locale",
                    says: #"no locale "german""#),
                Rule(
                    "unknown_channel", ["username": "u8", "catalog_default_scope": "radio"],
                    at: "catalog_default_scope", says: #"no channel "radio""#),
                Rule(
                    "not_a_root_category", ["username": "u9", "default_category_tree": "lights"],
                    at: "default_category_tree", says: "not the root of a tree"),
                Rule(
                    "unknown_category", ["username": "u10", "default_category_tree": "attic"],
                    at: "default_category_tree", says: #"no category "attic""#),
            ],
            count:
                "select count(*)::text from catalog.person where roles = '{ROLE_EDIT}' and groups = '{Editors}' and enabled"
        ),
        .init(
            entity: "reference_data", columns: ["list", "code", "label-en_US"],
            neighbour: { ["list": "Fabrics", "code": "n\($0)"] },
            rules: [
                Rule(
                    "missing_value", ["list": "fabrics", "label-en_US": "x"], at: "code", says: "required cell empty"),
                Rule("missing_value", ["code": "silk"], at: "list", says: "required cell empty"),
                Rule("invalid_code", ["list": "fabrics", "code": "a-b"], at: "code", says: "only letters, digits"),
                Rule(
                    "label_too_long",
                    ["list": "fabrics", "code": "r1", "label-en_US": String(repeating: "l", count: 101)],
                    at: "label-en_US", says: "101 characters, allowed 100"),
            ], count: "select count(*)::text from catalog.reference_data where code ~ '^n'"),
    ]
}
