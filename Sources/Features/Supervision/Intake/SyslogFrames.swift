// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Cuts a TCP stream into syslog messages: counted (`85 <13>1 …`) or ended by a line feed, whichever each message says
/// (RFC 6587 §3.4.1 and §3.4.2).
struct SyslogFrames: Sendable {
    enum Fault: Error { case tooLong }

    /// Of a message. RFC 5424 asks for 2 kB; an event as JSON takes more.
    static let longest = 1 << 20

    private var rest: [UInt8] = []

    mutating func take(_ bytes: some Sequence<UInt8>) throws(Fault) -> [[UInt8]] {
        rest.append(contentsOf: bytes)
        var messages: [[UInt8]] = []
        var start = 0
        while start < rest.count {
            guard let (message, next) = try Self.first(rest[start...]) else { break }
            if !message.isEmpty { messages.append(Array(message)) }
            start = next
        }
        rest.removeFirst(start)
        guard rest.count <= Self.longest + 16 else { throw .tooLong }
        return messages
    }

    private static func first(_ bytes: ArraySlice<UInt8>) throws(Fault) -> (ArraySlice<UInt8>, Int)? {
        if let digit = bytes.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(digit) {
            let digits = bytes.prefix(8).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let space = bytes[digits.endIndex...].first else { return nil }
            if space == 0x20 {
                let count = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
                guard count <= longest else { throw .tooLong }
                let begin = digits.endIndex + 1
                guard bytes.endIndex - begin >= count else { return nil }
                return (bytes[begin..<begin + count], begin + count)
            }
        }
        guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
        return (bytes[bytes.startIndex..<end], end + 1)
    }
}

/// What of a message is wanted: the secret in its structured data (RFC 5424 §6.3), and the event in JSON behind it.
struct SyslogMessage: Sendable, Hashable {
    let token: String?
    /// From its first brace on; nil when the message holds no JSON.
    let event: [UInt8]?

    init(_ bytes: [UInt8]) {
        let mark = Array("token=\"".utf8)
        let brace = bytes.firstIndex(of: UInt8(ascii: "{"))
        let head = bytes[..<(brace ?? bytes.endIndex)]
        var token: String?
        if head.count > mark.count {
            for start in head.startIndex...(head.endIndex - mark.count) where head[start...].starts(with: mark) {
                let value = head[(start + mark.count)...].prefix(200).prefix { $0 != UInt8(ascii: "\"") }
                token = String(decoding: value, as: UTF8.self)
                break
            }
        }
        self.token = token
        event = brace.map { bytes[$0...].filter { $0 != 0x0A && $0 != 0x0D } }
    }
}
