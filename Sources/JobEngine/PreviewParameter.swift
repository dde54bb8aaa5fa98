// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// The parameter `preview`, by one meaning for every job that has it.
enum PreviewParameter {
    private struct Parameters: Decodable {
        var preview: Bool?
    }

    /// Whether an execution's parameters ask for a preview; the launch has made sure that it is true or false.
    static func isSet(in parameters: JSONB) -> Bool {
        // Parameters that cannot be read write nothing either.
        guard let known = try? parameters.decoded(as: Parameters.self) else { return true }
        return known.preview ?? false
    }
}
