// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Yams

/// A YAML document with the line of everything in it, and nothing that a library has no use for.
struct LibraryTree {
    indirect enum Content {
        case text(String)
        case list([LibraryTree])
        case entries([(key: String, line: Int, value: LibraryTree)])
    }

    let content: Content
    let line: Int

    /// Far beyond any library that people write.
    static let mostBytes = 1 << 20
    private static let mostValues = 50_000
    private static let mostDepth = 12

    struct Refusal: Error {
        let line: Int?
        let message: String
    }

    static func parse(_ bytes: [UInt8]) throws(Refusal) -> LibraryTree {
        guard bytes.count <= mostBytes else {
            throw Refusal(line: nil, message: "the file is larger than \(mostBytes) bytes")
        }
        guard !bytes.contains(0) else { throw Refusal(line: nil, message: "the file contains a null byte") }
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal(line: nil, message: "the file is not UTF-8")
        }
        // Yams keeps a pointer to the text, which very short strings, stored inside their own value, do not have.
        if bytes.count < 64 { text += String(repeating: "\n", count: 64) }
        do {
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else { throw Refusal(line: nil, message: "the file is empty") }
            var values = 0
            let tree = try tree(of: root, depth: 1, &values)
            // Nodes only point weakly to the anchors, which the parser owns.
            return withExtendedLifetime(parser) { tree }
        } catch let refusal as Refusal {
            throw refusal
        } catch let error as YamlError {
            throw Self.refusal(error)
        } catch {
            throw Refusal(line: nil, message: "the file cannot be read: \(error)")
        }
    }

    private static func tree(of node: Node, depth: Int, _ values: inout Int) throws(Refusal) -> LibraryTree {
        let line = node.mark?.line ?? 1
        values += 1
        // An alias repeats what it names: counting every visit bounds what a few lines can make of it.
        guard values <= mostValues else { throw Refusal(line: line, message: "the file holds too many values") }
        guard depth <= mostDepth else {
            throw Refusal(line: line, message: "values are nested more than \(mostDepth) deep")
        }
        guard node.anchor == nil else { throw Refusal(line: line, message: "anchors and aliases are refused") }
        switch node {
        case .scalar(let scalar):
            let end = scalar.string.utf8.reversed().drop { $0 == 0x0A }.count
            return LibraryTree(
                content: .text(String(decoding: scalar.string.utf8.prefix(end), as: UTF8.self)), line: line)
        case .sequence(let sequence):
            var items: [LibraryTree] = []
            for item in sequence { items.append(try tree(of: item, depth: depth + 1, &values)) }
            return LibraryTree(content: .list(items), line: line)
        case .mapping(let mapping):
            var entries: [(key: String, line: Int, value: LibraryTree)] = []
            for (key, value) in mapping {
                let place = key.mark?.line ?? line
                guard case .scalar(let name) = key else { throw Refusal(line: place, message: "a key is a text") }
                entries.append((name.string, place, try tree(of: value, depth: depth + 1, &values)))
            }
            return LibraryTree(content: .entries(entries), line: line)
        case .alias: throw Refusal(line: line, message: "anchors and aliases are refused")
        }
    }

    private static func refusal(_ error: YamlError) -> Refusal {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Refusal(line: mark.line, message: "this is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            Refusal(
                line: context.mark.line,
                message: "keys written twice: " + keys.map { "‘\($0)’" }.joined(separator: ", "))
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
            Refusal(line: nil, message: problem)
        case .no, .memory, .dataCouldNotBeDecoded: Refusal(line: nil, message: "the file cannot be read as YAML")
        }
    }
}
