// SPDX-License-Identifier: Apache-2.0

internal import CLibpq
internal import Glibc

extension Connection {
    /// Runs a COPY … FROM STDIN with the data that `body` writes; returns how many rows were copied.
    ///
    /// When `body` throws, the COPY fails at the server and the body's error is thrown. An error of the server shows when all
    /// data was written. A table under row-level security cannot be copied into.
    public mutating func copyIn(
        _ statement: Statement, _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        try startCopy(statement, expecting: PGRES_COPY_IN)
        defer { finish() }
        guard let raw = unsafe raw else { throw Self.disconnected(statement.name) }
        var writer = unsafe CopyWriter(raw, answerLimit: options.answerLimit)
        do {
            try body(&writer)
            try writer.close()
        } catch {
            if writer.isLost, let error = error as? PostgresError { throw settled(error, statement.name) }
            _ = unsafe PQputCopyEnd(raw, "the client ended the copy")
            // The server's answer can only be that the copy was ended; the reason is the body's.
            _ = try? readResults(statement.name)
            throw error
        }
        _ = unsafe PQputCopyEnd(raw, nil)
        return try readResults(statement.name).affectedCount
    }

    /// Runs a COPY … TO STDOUT and lends each row's bytes to `body`; returns how many rows there were.
    ///
    /// In text and CSV format a call gets one row with its line break; in binary the first also holds the header. When `body`
    /// throws, the statement is cancelled and the body's error is thrown.
    public mutating func copyOut(
        _ statement: Statement, _ body: (RawSpan) throws -> Void
    ) throws -> Int {
        try startCopy(statement, expecting: PGRES_COPY_OUT)
        defer { finish() }
        var isLost = false
        do {
            while try lendNextRow(&isLost, body) {}
        } catch {
            if isLost, let error = error as? PostgresError { throw settled(error, statement.name) }
            flight.cancel(refusingFurther: false)
            do {
                while try lendNextRow(&isLost, { _ in }) {}
                _ = try readResults(statement.name)
            } catch {
                // The cancelled statement's own error: expected, and the body's says more.
                if isLost { close() }
            }
            throw error
        }
        return try readResults(statement.name).affectedCount
    }

    private mutating func startCopy(_ statement: Statement, expecting wanted: ExecStatusType) throws(PostgresError) {
        try start(statement.name)
        do throws(PostgresError) {
            guard unsafe PQsendQuery(raw, statement.sql) == 1 else { throw sendFailure(statement.name) }
            try flush()
            guard let result = unsafe try nextResult() else { throw lost(connectionMessage(), statement.name) }
            let rows = unsafe Rows(owning: result, statement: statement.name)
            let status = unsafe PQresultStatus(result)
            if status == wanted { return }
            if status == PGRES_FATAL_ERROR {
                let failure = unsafe PostgresError(result: result, statement: statement.name)
                while let rest = unsafe try nextResult() { unsafe PQclear(rest) }
                throw failure
            }
            // Another statement than the wanted COPY: ended properly, then refused.
            try leaveCopy(status)
            while let rest = unsafe try nextResult() { unsafe PQclear(rest) }
            throw PostgresError(
                kind: .usage, message: "the statement is no COPY in the wanted direction: \(rows.commandTag)",
                statement: statement.name)
        } catch {
            finish()
            throw settled(error, statement.name)
        }
    }

    /// Lends the next row of a running copy; false at its end.
    ///
    /// An error of the server is left to `readResults`.
    private func lendNextRow(_ isLost: inout Bool, _ body: (RawSpan) throws -> Void) throws -> Bool {
        var memory: UnsafeMutablePointer<CChar>?
        while true {
            let length = unsafe PQgetCopyData(raw, &memory, 1)
            if length > 0, let start = unsafe memory {
                defer { unsafe PQfreemem(start) }
                try body(unsafe RawSpan(_unsafeStart: UnsafeRawPointer(start), byteCount: Int(length)))
                return true
            }
            if length < 0 { return false }
            do throws(PostgresError) {
                _ = try wait(for: Int16(POLLIN))
            } catch {
                isLost = true
                throw error
            }
            if unsafe PQconsumeInput(raw) == 0 { return false }
        }
    }
}
