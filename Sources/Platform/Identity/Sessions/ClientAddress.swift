// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a request comes from. A personal datum: only the network is ever kept.
public struct ClientAddress: Sendable, Hashable {
    private let bytes: [UInt8]

    /// IPv4 or IPv6 as text; an IPv4 address inside IPv6 (`::ffff:192.0.2.1`) is read as IPv4. Nil for anything else.
    public init?(_ text: String) {
        guard !text.utf8.contains(0) else { return nil }
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            let all = withUnsafeBytes(of: &six) { Array($0) }
            let isMapped = all.prefix(10).allSatisfy { $0 == 0 } && all[10...11].allSatisfy { $0 == 0xFF }
            bytes = isMapped ? Array(all[12...]) : all
        } else {
            return nil
        }
    }

    /// What a session keeps, for its owner to recognise: the /24 or the /48.
    public var network: String {
        bytes.count == 4 ? "\(bytes[0]).\(bytes[1]).\(bytes[2]).0/24" : groups(3) + "::/48"
    }

    /// What attempts are counted by. One subscriber holds a whole IPv6 /64, so its addresses count as one.
    var origin: String {
        bytes.count == 4 ? bytes.map { String($0) }.joined(separator: ".") : groups(4) + "::/64"
    }

    private func groups(_ count: Int) -> String {
        (0..<count)
            .map { String(UInt16(bytes[2 * $0]) << 8 | UInt16(bytes[2 * $0 + 1]), radix: 16) }
            .joined(separator: ":")
    }
}
