// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The machine this process runs on.
enum Host {
    /// Its name, for people; `localhost` when it has none.
    static let name: String = {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }()
}
