// SPDX-License-Identifier: Apache-2.0

/// A program registered by a name, of one kind, with steps that run one after the other.
///
/// A job is a value: workers are given a list of them (`JobRegistry`), and each worker runs only the jobs it was given.
public struct Job: Sendable {
    /// The name by which it is launched, such as `csv_product_import`.
    public let name: String
    /// What it does to the catalogue.
    public let kind: JobKind
    /// What people read when a launch gives no label of its own.
    public let label: String
    /// All parameters it knows, each with its default.
    ///
    /// A launch with any other key is refused.
    public let parameters: [Parameter]
    /// The stages, in order.
    ///
    /// The first that does not end completed ends the execution.
    public let steps: [Step]
    /// Whether its tasks last milliseconds, so that workers may claim more than they have slots and complete them in groups.
    ///
    /// A short task that writes no chunk is completed without a transaction of its own: a killed worker's last tasks run
    /// again, which is right only where running twice does no harm. Only the first step of a short job may have a plan, and
    /// it is asked once: what completes groups asks no plan for a further phase.
    public let isShort: Bool

    /// Describes a job.
    ///
    /// It needs at least one step, and step names must differ.
    public init(
        name: String, kind: JobKind, label: String, parameters: [Parameter] = [], steps: [Step], isShort: Bool = false
    ) {
        precondition(!steps.isEmpty, "job \(name) has no step")
        precondition(Set(steps.map(\.name)).count == steps.count, "two steps of job \(name) have the same name")
        precondition(
            !isShort || steps.dropFirst().allSatisfy { $0.plan == nil },
            "job \(name) is short, so only its first step can be planned")
        precondition(
            steps.allSatisfy { !$0.isBare } || (isShort && steps.count == 1),
            "job \(name): only the one step of a short job can be bare")
        self.name = name
        self.kind = kind
        self.label = label
        self.parameters = parameters
        self.steps = steps
        self.isShort = isShort
    }

    /// The step of this ordinal, counted from 1; nil when this program has fewer.
    package func step(ordinal: Int) -> Step? {
        steps.indices.contains(ordinal - 1) ? steps[ordinal - 1] : nil
    }
}

/// A key that a launch may set, with the value it has when it does not.
public struct Parameter: Sendable {
    /// The key, `snake_case` or as files of the trade spell it.
    public let name: String
    /// The default as JSON text.
    ///
    /// An object that is not empty lists the only sub-keys that a launch may set.
    public let defaultValue: String
    /// The only values that it may have, as JSON texts; nil: any of the default's type.
    ///
    /// A launch with another one is refused, and so is a profile.
    public let allowed: [String]?
    /// Whether a text may be written in any case; the allowed ones are in lower case then.
    public let isFolded: Bool
    /// Of an object: the only values that its sub-keys may have, as JSON texts; those that are not named may have any.
    public let within: [String: [String]]
    /// Where a filter stands in it (`docs/filters.md`): the names of members with points between, empty: it is one itself;
    /// nil: it holds none.
    ///
    /// A launch checks the conditions against the catalogue. Completeness then means the parameter's own `structure.scope`
    /// and `structure.locales`.
    public let filter: String?

    /// Names a parameter; the default is JSON text, so a text needs its quotation marks.
    public init(
        _ name: String, default defaultValue: String, oneOf allowed: [String]? = nil, isFolded: Bool = false,
        within: [String: [String]] = [:], filter: String? = nil
    ) {
        self.name = name
        self.defaultValue = defaultValue
        self.allowed = allowed
        self.isFolded = isFolded
        self.within = within
        self.filter = filter
    }
}
