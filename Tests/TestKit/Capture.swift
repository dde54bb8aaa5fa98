// SPDX-License-Identifier: Apache-2.0

import Glibc
import Setup

/// An unnamed file that a program writes to: unlike a pipe, it never fills up.
struct Capture: ~Copyable, Sendable {
    let descriptor: Int32

    init() throws { descriptor = try TemporaryFile.unnamed() }

    deinit { close(descriptor) }

    /// What has been written so far.
    func text() -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = pread(descriptor, &piece, piece.count, off_t(bytes.count))
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(contentsOf: piece.prefix(count))
        }
    }
}
