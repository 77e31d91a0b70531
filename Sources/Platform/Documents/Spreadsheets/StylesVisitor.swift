// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What number formats say of the nature of a value: `xl/styles.xml`.
final class StylesVisitor: XMLVisitor {
    enum Kind: Equatable {
        case plain
        case date
        /// So many digits, zeros in front: an identifier rather than a quantity.
        case digits(Int)
    }

    /// By the style number that cells give.
    private(set) var kinds: [Kind] = []
    private var codes: [Int: Kind] = [:]
    private var isInCells = false
    /// What Excel takes at most (65,490 styles), rounded up.
    private static let most = 65_536

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            guard codes.count < Self.most, let identifier = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
            codes[identifier] = Self.kind(of: attributes["formatCode"] ?? "")
        case "cellXfs": isInCells = true
        case "xf" where isInCells && kinds.count < Self.most:
            let identifier = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            kinds.append(codes[identifier] ?? (Self.isBuiltInDate(identifier) ? .date : .plain))
        default: break
        }
    }

    func end(_ name: String) { if name == "cellXfs" { isInCells = false } }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are dates in East Asian editions.
    private static func isBuiltInDate(_ identifier: Int) -> Bool {
        switch identifier {
        case 14...22, 27...36, 45...47, 50...58: true
        default: false
        }
    }

    /// A code shows days or times when, outside quotes, escapes and brackets, its first section has one of d, m, y, h,
    /// s.
    static func kind(of code: String) -> Kind {
        let bytes = Array(code.utf8)
        if bytes.count >= 2, bytes.count <= 32, bytes.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            return .digits(bytes.count)
        }
        var letters = ""
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ";"): index = bytes.count
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 2
            case UInt8(ascii: "\""), UInt8(ascii: "["):
                let close = bytes[index] == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "\"")
                let end = bytes[(index + 1)...].firstIndex(of: close) ?? bytes.count - 1
                let inside = String(decoding: bytes[(index + 1)..<max(end, index + 1)], as: UTF8.self).lowercased()
                // [h], [mm]: hours beyond a day. Other brackets are colours, conditions and locales.
                if close == UInt8(ascii: "]"), !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) {
                    letters += inside
                }
                index = end + 1
            default:
                letters.unicodeScalars.append(Unicode.Scalar(bytes[index]))
                index += 1
            }
        }
        let lowered = letters.lowercased()
        guard lowered != "general", lowered != "standard" else { return .plain }
        return lowered.contains { "dmyhs".contains($0) } ? .date : .plain
    }
}
