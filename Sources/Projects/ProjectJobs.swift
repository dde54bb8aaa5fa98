// SPDX-License-Identifier: Apache-2.0

import CatalogStore
public import JobEngine
import Postgres

/// The jobs of the kind project, and what workers do for projects beside jobs.
public enum ProjectJobs {
    /// The jobs.
    public static let all = [calculation, refresh]

    /// What keeps numbers up to date while products change.
    public static let chores = [
        Chore(name: "projects", interval: .milliseconds(300)) { RefreshChore() }
    ]

    /// More tasks than this share no better.
    private static let maximumTasks = 16
    /// Ids that are worth a task of their own.
    private static let idsPerTask: Int64 = 20_000

    private struct Parameters: Decodable {
        var code: String

        enum CodingKeys: String, CodingKey {
            case code = "project_code"
        }
    }

    private static let parameters = [Parameter("project_code", default: #""""#)]

    private static let calculation = Job(
        name: "project_calculation", kind: .project, label: "Calculate a project", parameters: parameters,
        steps: [
            Step(
                name: "calculate", label: "Calculate", unit: "products",
                plan: { context, db in
                    switch context.phase {
                    case 0, 2: return StepPlan(tasks: [TaskPlan()])
                    case 1:
                        let highest = try FilterStore.highestID(.products, on: db)
                        guard highest > 0 else { return StepPlan(tasks: [TaskPlan(rangeStart: 1)]) }
                        var plan = StepPlan.ranges(
                            of: 1..<highest + 1, count: maximumTasks, minimum: idsPerTask)
                        plan.total = nil
                        return plan
                    default: return .none
                    }
                },
                run: { context, db in
                    let code = try context.parameters(as: Parameters.self).code
                    let task = CalculateTask(context: context, code: code)
                    switch context.phase {
                    case 0: try await task.prepare(on: db)
                    case 1: try await task.measure(on: db)
                    default: try await task.count(on: db)
                    }
                })
        ])

    /// What the chore does, as an execution that can be waited for.
    private static let refresh = Job(
        name: "refresh_project_completeness_calculation", kind: .project, label: "Refresh a project",
        parameters: parameters,
        steps: [
            Step(name: "refresh", label: "Refresh", unit: "products") { context, db in
                let code = try context.parameters(as: Parameters.self).code
                guard try ProjectRecord.find(code, of: context.executionID, on: db) != nil else {
                    throw ProjectFailure.gone(code)
                }
                var refresh = Refresh()
                while !context.isFinished {
                    refresh = try await context.chunk(on: db) { chunk in
                        var next = refresh
                        let count = try next.run(on: db)
                        chunk.counters.read = count ?? 0
                        chunk.counters.done = count ?? 0
                        chunk.position += count ?? 0
                        if count == nil { chunk.finish() }
                        return next
                    }
                }
            }
        ])
}
