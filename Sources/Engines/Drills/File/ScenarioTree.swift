// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Yams

/// What a file says before it means anything, read with limits: what is inside may come from anyone.
struct ScenarioTree {
    struct Entry {
        let key: String
        let tree: ScenarioTree
    }

    enum Content {
        /// `isPlain` tells `true` from `"true"`.
        case scalar(String, isPlain: Bool)
        case sequence([ScenarioTree])
        case mapping([Entry])
    }

    let content: Content
    let line: Int

    static let mostBytes = 2 << 20
    static let mostValues = 50_000
    static let mostDepth = 16

    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    static func parse(_ yaml: String) throws(DrillFault) -> ScenarioTree {
        var yaml = yaml
        try survey(Array(yaml.utf8))
        // The parser keeps a pointer to the text, which very short strings, stored inside their own value, do not have.
        if yaml.utf8.count < 64 { yaml += String(repeating: "\n", count: 64) }
        do {
            let parser = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                throw DrillFault("le fichier est vide", "the file is empty")
            }
            var conversion = Conversion()
            let tree = try conversion.tree(of: root, depth: 1)
            // Nodes only point weakly to what the parser owns.
            return withExtendedLifetime(parser) { tree }
        } catch let fault as DrillFault {
            throw fault
        } catch let error as YamlError {
            throw fault(of: error)
        } catch {
            throw DrillFault("le fichier ne se lit pas", "the file cannot be read: \(error)")
        }
    }

    /// Before a parser without limits sees it: size, and anything that could be an alias. An alias works only if an anchor
    /// of its name stands before it; a text where one name is written in both ways is refused without deciding which is
    /// which. No text does that by chance, and no alias works without.
    private static func survey(_ bytes: [UInt8]) throws(DrillFault) {
        guard bytes.count <= mostBytes else {
            throw DrillFault(
                "le fichier dépasse \(mostBytes >> 20) Mo", "the file is larger than \(mostBytes >> 20) MB")
        }
        var anchors: Set<ArraySlice<UInt8>> = []
        var aliases: [(name: ArraySlice<UInt8>, line: Int)] = []
        var separators = 0
        var line = 1
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case 0x0A: line += 1
            case 0:
                throw DrillFault(
                    line: line, "le fichier contient un octet nul", "the file contains a null byte")
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ":"): separators += 1
            case UInt8(ascii: "-"), UInt8(ascii: "?"):
                if place + 1 < bytes.count, bytes[place + 1] <= 0x20 { separators += 1 }
            case UInt8(ascii: "&"), UInt8(ascii: "*"):
                let name = bytes[(place + 1)...].prefix(while: isNameByte)
                if name.isEmpty { break }
                if byte == UInt8(ascii: "&") { anchors.insert(name) } else { aliases.append((name, line)) }
            default: break
            }
        }
        if let alias = aliases.first(where: { anchors.contains($0.name) }) {
            throw DrillFault(
                line: alias.line, "les ancres et les alias sont refusés", "anchors and aliases are refused")
        }
        guard separators <= 2 * mostValues else {
            throw DrillFault("le fichier contient trop de valeurs", "the file holds too many values")
        }
    }

    /// What libyaml takes for a part of an anchor's name.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func fault(of error: YamlError) -> DrillFault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return DrillFault(
                line: mark.line, "ce n’est pas du YAML valable (\(problem))", problem)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "‘\($0)’" }.sorted().joined(separator: ", ")
            return DrillFault(
                line: context.mark.line, "clés écrites deux fois\u{00A0}: \(names)",
                "keys written twice: \(names)")
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
            return DrillFault("le fichier ne se lit pas (\(problem))", problem)
        case .no, .memory, .dataCouldNotBeDecoded:
            return DrillFault("le fichier ne se lit pas comme du YAML", "the file cannot be read as YAML")
        }
    }

    /// Without what ends a block: the line end is part of how it is written, not of what it says.
    private static func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }

    private struct Conversion {
        private var values = 0

        mutating func tree(of node: Yams.Node, depth: Int) throws(DrillFault) -> ScenarioTree {
            let line = node.mark?.line ?? 0
            func refusal(_ french: String, _ english: String) -> DrillFault {
                DrillFault(line: line, french, english)
            }
            values += 1
            guard values <= mostValues else { throw refusal("trop de valeurs", "more than \(mostValues) values") }
            guard depth <= mostDepth else {
                throw refusal("plus de \(mostDepth) niveaux", "nested more than \(mostDepth) deep")
            }
            if node.anchor != nil {
                throw refusal("les ancres et les alias sont refusés", "anchors and aliases are refused")
            }
            switch node {
            case .scalar(let scalar):
                // Whatever stands between quotes gets the tag of texts, and nothing else has one that nobody wrote.
                let tag = scalar.tag.description
                if !tag.isEmpty, tag != "tag:yaml.org,2002:str" || scalar.style == .plain {
                    throw refusal("les étiquettes de type sont refusées", "tags are refused")
                }
                let isPlain = scalar.style == .plain || scalar.style == .any
                return ScenarioTree(content: .scalar(ScenarioTree.trimmed(scalar.string), isPlain: isPlain), line: line)
            case .sequence(let sequence):
                var items: [ScenarioTree] = []
                for item in sequence { items.append(try tree(of: item, depth: depth + 1)) }
                return ScenarioTree(content: .sequence(items), line: line)
            case .mapping(let mapping):
                var entries: [Entry] = []
                for (key, value) in mapping {
                    guard case .scalar(let name) = key else { throw refusal("une clé est un texte", "a key is a text") }
                    if name.string == "<<" {
                        throw refusal("les fusions «\u{00A0}<<\u{00A0}» sont refusées", "merge keys are refused")
                    }
                    entries.append(Entry(key: name.string, tree: try tree(of: value, depth: depth + 1)))
                }
                return ScenarioTree(content: .mapping(entries), line: line)
            case .alias:
                throw refusal("les ancres et les alias sont refusés", "anchors and aliases are refused")
            }
        }
    }
}
