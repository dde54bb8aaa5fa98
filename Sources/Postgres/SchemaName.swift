// SPDX-License-Identifier: Apache-2.0

/// One schema's name in place of another's, for statements that are to run on tables of the same names elsewhere.
package struct SchemaName: Sendable, Equatable {
    /// The schema that the statements' texts name.
    package let written: String
    /// The schema that is meant.
    package let meant: String

    /// Lets `meant` stand for `written`; both are plain lower-case names.
    package init(_ meant: String, for written: String) {
        self.written = written
        self.meant = meant
    }

    /// The statement in the schema that is meant; as it is when it does not name the other.
    ///
    /// It is not prepared under its name: what is meant lasts no longer than one piece of work, a connection's prepared
    /// statements for ever.
    func applied(to statement: Statement) -> Statement {
        let old = Array((written + ".").utf8)
        let text = Array(statement.sql.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(text.count + 64)
        var start = 0
        var place = 0
        while place + old.count <= text.count {
            let isName =
                text[place..<place + old.count].elementsEqual(old) && (place == 0 || !Self.isWord(text[place - 1]))
            guard isName else {
                place += 1
                continue
            }
            result.append(contentsOf: text[start..<place])
            result.append(contentsOf: meant.utf8)
            result.append(UInt8(ascii: "."))
            place += old.count
            start = place
        }
        guard start > 0 else { return statement }
        result.append(contentsOf: text[start...])
        return Statement(statement.name, String(decoding: result, as: UTF8.self), prepare: false)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
