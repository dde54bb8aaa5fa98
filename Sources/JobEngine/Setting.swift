// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// What the operator has set for all workers: rows of `tracker.setting`.
public enum Setting: String, Sendable {
    /// The largest file that is taken, in bytes.
    case maximumUpload = "max_upload"
    /// The directories of the workers' hosts from which files may be read.
    case storageDirectories = "storage_directories"
    /// The directories of the workers' hosts into which exports may be put.
    case exportDirectories = "export_directories"

    /// The setting's value; nil when it is not set or of another form.
    public func value<Value: Decodable>(as type: Value.Type, on db: isolated Session) throws -> Value? {
        let rows = try db.query(SettingStatements.value, rawValue)
        guard !rows.isEmpty, let value = try rows.optionalJSON(0, 0) else { return nil }
        return try? value.decoded(as: type)
    }
}

enum SettingStatements {
    static let value = Statement("setting", "select s.value from tracker.setting s where s.key = $1")
}
