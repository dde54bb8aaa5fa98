// SPDX-License-Identifier: Apache-2.0

extension FamilyVariantEntry: Codable {
    /// The columns in which it is stored.
    enum CodingKeys: String, CodingKey {
        case code, family, labels
        case firstAxes = "variant_axes_1"
        case secondAxes = "variant_axes_2"
        case firstAttributes = "variant_attributes_1"
        case secondAttributes = "variant_attributes_2"
    }

    /// Reads the form in which it is stored.
    public init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            code: try row.decode(String.self, forKey: .code),
            family: try row.decode(String.self, forKey: .family),
            first: Level(
                axes: try row.decode([String].self, forKey: .firstAxes),
                attributes: try row.decode([String].self, forKey: .firstAttributes)),
            second: Level(
                axes: try row.decode([String].self, forKey: .secondAxes),
                attributes: try row.decode([String].self, forKey: .secondAttributes)),
            labels: try row.decode([String: String].self, forKey: .labels))
    }

    /// Writes the form in which it is stored.
    public func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(code, forKey: .code)
        try row.encode(family, forKey: .family)
        try row.encode(first.axes, forKey: .firstAxes)
        try row.encode(second.axes, forKey: .secondAxes)
        try row.encode(first.attributes, forKey: .firstAttributes)
        try row.encode(second.attributes, forKey: .secondAttributes)
        try row.encode(labels, forKey: .labels)
    }
}
