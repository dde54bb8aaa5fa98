// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Setup

/// The person's browser.
package enum Browser {
    /// Opens an address; false when there is no program for it.
    ///
    /// Returns at once.
    package static func open(_ url: String) -> Bool {
        let environment = Environment.current
        let chosen = environment["BROWSER"].flatMap { $0.split(separator: ":").first.map(String.init) }
        // Without a display these would open a text browser on this very terminal.
        let hasDisplay = environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
        let candidates = [chosen].compactMap { $0 } + (hasDisplay ? ["xdg-open", "gio", "x-www-browser"] : [])
        for name in candidates {
            guard let path = path(of: name, environment["PATH"] ?? "/usr/bin:/bin") else { continue }
            let arguments = name == "gio" ? [path, "open", url] : [path, url]
            if (try? ChildProcess(
                arguments, environment: environment, output: .dropped, error: .dropped, isDetached: true)) != nil
            {
                return true
            }
        }
        return false
    }

    private static func path(of name: String, _ search: String) -> String? {
        let candidates = name.contains("/") ? [name] : search.split(separator: ":").map { "\($0)/\(name)" }
        return candidates.first { access($0, X_OK) == 0 }
    }
}
