// SPDX-License-Identifier: Apache-2.0

package import Postgres
package import Setup
package import Tracking

extension Context {
    /// Reads one project; throws with the code for “not found or not visible”.
    package func project(_ code: String, doing: String, on db: isolated Session) throws -> Project {
        guard let found = try Project.find(code, on: db) else { throw noProject(doing) }
        return found
    }

    /// The one refusal: for what does not exist and for what is somebody else's.
    package func noProject(_ doing: String) -> ProgramFailure {
        ProgramFailure(
            doing, reason: language("there is no such project of yours.", "aucun projet à vous de ce nom."),
            action: language("“tracker project” names yours.", "« tracker project » nomme les vôtres."), code: .notFound
        )
    }

    /// Somebody does not contribute, or that is not the reader's to know.
    package func noContributor(_ person: String, _ doing: String) -> ProgramFailure {
        ProgramFailure(
            doing,
            reason: language(
                "“\(person)” contributes nothing to it that you may see.",
                "« \(person) » n'y contribue en rien que vous puissiez voir."), code: .notFound)
    }
}
