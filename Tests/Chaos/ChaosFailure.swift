// SPDX-License-Identifier: Apache-2.0

/// Why a round could not be run at all.
struct ChaosFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
