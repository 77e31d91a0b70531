// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The start tags of some markup with their attributes, read as a browser would read what our components write
/// (attributes in double quotes, text escaped).
struct Element {
    var name: String
    var attributes: [String: String]
}

func elements(in markup: String) -> [Element] {
    var result: [Element] = []
    for piece in markup.split(separator: "<").dropFirst(markup.hasPrefix("<") ? 0 : 1) {
        guard let first = piece.first, first.isLetter else { continue }
        let name = piece.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        var rest = piece.dropFirst(name.count)
        var attributes: [String: String] = [:]
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == "/" }
            guard let next = rest.first, next != ">" else { break }
            let key = rest.prefix { $0 != "=" && $0 != ">" && !$0.isWhitespace }
            rest = rest.dropFirst(key.count)
            guard rest.hasPrefix("=\"") else {
                attributes[String(key)] = ""
                continue
            }
            let value = rest.dropFirst(2).prefix { $0 != "\"" }
            rest = rest.dropFirst(3 + value.count)
            attributes[String(key)] = String(value)
        }
        result.append(Element(name: String(name), attributes: attributes))
    }
    return result
}
