// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A file of the demo that cannot be written.
struct DemoFileError: Error, CustomStringConvertible {
    let path: String
    let code: Int32

    var description: String {
        """
        the demo's file \(path) cannot be written: \(String(cString: strerror(code)))
        → free space, or choose another folder with CHANTIER_HOME
        """
    }
}

/// One CSV file being written: semicolons, double quotes where needed, LF.
struct DemoFile: ~Copyable {
    private static let blockSize = 256 * 1024

    /// Records written so far, the header included.
    private(set) var records = 0
    private let path: String
    private let descriptor: Int32
    private var isClosed = false
    private var buffer: [UInt8] = []

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw DemoFileError(path: path, code: errno) }
        buffer.reserveCapacity(Self.blockSize + 4096)
    }

    deinit {
        if !isClosed, descriptor >= 0 { _ = Glibc.close(descriptor) }
    }

    mutating func write(_ cells: [String]) throws {
        var isFirst = true
        for cell in cells {
            if !isFirst { buffer.append(UInt8(ascii: ";")) }
            isFirst = false
            append(cell)
        }
        buffer.append(UInt8(ascii: "\n"))
        records += 1
        if buffer.count >= Self.blockSize { try flush() }
    }

    /// Writes what is buffered and closes the file.
    mutating func close() throws {
        try flush()
        isClosed = true
        guard Glibc.close(descriptor) == 0 else { throw DemoFileError(path: path, code: errno) }
    }

    private mutating func append(_ cell: String) {
        let bytes = cell.utf8
        let mustEnclose = bytes.contains {
            $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        }
        guard mustEnclose else {
            buffer.append(contentsOf: bytes)
            return
        }
        buffer.append(UInt8(ascii: "\""))
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { buffer.append(byte) }
            buffer.append(byte)
        }
        buffer.append(UInt8(ascii: "\""))
    }

    private mutating func flush() throws {
        var start = 0
        while start < buffer.count {
            let rest = start == 0 ? buffer : Array(buffer[start...])
            let count = Glibc.write(descriptor, rest, rest.count)
            if count > 0 {
                start += count
            } else if errno != EINTR {
                throw DemoFileError(path: path, code: errno)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
