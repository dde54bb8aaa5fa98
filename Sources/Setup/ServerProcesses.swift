// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The processes of one embedded server, found by the cluster's name in their command lines.
///
/// A process id alone proves nothing: after a kill it may belong to anybody. The command line can be read whatever the user.
struct ServerProcesses: Sendable {
    /// The name that the server is started with, `cluster_name`; its children carry it in their titles.
    let clusterName: String

    init(id: String) { clusterName = "chantier-" + id }

    /// The server itself, as its cluster's lock file names it; nil when it is not running.
    func server(data: String) -> pid_t? {
        guard let line = Files.text(data + "/postmaster.pid")?.split(separator: "\n").first, let pid = pid_t(line),
            pid > 1
        else {
            return nil
        }
        return isOurs(pid) ? pid : nil
    }

    /// Every process of the server; after it was killed, its children that have not noticed yet.
    func all() -> [pid_t] {
        Files.names(in: "/proc").compactMap { pid_t($0) }.filter(isOurs)
    }

    func isOurs(_ pid: pid_t) -> Bool {
        guard let line = Files.text("/proc/\(pid)/cmdline"), !line.isEmpty, !isZombie(pid) else { return false }
        return line.contains("cluster_name=\(clusterName)\0") || line.hasPrefix("postgres: \(clusterName): ")
    }

    /// Blocks until the process is gone or the time is over; returns whether it is gone.
    func waitForEnd(of pid: pid_t, seconds: Int) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while isOurs(pid) {
            guard ContinuousClock.now < end else { return false }
            usleep(10_000)
        }
        return true
    }

    /// Ends the children that a killed server has left behind: no new server may start while one of them is attached.
    func endOrphans() {
        for signal in [SIGQUIT, SIGKILL] {
            let orphans = all()
            for pid in orphans { kill(pid, signal) }
            if orphans.allSatisfy({ waitForEnd(of: $0, seconds: 5) }) { return }
        }
    }

    /// Ended, but not yet waited for by its parent.
    private func isZombie(_ pid: pid_t) -> Bool {
        guard let line = Files.text("/proc/\(pid)/stat"), let close = line.lastIndex(of: ")") else { return true }
        return line[close...].dropFirst(2).first == "Z"
    }
}
