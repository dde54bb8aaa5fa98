// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct StructureHeaderTests {
    private func check<Entity: StructureEntity>(_ type: Entity.Type, _ names: String) -> StructureHeader {
        StructureHeader(
            names: names.split(separator: ";", omittingEmptySubsequences: false).map(String.init),
            columns: Entity.columns, definitions: Boutique.definitions)
    }

    @Test func `all errors of a header are listed together`() {
        let header = check(GroupEntry.self, "code;;code;colour;label-xx_XX")
        #expect(
            header.violations.map { "\($0.reason.rawValue): \($0.text)" } == [
                "empty_column_name: column 2 has no name",
                "duplicate_column: \"code\" stands twice",
                "unknown_column: \"colour\": not a column of these files",
                "unknown_column: \"label-xx_XX\": not a column of these files",
                "missing_column: \"type\" is missing",
            ])
    }

    @Test func `unknown columns of other structures are ignored, each with a note`() {
        let header = check(GroupTypeEntry.self, "code;is_variant;label-en_GB;label-xx_XX")
        #expect(header.violations.isEmpty)
        #expect(header.ignored == ["is_variant", "label-xx_XX"])
    }

    @Test func `names are compared exactly, but for outer blanks`() {
        #expect(check(GroupTypeEntry.self, " code ").violations.isEmpty)
        #expect(check(GroupTypeEntry.self, "Code").violations.map(\.reason) == [.missingColumn])
        #expect(check(GroupTypeEntry.self, "code;label-EN_gb").ignored == ["label-EN_gb"])
    }

    @Test func `trailing columns without a name are left to who reads the records`() {
        #expect(check(GroupTypeEntry.self, "code;label-en_GB;;").violations.isEmpty)
    }

    @Test func `some columns are passed over in silence`() {
        #expect(check(LocaleEntry.self, "code;activated").ignored.isEmpty)
        #expect(check(UserGroupEntry.self, "code;name").ignored.isEmpty)
        #expect(
            check(FamilyEntry.self, "code;dqi;dqi-score;requirements-web;requirements-nope").ignored == [
                "requirements-nope"
            ])
    }
}
