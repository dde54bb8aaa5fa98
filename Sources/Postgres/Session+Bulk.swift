// SPDX-License-Identifier: Apache-2.0

extension Session {
    /// Sends all statements of a pipeline and returns their results in order; throws the first error, with its place.
    ///
    /// They run as they are written, whatever `schemaName` says. Everything is read to its end before an error is thrown, so the session is usable afterwards; a transaction opened
    /// before is left to be rolled back.
    public func pipeline(_ pipeline: Pipeline) throws(PostgresError) -> [StatementResult] {
        try connection.pipeline(pipeline)
    }

    /// Builds a pipeline and runs it.
    public func pipeline(_ build: (inout Pipeline) -> Void) throws(PostgresError) -> [StatementResult] {
        try connection.pipeline(build)
    }

    /// Runs a COPY … FROM STDIN with the data that `body` writes; returns how many rows were copied.
    ///
    /// When `body` throws, the COPY fails at the server and the body's error is thrown. An error of the server shows when all
    /// data was written. A table under row-level security cannot be copied into.
    @discardableResult
    public func copyIn(_ statement: Statement, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
        try connection.copyIn(placed(statement), body)
    }

    /// Runs a COPY … TO STDOUT and lends each row's bytes to `body`; returns how many rows there were.
    ///
    /// In text and CSV format a call gets one row with its line break; in binary the first also holds the header. When `body`
    /// throws, the statement is cancelled and the body's error is thrown.
    @discardableResult
    public func copyOut(_ statement: Statement, _ body: (RawSpan) throws -> Void) throws -> Int {
        try connection.copyOut(placed(statement), body)
    }
}
