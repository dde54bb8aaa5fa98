// SPDX-License-Identifier: Apache-2.0

/// How a family's products vary, as a file brings it.
public struct FamilyVariantEntry: StructureEntity {
    /// How many axes a level may have.
    public static let maximumAxes = 5

    /// One level of variants.
    public struct Level: Sendable, Equatable {
        /// The sorted codes of the attributes by which its items differ; never change.
        public var axes: [String]
        /// The sorted codes of its attributes, axes included.
        public var attributes: [String]

        /// Puts a level together from what is stored.
        public init(axes: [String] = [], attributes: [String] = []) {
            self.axes = axes
            self.attributes = attributes
        }
    }

    /// Its code.
    public let code: String
    /// The code of its family; never changes.
    public var family: String
    /// The first level; the only one when `second` has no axis.
    public var first: Level
    /// The second level; without axes there is none.
    public var second: Level
    /// Locale to label.
    public var labels: [String: String]

    /// Puts a family variant together from what is stored.
    public init(
        code: String, family: String = "", first: Level = Level(), second: Level = Level(),
        labels: [String: String] = [:]
    ) {
        self.code = code
        self.family = family
        self.first = first
        self.second = second
        self.labels = labels
    }

    static let axes = ["variant-axes_1", "variant-axes_2"]
    static let sets = ["variant-attributes_1", "variant-attributes_2"]

    /// The columns of family variant files.
    public static let columns = StructureColumns(
        required: ["code", "family", axes[0]], optional: [axes[1]] + sets,
        anyPrefixes: ["variant-axes_", "variant-attributes_"])

    /// The folded code.
    public var key: String { folded(code) }
    /// The code.
    public var name: String { code }
}
