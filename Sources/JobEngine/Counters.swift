// SPDX-License-Identifier: Apache-2.0

/// What was counted: the standard counters of every job, and those that a job adds.
///
/// Where items go into the catalogue, read = created + updated + unchanged + skipped + invalid. Names in `more` refine one
/// of the standard ones (`superseded` is part of skipped); they are not added to it.
public struct Counters: Sendable, Equatable {
    /// Items handled, in the unit of the step: what the progress bar shows.
    public var done: Int64 = 0
    /// Records reached, or items selected.
    public var read: Int64 = 0
    /// Written new.
    public var created: Int64 = 0
    /// Written with a difference.
    public var updated: Int64 = 0
    /// Not written, since nothing differed.
    public var unchanged: Int64 = 0
    /// Passed over although not faulty.
    public var skipped: Int64 = 0
    /// Refused, each with at least one warning.
    public var invalid: Int64 = 0
    /// Put into an output file.
    public var written: Int64 = 0
    /// Counters of the job's own, by name.
    public var more: [String: Int64] = [:]

    /// Nothing counted yet.
    public init() {}

    /// Adds each counter.
    public static func += (left: inout Counters, right: Counters) {
        left.done += right.done
        left.read += right.read
        left.created += right.created
        left.updated += right.updated
        left.unchanged += right.unchanged
        left.skipped += right.skipped
        left.invalid += right.invalid
        left.written += right.written
        for (name, count) in right.more { left.more[name, default: 0] += count }
    }

    /// The sum of both.
    public static func + (left: Counters, right: Counters) -> Counters {
        var sum = left
        sum += right
        return sum
    }

    /// What a preview counts: nothing is created, updated or deleted, it only would be.
    mutating func becomeOutlook() {
        for (name, count) in [("would_create", created), ("would_update", updated)] where count != 0 {
            more[name, default: 0] += count
        }
        let deletions = more.filter { $0.key.hasPrefix("deleted_") }
        for (name, count) in deletions {
            more["would_delete", default: 0] += count
            more[name] = nil
        }
        created = 0
        updated = 0
    }
}
