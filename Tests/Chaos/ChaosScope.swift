// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// What all tests of the suite share: the database that they copy, and what an undisturbed run leaves and takes.
struct ChaosScene: Sendable {
    let base: ChaosBase
    /// What one worker alone has left.
    let undisturbed: Fingerprint
    /// How long it took, from its first task on.
    let duration: Duration

    /// The running suite's.
    @TaskLocal static var bound: ChaosScene?

    static var current: ChaosScene {
        get throws {
            guard let bound else { throw ChaosFailure("this test stands outside a suite with .chaosScene") }
            return bound
        }
    }

    /// Makes the base on a server and runs the import once with one worker.
    static func make(on server: ConnectionOptions) async throws -> ChaosScene {
        let base = try await ChaosBase.make(on: server)
        do {
            return try await ChaosRun.with(base) { run in
                let duration = try await run.working(1) { _ in
                    try await run.untilBegun()
                    let began = ContinuousClock.now
                    try await run.untilEnded()
                    return ContinuousClock.now - began
                }
                return ChaosScene(base: base, undisturbed: try await run.fingerprint(), duration: duration)
            }
        } catch {
            try await base.drop()
            throw error
        }
    }
}

/// Makes the scene once for a suite, and drops it behind the suite's last test.
struct ChaosSceneTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        let scene = try await ChaosScene.make(on: try TestServer.options())
        let result = await outcome { try await ChaosScene.$bound.withValue(scene) { try await function() } }
        try await scene.base.drop()
        try result.get()
    }
}

extension Trait where Self == ChaosSceneTrait {
    /// A catalogue ready to be imported, and what an undisturbed import of it leaves.
    static var chaosScene: Self { ChaosSceneTrait() }
}
