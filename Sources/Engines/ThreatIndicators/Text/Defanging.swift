// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What reports write so that nobody clicks: `hxxps://exemple[.]test`, `alice[at]exemple[.]test`.
public enum Defanging {
    private static let marks: [(written: String, meant: String)] = [
        ("[.]", "."), ("(.)", "."), ("{.}", "."), ("[dot]", "."), ("(dot)", "."), ("{dot}", "."), ("[point]", "."),
        ("[:]", ":"), ("[://]", "://"), ("[/]", "/"), ("[@]", "@"), ("[at]", "@"), ("(at)", "@"), ("{at}", "@"),
        ("\\.", "."),
    ]
    private static let schemes: [(written: String, meant: String)] = [
        ("hxxps", "https"), ("hxxp", "http"), ("h**ps", "https"), ("h**p", "http"), ("meow", "http"), ("fxp", "ftp"),
    ]

    /// What was meant, and whether anything was defanged. Linear in the length.
    public static func undone(_ text: String) -> (text: String, wasDefanged: Bool) {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        var isDefanged = false
        // A path of Windows may hold `\.`; there nothing is undone by it.
        let isPath = PathText.isPath(text)
        scan: while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{")
                || (byte == UInt8(ascii: "\\") && !isPath)
            {
                for mark in marks where matches(mark.written, in: bytes, at: index) {
                    out += Array(mark.meant.utf8)
                    index += mark.written.utf8.count
                    isDefanged = true
                    continue scan
                }
            }
            out.append(byte)
            index += 1
        }
        for scheme in schemes where matches(scheme.written + "://", in: out, at: 0) {
            out.replaceSubrange(0..<scheme.written.utf8.count, with: Array(scheme.meant.utf8))
            isDefanged = true
            break
        }
        return (String(decoding: out, as: UTF8.self), isDefanged)
    }

    private static func matches(_ word: String, in bytes: [UInt8], at index: Int) -> Bool {
        let wanted = word.utf8
        guard index + wanted.count <= bytes.count else { return false }
        return zip(wanted, bytes[index...]).allSatisfy { $0 == ($1 >= 0x41 && $1 <= 0x5A ? $1 | 0x20 : $1) }
    }

    /// Written so that no mail program makes a link of it.
    public static func defanged(_ value: IndicatorValue) -> String {
        switch value.kind {
        case .ipv4, .domain: return value.text.split(separator: ".").joined(separator: "[.]")
        case .email:
            return value.text.split(separator: "@").joined(separator: "[@]").split(separator: ".").joined(
                separator: "[.]")
        case .url:
            guard let colon = value.text.range(of: "://") else { return value.text }
            let scheme = value.text[..<colon.lowerBound]
            let rest = value.text[colon.upperBound...]
            let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            let shown = scheme.hasPrefix("http") ? "hxxp" + scheme.dropFirst(4) : scheme
            return shown + "://" + host.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "[.]")
                + rest[host.endIndex...]
        default: return value.text
        }
    }
}
