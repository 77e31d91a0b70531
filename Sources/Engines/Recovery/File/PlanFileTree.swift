// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Yams

/// What a file says before it means anything, read with limits: what is inside may come from anyone.
struct PlanFileTree {
    struct Entry {
        let key: String
        let tree: PlanFileTree
    }

    enum Content {
        /// `isPlain` tells `true` from `"true"`.
        case scalar(String, isPlain: Bool)
        case sequence([PlanFileTree])
        case mapping([Entry])
    }

    let content: Content
    let line: Int
    let column: Int

    static let mostBytes = 4 << 20
    static let mostValues = 200_000
    static let mostDepth = 16

    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    static func parse(_ yaml: String) throws(RecoveryFileFault) -> PlanFileTree {
        var yaml = yaml
        try survey(Array(yaml.utf8))
        // The parser keeps a pointer to the text, which very short strings, stored inside their own value, do not have.
        if yaml.utf8.count < 64 { yaml += String(repeating: "\n", count: 64) }
        do {
            let parser = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                throw RecoveryFileFault("le fichier est vide", "the file is empty")
            }
            var conversion = Conversion()
            let tree = try conversion.tree(of: root, depth: 1)
            // Nodes only point weakly to what the parser owns.
            return withExtendedLifetime(parser) { tree }
        } catch let fault as RecoveryFileFault {
            throw fault
        } catch let error as YamlError {
            throw fault(of: error)
        } catch {
            throw RecoveryFileFault("le fichier ne se lit pas", "the file cannot be read: \(error)")
        }
    }

    /// Before a parser without limits sees it: size, and anything that could be an alias. An alias works only if an anchor
    /// of its name stands before it; a text where one name is written in both ways is refused without deciding which is
    /// which. No text does that by chance, and no alias works without.
    private static func survey(_ bytes: [UInt8]) throws(RecoveryFileFault) {
        guard bytes.count <= mostBytes else {
            throw RecoveryFileFault(
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
                throw RecoveryFileFault(
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
            throw RecoveryFileFault(
                line: alias.line, "les ancres et les alias sont refusés", "anchors and aliases are refused")
        }
        guard separators <= 2 * mostValues else {
            throw RecoveryFileFault("le fichier contient trop de valeurs", "the file holds too many values")
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

    private static func fault(of error: YamlError) -> RecoveryFileFault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return RecoveryFileFault(
                line: mark.line, column: mark.column, "ce n’est pas du YAML valable (\(problem))", problem)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "‘\($0)’" }.sorted().joined(separator: ", ")
            return RecoveryFileFault(
                line: context.mark.line, column: context.mark.column, "clés écrites deux fois\u{00A0}: \(names)",
                "keys written twice: \(names)")
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
            return RecoveryFileFault("le fichier ne se lit pas (\(problem))", problem)
        case .no, .memory, .dataCouldNotBeDecoded:
            return RecoveryFileFault("le fichier ne se lit pas comme du YAML", "the file cannot be read as YAML")
        }
    }

    private struct Conversion {
        private var values = 0

        mutating func tree(of node: Yams.Node, depth: Int) throws(RecoveryFileFault) -> PlanFileTree {
            let (line, column) = (node.mark?.line ?? 0, node.mark?.column ?? 0)
            func refusal(_ french: String, _ english: String) -> RecoveryFileFault {
                RecoveryFileFault(line: line, column: column, french, english)
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
                return PlanFileTree(content: .scalar(scalar.string, isPlain: isPlain), line: line, column: column)
            case .sequence(let sequence):
                var items: [PlanFileTree] = []
                for item in sequence { items.append(try tree(of: item, depth: depth + 1)) }
                return PlanFileTree(content: .sequence(items), line: line, column: column)
            case .mapping(let mapping):
                var entries: [Entry] = []
                for (key, value) in mapping {
                    guard case .scalar(let name) = key else { throw refusal("une clé est un texte", "a key is a text") }
                    if name.string == "<<" {
                        throw refusal("les fusions «\u{00A0}<<\u{00A0}» sont refusées", "merge keys are refused")
                    }
                    entries.append(Entry(key: name.string, tree: try tree(of: value, depth: depth + 1)))
                }
                return PlanFileTree(content: .mapping(entries), line: line, column: column)
            case .alias:
                throw refusal("les ancres et les alias sont refusés", "anchors and aliases are refused")
            }
        }
    }
}
