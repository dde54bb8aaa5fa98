// SPDX-License-Identifier: Apache-2.0

internal import CLibpq

extension Connection {
    /// Sends all statements of a pipeline and returns their results in order; throws the first error, with its place.
    ///
    /// Everything is read to its end before an error is thrown, so the connection is usable afterwards; a transaction opened
    /// before is left to be rolled back.
    public mutating func pipeline(_ pipeline: Pipeline) throws(PostgresError) -> [StatementResult] {
        guard pipeline.count > 0 else { return [] }
        try start(pipeline.steps[0].statement.name)
        defer { finish() }
        do throws(PostgresError) {
            guard unsafe PQenterPipelineMode(raw) == 1 else { throw sendFailure("pipeline") }
            let answers = try send(pipeline)
            try flush()
            let (results, failure) = try read(answers, of: pipeline)
            guard unsafe PQexitPipelineMode(raw) == 1 else { throw lost(connectionMessage(), "pipeline") }
            if let failure { throw failure }
            return results
        } catch {
            // Whatever is still under way would be taken for the answer to something else.
            if unsafe PQpipelineStatus(raw) != PQ_PIPELINE_OFF { close() }
            throw settled(error, nil)
        }
    }

    /// Builds a pipeline and runs it.
    public mutating func pipeline(_ build: (inout Pipeline) -> Void) throws(PostgresError) -> [StatementResult] {
        var pipeline = Pipeline()
        build(&pipeline)
        return try self.pipeline(pipeline)
    }

    /// An answer that the server owes us.
    private enum Answer {
        case prepared(step: Int, serverName: String)
        case executed(step: Int)
        case synced
    }

    /// Hands all statements to libpq, the sync of each group right behind them.
    private mutating func send(_ pipeline: Pipeline) throws(PostgresError) -> [Answer] {
        var answers: [Answer] = []
        /// Prepared by this very pipeline, not yet answered.
        var underWay = StatementCache()
        for (place, step) in pipeline.steps.enumerated() {
            let (statement, types) = (step.statement, step.parameters.types)
            var serverName: String?
            if options.preparesStatements, statement.isPrepared {
                serverName =
                    prepared.serverName(of: statement, types: types)
                    ?? underWay.serverName(of: statement, types: types)
                if serverName == nil, prepared.count + underWay.count < StatementCache.limit {
                    let name = prepared.makeServerName(statement, types: types)
                    guard unsafe PQsendPrepare(raw, name, statement.sql, Int32(types.count), types) == 1 else {
                        throw sendFailure(statement.name)
                    }
                    underWay.insert(statement, types: types, serverName: name)
                    answers.append(.prepared(step: place, serverName: name))
                    serverName = name
                }
            }
            guard send(statement, step.parameters, serverName) else { throw sendFailure(statement.name) }
            answers.append(.executed(step: place))
            guard step.endsGroup || place == pipeline.count - 1 else { continue }
            guard unsafe PQpipelineSync(raw) == 1 else { throw sendFailure(statement.name) }
            answers.append(.synced)
        }
        return answers
    }

    /// Hands one statement to libpq: by the name it is prepared under, else by its text.
    func send(_ statement: Statement, _ parameters: Parameters, _ serverName: String?) -> Bool {
        unsafe parameters.withPointers { pointers in
            guard let serverName else {
                return unsafe PQsendQueryParams(
                    raw, statement.sql, pointers.count, pointers.types, pointers.values, pointers.lengths,
                    pointers.formats, 1)
            }
            return unsafe PQsendQueryPrepared(
                raw, serverName, pointers.count, pointers.values, pointers.lengths, pointers.formats, 1)
        } == 1
    }

    /// Reads every answer; returns the results and the first error of the server.
    private mutating func read(
        _ answers: [Answer], of pipeline: Pipeline
    ) throws(PostgresError) -> ([StatementResult], PostgresError?) {
        var results: [StatementResult] = []
        results.reserveCapacity(pipeline.count)
        var failure: PostgresError?
        for answer in answers {
            switch answer {
            case .synced:
                guard let result = unsafe try nextResult() else { throw lost(connectionMessage(), "pipeline") }
                defer { unsafe PQclear(result) }
                guard unsafe PQresultStatus(result) == PGRES_PIPELINE_SYNC else {
                    throw unsafe PostgresError(result: result, statement: "pipeline")
                }
            case .prepared(let place, let serverName):
                let (statement, types) = (pipeline.steps[place].statement, pipeline.steps[place].parameters.types)
                do throws(PostgresError) {
                    guard try readOne(statement.name) != nil else { continue }
                } catch {
                    guard error.kind == .server else { throw error }
                    failure = failure ?? error.inPipeline(at: place)
                    // Prepared in a pooler's server session already, so the next attempt finds it.
                    guard error.state == .duplicatePreparedStatement else { continue }
                }
                prepared.insert(statement, types: types, serverName: serverName)
            case .executed(let place):
                let statement = pipeline.steps[place].statement
                do throws(PostgresError) {
                    guard let rows = try readOne(statement.name) else { continue }
                    if statement.name == "commit", rows.commandTag == "ROLLBACK" { throw Self.rolledBackCommit }
                    results.append(StatementResult(rows))
                } catch {
                    guard error.kind == .server else { throw error }
                    if error.isStalePlan { prepared.remove(statement, for: error) }
                    failure = failure ?? error.inPipeline(at: place)
                }
            }
        }
        return (results, failure)
    }

    /// Reads one statement's result and the end mark behind it; nil when it was skipped after an earlier error.
    private mutating func readOne(_ statement: String) throws(PostgresError) -> Rows? {
        guard let result = unsafe try nextResult() else { throw lost(connectionMessage(), statement) }
        let rows = unsafe Rows(owning: result, statement: statement)
        var failure: PostgresError?
        var isSkipped = false
        switch unsafe PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
        case PGRES_PIPELINE_ABORTED: isSkipped = true
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            throw PostgresError(
                kind: .usage, message: "COPY is not possible in a pipeline; the connection was closed",
                hint: "Use copyIn or copyOut.", statement: statement)
        default: failure = unsafe PostgresError(result: result, statement: statement)
        }
        if failure?.kind != .connectionLost {
            while let end = unsafe try nextResult() { unsafe PQclear(end) }
        }
        if let failure { throw failure }
        if isSkipped { return nil }
        return consume rows
    }
}

extension PostgresError {
    fileprivate func inPipeline(at place: Int) -> PostgresError {
        var error = self
        error.pipelineIndex = place
        return error
    }
}
