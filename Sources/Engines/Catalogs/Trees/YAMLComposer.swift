// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Yams

/// YAML read into a tree, with limits.
///
/// Yams composes whole documents, aliases included, and resolves what they stand for: everything that could make
/// that expensive is refused by ``YAMLSurvey`` before it starts. The default resolver would match every scalar
/// against regular expressions and turn `no` into a truth value: the basic one leaves texts as they are written.
enum YAMLComposer {
    static func parse(_ bytes: [UInt8], limits: TreeLimits = .yaml) throws(CatalogError) -> Tree {
        let survey = try YAMLSurvey(bytes, limits: limits)
        guard var text = String(validating: bytes, as: UTF8.self) else { throw CatalogError("the file is not UTF-8") }
        // Yams keeps a pointer to the text, which very short strings, stored inside their own value, do not have.
        if bytes.count < 64 { text += String(repeating: "\n", count: 64) }
        do {
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else { throw CatalogError("the file is empty") }
            var conversion = TreeConversion(limits: limits, mayHaveAnchors: survey.mayHaveAnchors)
            let tree = try conversion.tree(of: root, depth: 1)
            // Nodes only point weakly to the anchors, which the parser owns.
            return withExtendedLifetime(parser) { tree }
        } catch let error as CatalogError {
            throw error
        } catch let error as YamlError {
            throw CatalogError(issues: [issue(of: error)])
        } catch {
            throw CatalogError("the file cannot be read: \(error)")
        }
    }

    private static func issue(of error: YamlError) -> Issue {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let begun = context.map { "\($0.text), from line \($0.mark.line)" }
            let message = [problem, begun].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
            return Issue(line: mark.line, column: mark.column, message: message)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "‘\($0)’" }.joined(separator: ", ")
            return Issue(
                line: context.mark.line, column: context.mark.column, message: "keys written twice: \(names)")
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
            return Issue(message: problem)
        case .no, .memory, .dataCouldNotBeDecoded:
            return Issue(message: "the file cannot be read as YAML")
        }
    }
}

/// Turns the nodes of Yams into our own, refusing what no framework needs.
private struct TreeConversion {
    let limits: TreeLimits
    let mayHaveAnchors: Bool
    private var nodes = 0

    init(limits: TreeLimits, mayHaveAnchors: Bool) {
        self.limits = limits
        self.mayHaveAnchors = mayHaveAnchors
    }

    mutating func tree(of node: Node, depth: Int) throws(CatalogError) -> Tree {
        let mark = mark(of: node)
        nodes += 1
        guard nodes <= limits.nodes else { throw refusal(at: mark, "more than \(limits.nodes) values") }
        guard depth <= limits.depth else { throw refusal(at: mark, "nested more than \(limits.depth) deep") }
        if mayHaveAnchors, node.anchor != nil { throw refusal(at: mark, "anchors and aliases are refused") }
        switch node {
        case .scalar(let scalar):
            // Yams gives the tag of texts to whatever is between quotes, and to nothing else that has no tag.
            let tag = scalar.tag.description
            if !tag.isEmpty, tag != "tag:yaml.org,2002:str" || scalar.style == .plain {
                throw refusal(at: mark, "tags are refused")
            }
            return Tree(content: content(of: scalar), mark: mark)
        case .sequence(let sequence):
            var items: [Tree] = []
            items.reserveCapacity(sequence.count)
            for item in sequence { items.append(try tree(of: item, depth: depth + 1)) }
            return Tree(content: .sequence(items), mark: mark)
        case .mapping(let mapping):
            var entries: [Tree.Entry] = []
            entries.reserveCapacity(mapping.count)
            for (key, value) in mapping {
                let place = self.mark(of: key)
                guard case .scalar(let name) = key else { throw refusal(at: place, "a key is a text") }
                if name.string == "<<", name.style == .plain { throw refusal(at: place, "merge keys are refused") }
                entries.append(
                    Tree.Entry(key: name.string, mark: place, value: try tree(of: value, depth: depth + 1)))
            }
            return Tree(content: .mapping(entries), mark: mark)
        case .alias: throw refusal(at: mark, "anchors and aliases are refused")
        }
    }

    private func content(of scalar: Node.Scalar) -> Tree.Content {
        switch scalar.style {
        case .plain, .any: return .scalar(scalar.string, isPlain: true)
        case .singleQuoted, .doubleQuoted: return .scalar(scalar.string, isPlain: false)
        case .literal, .folded:
            // The newline that ends a block is part of how it is written, not of what it says.
            let kept = scalar.string.utf8.reversed().drop { $0 == 0x0A }.count
            return .scalar(String(decoding: scalar.string.utf8.prefix(kept), as: UTF8.self), isPlain: false)
        }
    }

    private func mark(of node: Node) -> Tree.Mark {
        Tree.Mark(line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    }

    private func refusal(at mark: Tree.Mark, _ message: String) -> CatalogError {
        CatalogError(issues: [Issue(line: mark.line, column: mark.column, message: message)])
    }
}
