// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Processor time of a server on this machine: of its first process and all that this one has started, ended ones included.
///
/// It tells what a measurement costs, also when other programs take the machine's time meanwhile.
struct ServerProcessor {
    private let postmaster: Int

    /// Finds the server by one of its backends; nil when it runs elsewhere.
    init?(backend: Int32?) {
        guard let backend, let stat = Self.stat(Int(backend)) else { return nil }
        postmaster = stat.parent
    }

    /// Seconds so far.
    func seconds() -> Double {
        guard let listing = opendir("/proc") else { return 0 }
        defer { closedir(listing) }
        var ticks = 0
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let pid = Int(name), let stat = Self.stat(pid) else { continue }
            if pid == postmaster { ticks += stat.own + stat.ended }
            if stat.parent == postmaster { ticks += stat.own }
        }
        return Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func stat(_ pid: Int) -> (parent: Int, own: Int, ended: Int)? {
        guard let text = try? readFile("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ").map { Int($0) ?? 0 }
        guard fields.count > 14 else { return nil }
        return (fields[1], fields[11] + fields[12], fields[13] + fields[14])
    }
}
