// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Makes codes and titles out of what another format has, which may be nothing.
struct CodeNames {
    private var taken: Set<String> = [Chapter.wholeFramework]
    private var lastNumbers: [String: Int] = [:]

    /// The first of the two that is free; the second with a number when neither is.
    mutating func code(preferring reference: String?, otherwise tail: String) -> String {
        if let code = reference.flatMap(CodeNames.code), taken.insert(code).inserted { return code }
        let base = CodeNames.code(tail) ?? "node"
        if taken.insert(base).inserted { return base }
        let stem = String(base.prefix(52))
        // Remembered, so that a thousand nodes of one name do not each try the thousand names before.
        var number = lastNumbers[stem, default: 1] + 1
        while !taken.insert("\(stem)-\(number)").inserted { number += 1 }
        lastNumbers[stem] = number
        return "\(stem)-\(number)"
    }

    /// Every run of characters that a code may not hold becomes a hyphen.
    static func code(_ text: String) -> String? {
        var bytes: [UInt8] = []
        for byte in text.utf8.prefix(500) {
            if byte.isCodeByte { bytes.append(byte) } else if bytes.last != 0x2D { bytes.append(0x2D) }
        }
        let trimmed = bytes.drop { $0 == 0x2D }.prefix(60)
        let kept = trimmed.prefix((trimmed.lastIndex { $0 != 0x2D } ?? trimmed.startIndex - 1) - trimmed.startIndex + 1)
        return kept.isEmpty ? nil : String(decoding: kept, as: UTF8.self)
    }

    /// The identifier of a framework, from its URN.
    static func identifier(_ urn: String) -> String {
        let code = code(tail(of: urn)) ?? "library"
        let bytes = code.lowercased().utf8.map { $0.isLowerLetter || $0.isDigit ? $0 : 0x2D }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.utf8.count < 2 ? text + "-framework" : text
    }

    /// What follows the last colon.
    static func tail(of urn: String) -> String {
        String(urn.split(separator: ":").last ?? "")
    }

    /// At most as long as a title may be: a sentence, or what fits before a space.
    static func title(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let limit = FrameworkRules.longestTitle
        if line.count <= limit { return line }
        let start = line.prefix(limit - 1)
        let cut = start.lastIndex(of: " ").map { start[..<$0] } ?? start
        return cut + "…"
    }
}
