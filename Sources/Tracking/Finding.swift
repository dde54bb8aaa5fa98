// SPDX-License-Identifier: Apache-2.0

package import Setup

/// One thing that a doctor has looked at.
package struct Finding: Sendable, Hashable {
    /// How it stands.
    package enum State: String, Sendable, Hashable, CaseIterable {
        case ok
        /// Works, and somebody should know.
        case warning
        /// Does not work.
        case problem
        /// Could not be looked at.
        case skipped
    }

    /// A sentence in both languages; programs get the English one.
    package struct Text: Sendable, Hashable {
        package var english: String
        package var french: String

        package init(_ english: String, _ french: String) {
            self.english = english
            self.french = french
        }

        package func callAsFunction(_ language: Language) -> String { language(english, french) }
    }

    /// The stable name of the check.
    package var check: String
    /// What people call it.
    package var title: Text
    package var state: State
    package var message: Text
    /// What to do; nil when there is nothing to be done.
    package var action: Text?

    package init(_ check: String, _ title: Text, _ state: State, _ message: Text, action: Text? = nil) {
        self.check = check
        self.title = title
        self.state = state
        self.message = message
        self.action = action
    }
}
