// SPDX-License-Identifier: Apache-2.0

internal import CLibpq

extension Connection {
    /// Connects to the first host that takes us.
    ///
    /// Several hosts, and the wish for a primary, are libpq's business.
    static func open(_ options: ConnectionOptions) throws(PostgresError) -> OpaquePointer {
        let keywords = options.connectionKeywords()
        let raw = unsafe withCStrings(keywords.map(\.keyword)) { names in
            unsafe withCStrings(keywords.map(\.value)) { values in unsafe PQconnectdbParams(names, values, 0) }
        }
        guard let raw = unsafe raw else { throw PostgresError(kind: .system, message: "libpq has no memory left") }
        guard unsafe PQstatus(raw) == CONNECTION_OK, unsafe PQsetnonblocking(raw, 1) == 0 else {
            let message = unsafe String(cString: PQerrorMessage(raw)).trimmedLine
            unsafe PQfinish(raw)
            throw PostgresError(kind: .connectionFailed, message: message)
        }
        return unsafe raw
    }

    /// Lends texts as the NULL-terminated array of C strings that libpq wants.
    static func withCStrings<T>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T
    ) -> T {
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for text in texts {
            offsets.append(bytes.count)
            bytes.append(contentsOf: text.utf8CString)
        }
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            var pointers: [UnsafePointer<CChar>?] = unsafe offsets.map { offset in
                unsafe bytes.baseAddress.map { unsafe $0 + offset }
            }
            unsafe pointers.append(nil)
            return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
        }
    }
}
