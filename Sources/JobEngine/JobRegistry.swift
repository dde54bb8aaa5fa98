// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
package import Postgres

/// The jobs that a worker can run, by name.
public struct JobRegistry: Sendable {
    /// The jobs, in the order given.
    public let jobs: [Job]
    /// What its workers do beside jobs.
    public let chores: [Chore]
    private let byName: [String: Job]

    /// Collects jobs; two with one name are a programmer's mistake.
    public init(_ jobs: [Job], chores: [Chore] = []) {
        self.jobs = jobs
        self.chores = chores
        byName = Dictionary(
            jobs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in preconditionFailure("two jobs \(first.name)") })
    }

    /// The job of this name, if the program has it.
    public subscript(name: String) -> Job? { byName[name] }

    /// Whether any step may be split, so that looking for ranges to take is worth a statement.
    package var hasSplittableSteps: Bool { jobs.contains { $0.steps.contains(where: \.mayBeSplit) } }

    /// The smallest range that any step is willing to have cut.
    package var splitMinimum: Int64 {
        jobs.flatMap(\.steps).filter(\.mayBeSplit).map(\.splitMinimum).min() ?? .max
    }

    /// What `job.register_jobs` takes: every job with its steps and parameters.
    package func registration() throws -> JSONB {
        let entries = try jobs.map { job in
            let parameters = try job.parameters.map { parameter in
                "\(try Self.quoted(parameter.name)):\(parameter.defaultValue)"
            }
            let rules = try job.parameters.flatMap { parameter in
                var own: [String] = []
                if let allowed = parameter.allowed {
                    own.append("\"in\":[\(allowed.joined(separator: ","))],\"folded\":\(parameter.isFolded)")
                }
                if let filter = parameter.filter { own.append("\"filter\":\(try Self.quoted(filter))") }
                let inner = parameter.within.sorted { $0.key < $1.key }.map { key, allowed in
                    (
                        "\(parameter.name).\(key)",
                        "\"in\":[\(allowed.joined(separator: ","))],\"folded\":\(parameter.isFolded)"
                    )
                }
                let all = (own.isEmpty ? [] : [(parameter.name, own.joined(separator: ","))]) + inner
                return try all.map { name, rule in "\(try Self.quoted(name)):{\(rule)}" }
            }
            let steps = try job.steps.map { step in
                """
                {"name":\(try Self.quoted(step.name)),"label":\(try Self.quoted(step.label)),\
                "unit":\(try step.unit.map(Self.quoted) ?? "null"),"checkpoint_version":\(step.checkpointVersion),\
                "is_planned":\(step.plan != nil),"may_be_split":\(step.mayBeSplit),"split_minimum":\(step.splitMinimum)}
                """
            }
            return """
                {"name":\(try Self.quoted(job.name)),"kind":\(try Self.quoted(job.kind.rawValue)),\
                "label":\(try Self.quoted(job.label)),"is_short":\(job.isShort),\
                "steps":[\(steps.joined(separator: ","))],"parameters":{\(parameters.joined(separator: ","))},\
                "rules":{\(rules.joined(separator: ","))}}
                """
        }
        return JSONB("[\(entries.joined(separator: ","))]")
    }

    /// What a worker says it can run: `{job: {step: checkpoint version}}`.
    package func abilities() throws -> JSONB {
        let byJob = Dictionary(
            uniqueKeysWithValues: jobs.map { job in
                (job.name, Dictionary(uniqueKeysWithValues: job.steps.map { ($0.name, $0.checkpointVersion) }))
            })
        return JSONB(Array(try JSONEncoder().encode(byJob)))
    }

    private static func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }
}
