// SPDX-License-Identifier: Apache-2.0

/// Which statements a connection has prepared, and under which names.
///
/// The server-side name carries a hash of the text and of the parameters' types, so that behind a transaction pooler a
/// statement of the same name prepared by another client is the same statement.
struct StatementCache {
    private struct Entry {
        var sql: String
        var types: [UInt32]
        var serverName: String
    }

    private var entries: [String: [Entry]] = [:]
    private(set) var count = 0
    private var generations: [String: Int] = [:]
    /// Beyond this many the client is plainly not using constants: the rest run unprepared.
    static let limit = 1_000

    func serverName(of statement: Statement, types: [UInt32]) -> String? {
        entries[statement.name]?.first { $0.types == types && $0.sql == statement.sql }?.serverName
    }

    mutating func insert(_ statement: Statement, types: [UInt32], serverName: String) {
        entries[statement.name, default: []].append(Entry(sql: statement.sql, types: types, serverName: serverName))
        count += 1
    }

    /// Forgets a statement that the server refused to run in the prepared form.
    mutating func remove(_ statement: Statement, for error: PostgresError) {
        // One that is there already is as good as ours.
        guard error.state != .duplicatePreparedStatement else { return }
        // One with an outdated plan still has its name: the next needs another.
        if error.state != .invalidSQLStatementName { generations[statement.name, default: 0] += 1 }
        count -= entries.removeValue(forKey: statement.name)?.count ?? 0
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        generations.removeAll(keepingCapacity: true)
        count = 0
    }

    /// At most 63 bytes, more the server does not distinguish.
    func makeServerName(_ statement: Statement, types: [UInt32]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for byte in statement.sql.utf8 { mix(byte) }
        for type in types { for shift in [0, 8, 16, 24] { mix(UInt8(truncatingIfNeeded: type >> UInt32(shift))) } }
        let digits = String(hash, radix: 16)
        let name = String(decoding: statement.name.utf8.prefix(40).filter { $0 < 128 && $0 > 32 }, as: UTF8.self)
        return name + "_" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
            + (generations[statement.name].map { "_\($0)" } ?? "")
    }
}
