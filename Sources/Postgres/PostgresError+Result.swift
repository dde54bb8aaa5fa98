// SPDX-License-Identifier: Apache-2.0

internal import CLibpq

extension PostgresError {
    /// Reads the fields of a failed result (libpq: `PQresultErrorField`).
    ///
    /// The result stays the caller's.
    init(result: OpaquePointer, statement: String?) {
        func field(_ code: Character) -> String? {
            guard let ascii = code.asciiValue, let text = unsafe PQresultErrorField(result, Int32(ascii)) else {
                return nil
            }
            return unsafe String(cString: text)
        }
        let severity = field("V")
        let fallback = unsafe String(cString: PQresultErrorMessage(result)).trimmedLine
        self.init(
            // FATAL and PANIC end the session: whatever comes next on this connection can only be its end.
            kind: severity == "FATAL" || severity == "PANIC" ? .connectionLost : .server,
            state: field("C").map(SQLState.init(rawValue:)), message: field("M") ?? fallback, hint: field("H"),
            column: field("c"),
            statement: statement)
        detail = field("D")
        context = field("W")
        constraint = field("n")
        schema = field("s")
        table = field("t")
        dataType = field("d")
        serverRoutine = field("R")
    }
}

extension String {
    /// The text without line breaks and spaces at its end, as libpq's messages carry them.
    var trimmedLine: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
