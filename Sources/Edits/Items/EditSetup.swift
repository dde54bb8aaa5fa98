// SPDX-License-Identifier: Apache-2.0

package import Catalog
import CatalogStore
import JobEngine
package import Postgres

/// What every task of an edit needs: what is to be done, and the structure of the catalogue by which it is judged.
package struct EditSetup: Sendable {
    /// What is done.
    package let operation: EditOperation
    /// What is done to each item.
    package let instructions: EditInstructions
    /// The catalogue's structure, as it was when the task began.
    let definitions: Definitions
    /// The record of a product.
    let product: EditRecord
    /// The record of a product model.
    let model: EditRecord

    /// Whether items must be handled one after the other, so that the result does not depend on the number of workers: each
    /// gives what only one item may have.
    var isOrdered: Bool { product.makesClaims || model.makesClaims }

    /// Which items a filter reaches beside those that it selects.
    package var reach: Reach { instructions.reach }

    /// Reads the structure and the actions, or throws a `StepFailure` with all that is wrong with them.
    package init(_ operation: EditOperation, parameters: JSONB, on db: isolated Session) throws {
        self.operation = operation
        definitions = try DefinitionsStore.load(on: db)
        var reader = EditReader(operation, definitions: definitions)
        guard let instructions = reader.read(parameters: parameters.bytes) else {
            throw EditFailure.invalidActions(reader.faults.joined(separator: "; "))
        }
        self.instructions = instructions
        do throws(EditRecord.Faults) {
            product = try EditRecord(.product, instructions, definitions: definitions)
            model = try EditRecord(.productModel, instructions, definitions: definitions)
        } catch {
            throw EditFailure.invalidActions(error.sentences.joined(separator: "; "))
        }
    }
}
