// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Sigma
import Site

/// One value that is looked for, and what it takes to have seen it: a domain ends at a dot, an address at no digit.
struct ValuePattern: Sendable {
    let value: SoughtValue
    /// In lower case.
    private let needle: [UInt8]
    private let network: IPNetwork?
    /// The part of it that stands in every JSON text that holds it, however it is escaped; nil when that is too short to
    /// look for, and every event must be read.
    let anchor: [UInt8]?
    /// Any address may be meant.
    var isNetwork: Bool { network != nil }

    init?(_ value: SoughtValue) {
        self.value = value
        let text = value.kind == .registryKey ? Self.withoutHive(value.text) : value.text
        needle = Array(text.lowercased().utf8)
        guard !needle.isEmpty else { return nil }
        guard value.kind != .network else {
            guard let network = IPNetwork(value.text) else { return nil }
            self.network = network
            anchor = nil
            return
        }
        network = nil
        let longest = needle.split { !Self.isPlain($0) }.max { $0.count < $1.count } ?? []
        anchor = longest.count >= 3 ? Array(longest) : nil
    }

    /// What writers of JSON never escape.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && !#""\/<>&'+="#.utf8.contains(byte)
    }

    /// `HKLM\…`, `HKEY_LOCAL_MACHINE\…` and `\REGISTRY\MACHINE\…` are one: Sysmon writes the first, Security the last.
    private static func withoutHive(_ key: String) -> String {
        let upper = key.uppercased()
        let hives = [
            "HKEY_LOCAL_MACHINE\\", "HKLM\\", "\\REGISTRY\\MACHINE\\", "HKEY_CURRENT_USER\\", "HKCU\\", "HKEY_USERS\\",
            "HKU\\", "\\REGISTRY\\USER\\", "HKEY_CLASSES_ROOT\\", "HKCR\\",
        ]
        guard let hive = hives.first(where: upper.hasPrefix), key.count > hive.count else { return key }
        return String(key.dropFirst(hive.count))
    }

    /// What a field says of the value; nil when it does not name it.
    /// - Parameters:
    ///   - text: the field's value in lower case.
    ///   - field: its name in lower case.
    func found(in text: [UInt8], field: [UInt8]) -> String? {
        if let network { return Self.address(in: text, network) }
        if value.kind == .account, Self.first(Self.user, in: field, from: 0) == nil,
            Self.first(Self.account, in: field, from: 0) == nil
        {
            return nil
        }
        var start = 0
        while let place = Self.first(needle, in: text, from: start) {
            if isWhole(text, place) { return shown(text, place) }
            start = place + 1
        }
        return nil
    }

    private static let user = Array("user".utf8)
    private static let account = Array("account".utf8)

    private static func first(_ needle: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        guard let head = needle.first, text.count >= needle.count else { return nil }
        var place = start
        while place <= text.count - needle.count {
            if text[place] == head, text[place..<place + needle.count].elementsEqual(needle) { return place }
            place += 1
        }
        return nil
    }

    private func isWhole(_ text: [UInt8], _ place: Int) -> Bool {
        let end = place + needle.count
        let before = place > 0 ? text[place - 1] : nil
        let after = end < text.count ? text[end] : nil
        let next = end + 1 < text.count ? text[end + 1] : nil
        /// A dot that something follows goes on with the name; one that ends a sentence does not.
        let goesOn = after == UInt8(ascii: ".") && (next?.isWord ?? false)
        switch value.kind {
        case .address where value.text.contains(":"):
            return !(before?.isHexadecimalOrColon ?? false) && !(after?.isHexadecimalOrColon ?? false)
        case .address:
            return !(before.map { $0.isDigit || $0 == UInt8(ascii: ".") } ?? false)
                && !(after?.isDigit ?? false) && !(after == UInt8(ascii: ".") && (next?.isDigit ?? false))
        case .domain:
            return !(before.map { $0.isWord || $0 == UInt8(ascii: "-") } ?? false)
                && !(after.map { $0.isWord || $0 == UInt8(ascii: "-") } ?? false) && !goesOn
        case .md5, .sha1, .sha256:
            return !(before?.isWord ?? false) && !(after?.isWord ?? false)
        case .email, .fileName, .account:
            return !(before?.isNamePart ?? false) && !(after.map { $0.isWord || $0 == UInt8(ascii: "-") } ?? false)
                && !goesOn
        case .filePath:
            return !(before?.isWord ?? false) && !(after.map { $0.isWord || $0 == UInt8(ascii: "-") } ?? false)
                && !goesOn
        case .url, .registryKey, .process, .network:
            let begins = needle.first?.isWord ?? false
            let ends = needle.last?.isWord ?? false
            return !(begins && (before?.isWord ?? false)) && !(ends && (after?.isWord ?? false))
        }
    }

    /// The host below the domain, where it is one.
    private func shown(_ text: [UInt8], _ place: Int) -> String {
        guard value.kind == .domain else { return value.text }
        var start = place
        while start > 0, text[start - 1].isNamePart { start -= 1 }
        return String(decoding: text[start..<place + needle.count], as: UTF8.self)
    }

    // MARK: Networks

    /// The first address of a network that a text names.
    private static func address(in text: [UInt8], _ network: IPNetwork) -> String? {
        for token in text.split(whereSeparator: { !($0.isHexadecimalOrColon || $0 == UInt8(ascii: ".")) }) {
            guard let bytes = address(token), network.contains(bytes.span) else { continue }
            return String(decoding: bytes, as: UTF8.self)
        }
        return nil
    }

    /// What of a run of such characters may be an address; `10.1.2.3:443` names one too.
    private static func address(_ token: ArraySlice<UInt8>) -> [UInt8]? {
        guard (2...64).contains(token.count) else { return nil }
        let colons = token.count { $0 == UInt8(ascii: ":") }
        let token = colons == 1 ? token.prefix { $0 != UInt8(ascii: ":") } : token
        guard colons >= 2 || token.count(where: { $0 == UInt8(ascii: ".") }) >= 3 else { return nil }
        return Array(token.last == UInt8(ascii: ".") ? token.dropLast() : token)
    }

    /// Whether a line names an address of one of the networks, however it is written otherwise.
    static func namesAddress(_ line: ArraySlice<UInt8>, of networks: [IPNetwork]) -> Bool {
        var start: Int?
        for index in line.indices {
            if line[index].isHexadecimalOrColon || line[index] == UInt8(ascii: ".") {
                start = start ?? index
                continue
            }
            guard let begin = start else { continue }
            start = nil
            guard let bytes = address(line[begin..<index]) else { continue }
            if networks.contains(where: { $0.contains(bytes.span) }) { return true }
        }
        return false
    }

    static func networks(_ patterns: [ValuePattern]) -> [IPNetwork] { patterns.compactMap(\.network) }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
    /// Of a name; letters beyond ASCII included.
    fileprivate var isWord: Bool {
        isDigit || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self == 0x5F || self >= 0x80
    }
    fileprivate var isNamePart: Bool { isWord || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") }
    fileprivate var isHexadecimalOrColon: Bool {
        isDigit || (0x41...0x46).contains(self) || (0x61...0x66).contains(self) || self == UInt8(ascii: ":")
    }
}
