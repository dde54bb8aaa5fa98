// SPDX-License-Identifier: Apache-2.0

/// The hosts of a connection text as libpq understands them: parallel lists with commas between.
struct HostList: Hashable {
    private var hosts: [Substring]
    private var addresses: [Substring]
    private var ports: [Substring]

    /// Reads libpq's keywords `host`, `hostaddr` and `port`.
    init(host: String?, hostaddr: String?, port: String?) {
        func list(_ text: String?) -> [Substring] {
            guard let text, !text.isEmpty else { return [] }
            return text.split(separator: ",", omittingEmptySubsequences: false)
        }
        hosts = list(host)
        addresses = list(hostaddr)
        ports = list(port)
    }

    var count: Int { max(hosts.count, addresses.count) }

    /// The hosts behind one that fell silent; nil when it was the last.
    ///
    /// libpq cannot be told to give up on a host that does not answer, except by its blocking call: so we begin anew with the rest.
    func after(host: String, port: String) -> HostList? {
        let place = (0..<count).first { place in
            let isHost = hosts.at(place).map { $0 == host } == true || addresses.at(place).map { $0 == host } == true
            let wanted = ports.count > 1 ? ports.at(place) : ports.first
            return isHost && (wanted ?? "" == "" || wanted ?? "" == port)
        }
        let next = (place ?? 0) + 1
        guard next < count else { return nil }
        var rest = self
        rest.hosts = Array(hosts.dropFirst(next))
        rest.addresses = Array(addresses.dropFirst(next))
        if ports.count > 1 { rest.ports = Array(ports.dropFirst(next)) }
        return rest
    }

    /// Puts the lists back into libpq's keywords.
    func write(to keywords: inout [String: String]) {
        keywords["host"] = hosts.isEmpty ? nil : hosts.joined(separator: ",")
        keywords["hostaddr"] = addresses.isEmpty ? nil : addresses.joined(separator: ",")
        keywords["port"] = ports.isEmpty ? nil : ports.joined(separator: ",")
    }
}

extension [Substring] {
    fileprivate func at(_ place: Int) -> Substring? { indices.contains(place) ? self[place] : nil }
}
