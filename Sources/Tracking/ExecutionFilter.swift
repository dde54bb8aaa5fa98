// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Which of one's own executions to list, and in what order.
package struct ExecutionFilter: Sendable, Hashable {
    /// Empty: all; so for the next ones.
    package var kinds: [String]
    package var statuses: [String]
    package var colours: [String]
    /// `*` and `?` stand for any characters and any one.
    package var job: String?
    package var profile: String?
    package var since: Moment?
    package var until: Moment?
    /// All of them must stand in the label, the job's name or the profile.
    package var words: [String]
    package var sort: Sort
    /// The execution behind which the page begins.
    package var after: UUIDBytes?
    package var limit: Int

    /// How far back an unfiltered list goes.
    package static let window = Moment.ago(.seconds(7 * 86_400))

    package init(
        kinds: [String] = [], statuses: [String] = [], colours: [String] = [], job: String? = nil,
        profile: String? = nil,
        since: Moment? = window, until: Moment? = nil, words: [String] = [], sort: Sort = .usual,
        after: UUIDBytes? = nil,
        limit: Int = 25
    ) {
        self.kinds = kinds
        self.statuses = statuses
        self.colours = colours
        self.job = job
        self.profile = profile
        self.since = since
        self.until = until
        self.words = words
        self.sort = sort
        self.after = after
        self.limit = limit
    }

    /// A point in time.
    package enum Moment: Sendable, Hashable {
        /// So long before now, by the database's clock.
        case ago(Duration)
        case at(PostgresTimestamp)
    }

    /// An order; those with `-` begin at the end.
    package enum Sort: String, Sendable, Hashable, CaseIterable {
        /// What nobody has begun yet, then the newest.
        case usual = ""
        case created, started, ended, took
        case newest = "-created"
        case lastStarted = "-started"
        case lastEnded = "-ended"
        case longest = "-took"

        var isDescending: Bool { self == .usual || rawValue.hasPrefix("-") }

        /// What is compared; what has not happened yet is later than everything.
        var key: String {
            switch self {
            case .usual, .created, .newest: "e.created_at"
            case .started, .lastStarted: "coalesce(e.started_at, 'infinity')"
            case .ended, .lastEnded: "coalesce(e.ended_at, 'infinity')"
            case .took, .longest: "coalesce(e.duration_s, e.elapsed_s, 0)"
            }
        }
    }

    /// Whether anything but the time narrows the list.
    package var isNarrowed: Bool {
        !kinds.isEmpty || !statuses.isEmpty || !colours.isEmpty || job != nil || profile != nil || !words.isEmpty
            || until != nil
    }
}

/// The text of a statement whose conditions are known at run time only, with its parameters.
struct StatementText {
    private(set) var parameters: [(any PostgresEncodable)?] = []

    /// Binds a value and returns its place in the text.
    mutating func bind(_ value: any PostgresEncodable) -> String {
        parameters.append(value)
        return "$\(parameters.count)"
    }

    /// The conditions of a filter on `e`, which is `tracker.my_entry`; each begins with “and”.
    ///
    /// One value is compared by `=`, so that an index on (owner, value, created_at) also gives the order.
    mutating func conditions(_ filter: ExecutionFilter) -> String {
        var text = ""
        for (column, values) in [("kind", filter.kinds), ("status", filter.statuses), ("colour", filter.colours)] {
            if values.count == 1 {
                text += " and e.\(column) = \(bind(values[0]))"
            } else if !values.isEmpty {
                text += " and e.\(column) = any (\(bind(values)))"
            }
        }
        // What is blue has not ended: that condition has an index.
        if filter.colours == ["blue"] {
            text += " and e.status = any (\(bind(ExecutionStatus.live)))"
        }
        if let job = filter.job { text += " and e.job like \(bind(Self.pattern(glob: job)))" }
        if let profile = filter.profile { text += " and e.profile = \(bind(profile))" }
        if let since = filter.since { text += " and e.created_at >= \(time(since))" }
        if let until = filter.until { text += " and e.created_at < \(time(until))" }
        for word in filter.words {
            text += " and concat_ws(' ', e.label, e.job, e.profile) ilike \(bind("%\(Self.literal(word))%"))"
        }
        return text
    }

    private mutating func time(_ moment: ExecutionFilter.Moment) -> String {
        switch moment {
        case .ago(let duration): "tracker._now() - \(bind(duration))"
        case .at(let time): bind(time)
        }
    }

    private static func literal(_ text: String) -> String {
        text.map { "\\%_".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    }

    static func pattern(glob: String) -> String {
        glob.map { $0 == "*" ? "%" : $0 == "?" ? "_" : literal(String($0)) }.joined()
    }
}
