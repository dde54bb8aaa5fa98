// SPDX-License-Identifier: Apache-2.0

import Postgres

@testable import CatalogStore

/// A uuid as the writer makes it, as text.
enum UUIDBytesSample {
    static func random() -> String { UUIDBytes.random().description }
}
