// SPDX-License-Identifier: Apache-2.0

package import CatalogStore
package import JobEngine

extension ChangeOrigin {
    /// The execution of a task.
    package init(_ context: TaskContext) {
        self.init(executionID: context.executionID, owner: context.owner, month: context.month)
    }
}
