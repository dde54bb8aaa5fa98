// SPDX-License-Identifier: Apache-2.0

import CatalogStore
import JobEngine

extension ChangeOrigin {
    /// The execution of a task.
    init(_ context: TaskContext) {
        self.init(executionID: context.executionID, owner: context.owner, month: context.month)
    }
}
