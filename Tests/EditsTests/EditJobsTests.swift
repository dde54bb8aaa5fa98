// SPDX-License-Identifier: Apache-2.0

import Edits
import JobEngine
import Testing

@Suite struct EditJobsTests {
    @Test func `every job is of the kind mass edit`() {
        #expect(EditJobs.all.allSatisfy { $0.kind == .massEdit })
    }
}
