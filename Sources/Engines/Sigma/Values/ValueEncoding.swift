// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The modifiers that rewrite a value before it is compared (specification 2.1, "Modifiers").
enum ValueEncoding {
    static func utf16(_ bytes: [UInt8], bigEndian: Bool) -> [UInt8] {
        String(decoding: bytes, as: UTF8.self).utf16.flatMap { unit in
            bigEndian
                ? [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
                : [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
        }
    }

    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let (first, second, third) = (
                bytes[index], index + 1 < bytes.count ? bytes[index + 1] : 0,
                index + 2 < bytes.count ? bytes[index + 2] : 0
            )
            result.append(alphabet[Int(first >> 2)])
            result.append(alphabet[Int((first & 3) << 4 | second >> 4)])
            result.append(index + 1 < bytes.count ? alphabet[Int((second & 15) << 2 | third >> 6)] : UInt8(ascii: "="))
            result.append(index + 2 < bytes.count ? alphabet[Int(third & 63)] : UInt8(ascii: "="))
            index += 3
        }
        return result
    }

    /// What the text looks like inside a longer one that is encoded: at each of the three places that it can take in a
    /// group of three bytes, without the characters at both ends that depend on the neighbours.
    static func base64Offsets(_ bytes: [UInt8]) -> [[UInt8]] {
        let starts = [0, 2, 3]
        let ends = [0, 3, 2]
        return (0..<3).map { shift in
            let encoded = base64(Array(repeating: UInt8(ascii: " "), count: shift) + bytes)
            let end = encoded.count - ends[(bytes.count + shift) % 3]
            return starts[shift] < end ? Array(encoded[starts[shift]..<end]) : []
        }
    }

    /// Each dash that begins an option, in every way in which Windows accepts it.
    static func dashes(_ text: String) -> [String] {
        let marks: [Character] = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"]
        let characters = Array(text)
        var results = [""]
        for (place, character) in characters.enumerated() {
            let begins =
                (character == "-" || character == "/") && !(place > 0 && isWord(characters[place - 1]))
                && place + 1 < characters.count && isWord(characters[place + 1])
            // Five ways for each: beyond three dashes the rest is taken as written.
            if begins, results.count <= 25 {
                results = results.flatMap { start in marks.map { start + String($0) } }
            } else {
                results = results.map { $0 + String(character) }
            }
        }
        return results
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
