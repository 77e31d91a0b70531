// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A look at the bytes of a YAML file before a parser that has no limits of its own reads it.
///
/// An alias works only if an anchor of the same name stands before it. Rather than deciding which `&name` and `*name`
/// are anchors and aliases and which are part of a text, which takes a whole parser, this refuses a file where any
/// name is written in both ways: no text does that by chance, and no alias can work without it.
struct YAMLSurvey {
    let mayHaveAnchors: Bool

    init(_ bytes: [UInt8], limits: TreeLimits) throws(CatalogError) {
        guard bytes.count <= limits.bytes else {
            throw CatalogError("the file is larger than \(limits.bytes) bytes")
        }
        var anchors: Set<ArraySlice<UInt8>> = []
        var aliases: [(name: ArraySlice<UInt8>, line: Int)] = []
        var separators = 0
        var line = 1
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case 0x0A: line += 1
            case 0: throw CatalogError(issues: [Issue(line: line, message: "the file contains a null byte")])
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): separators += 1
            case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "?"):
                if position < bytes.count, bytes[position] <= 0x20 { separators += 1 }
            case UInt8(ascii: "&"), UInt8(ascii: "*"):
                let name = bytes[position...].prefix(while: YAMLSurvey.isNameByte)
                let follows = position >= 2 && YAMLSurvey.isNameByte(bytes[position - 2])
                guard !name.isEmpty, !follows else { break }
                position += name.count
                if byte == UInt8(ascii: "&") { anchors.insert(name) } else { aliases.append((name, line)) }
            default: break
            }
        }
        if let alias = aliases.first(where: { anchors.contains($0.name) }) {
            throw CatalogError(issues: [Issue(line: alias.line, message: "anchors and aliases are refused")])
        }
        // Each value needs a separator before it, though a text may hold separators too.
        guard separators <= 2 * limits.nodes else { throw CatalogError("the file holds too many values") }
        mayHaveAnchors = !anchors.isEmpty
    }

    /// The bytes that libyaml takes for a part of an anchor's name.
    static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isCodeByte && byte != UInt8(ascii: ".")
    }
}
