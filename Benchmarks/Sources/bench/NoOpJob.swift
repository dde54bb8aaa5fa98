// SPDX-License-Identifier: Apache-2.0

import Glibc
import JobEngine
import Postgres

/// A job of one step that does nothing: what remains is the engine.
enum NoOpJob {
    static let name = "bench_no_op"

    /// The job; when told to, each task says on stdout when it began, in seconds of the machine's clock.
    static func make(saysWhenItBegins: Bool) -> Job {
        Job(
            name: name, kind: .massEdit, label: "No operation",
            steps: [
                Step(name: "nothing", label: "Nothing", isBare: true) { _, _ in
                    guard saysWhenItBegins else { return }
                    let line = Array("\(monotonicSeconds())\n".utf8)
                    _ = write(1, line, line.count)
                }
            ],
            isShort: true)
    }
}
