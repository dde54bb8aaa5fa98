// SPDX-License-Identifier: Apache-2.0

/// The settings of an embedded server: for one machine that also runs the workers.
enum ServerTuning {
    /// What is appended to `postgresql.conf` when the cluster is made; an operator may change it there.
    static func settings(_ durability: EmbeddedServer.Durability) -> String {
        let buffers = min(max(128, memoryInMebibytes / 8), 1_024)
        var lines = [
            "",
            "# Written once, when Chantier made this cluster. Later lines win; the socket is named when the server starts.",
            "max_connections = 200",
            "shared_buffers = \(buffers)MB",
            "max_wal_size = 4GB",
            "checkpoint_timeout = 15min",
            "jit = off",
            "random_page_cost = 1.1",
            "log_timezone = 'UTC'",
            "log_line_prefix = '%m [%p] %q%u@%d %a '",
            "log_checkpoints = off",
        ]
        if durability == .none {
            lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off", "shared_buffers = 128MB"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The machine's memory.
    private static var memoryInMebibytes: Int {
        guard
            let line = Files.text("/proc/meminfo")?.split(separator: "\n").first(where: { $0.hasPrefix("MemTotal:") }),
            let kibibytes = Int(line.split(separator: " ").dropFirst().first ?? "")
        else { return 1_024 }
        return kibibytes / 1_024
    }
}
