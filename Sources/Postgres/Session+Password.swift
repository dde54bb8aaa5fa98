// SPDX-License-Identifier: Apache-2.0

internal import CLibpq

extension Session {
    /// What the server keeps instead of a password (SCRAM-SHA-256), for `ALTER ROLE … PASSWORD`: the password itself is sent
    /// nowhere and stands in no log.
    public func passwordVerifier(_ password: String, of role: String) throws(PostgresError) -> String {
        try connection.passwordVerifier(password, of: role)
    }
}

extension Connection {
    func passwordVerifier(_ password: String, of role: String) throws(PostgresError) -> String {
        guard isConnected, let made = unsafe PQencryptPasswordConn(raw, password, role, "scram-sha-256") else {
            let message = unsafe isConnected ? String(cString: PQerrorMessage(raw)).trimmedLine : "no connection"
            throw PostgresError(kind: isConnected ? .usage : .connectionLost, message: message)
        }
        defer { unsafe PQfreemem(made) }
        return unsafe String(cString: made)
    }
}
