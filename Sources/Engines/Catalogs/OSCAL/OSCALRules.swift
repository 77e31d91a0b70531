// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Checks a document against what OSCAL 1.2 asks of catalogues, assessment results and plans of action: required and
/// allowed fields, patterns of their values, identifiers that are unique and lead somewhere.
///
/// The shapes are those of the metaschema (NIST, CC0) for the parts that Carène writes; a part that it never writes is
/// accepted as it is.
public enum OSCALRules {
    public struct Fault: Sendable, Hashable {
        public let line: Int
        public let column: Int
        /// Such as `assessment-results/results/0/findings/3/target`.
        public let path: String
        public let message: String
    }

    public struct Verdict: Sendable, Hashable {
        /// `catalog`, `assessment-results` or `plan-of-action-and-milestones`.
        public let model: String
        public let faults: [Fault]
    }

    /// Beyond this a reader learns nothing more.
    static let faultLimit = 200

    /// - Throws: what makes the whole file unreadable: it is no JSON, or no document that is known here.
    public static func check(_ bytes: [UInt8]) throws(CatalogError) -> Verdict {
        let tree = try JSONParser.parse(bytes)
        guard case .mapping(let entries) = tree.content,
            let model = entries.first(where: { OSCALShapes.models[$0.key] != nil }),
            let shape = OSCALShapes.models[model.key]
        else {
            throw CatalogError(
                "not an OSCAL document that can be checked: \(OSCALShapes.models.keys.sorted().joined(separator: ", "))"
            )
        }
        var checking = OSCALChecking()
        for other in entries where other.key != model.key && other.key != "$schema" {
            checking.fault(other.mark, other.key, "a document holds one model: ‘\(model.key)’ is already there")
        }
        checking.check(model.value, as: shape, at: model.key)
        checking.checkReferences()
        return Verdict(model: model.key, faults: checking.faults)
    }
}

/// One walk through a document.
struct OSCALChecking {
    private(set) var faults: [OSCALRules.Fault] = []
    private var known: Set<String> = []
    private var references: [(text: String, mark: Tree.Mark, path: String)] = []

    mutating func fault(_ mark: Tree.Mark, _ path: String, _ message: String) {
        guard faults.count < OSCALRules.faultLimit else { return }
        faults.append(OSCALRules.Fault(line: mark.line, column: mark.column, path: path, message: message))
    }

    mutating func check(_ tree: Tree, as kind: String, at path: String) {
        if kind == "any" { return }
        guard let shape = OSCALShapes.shapes[kind] else { return checkText(tree, as: kind, at: path) }
        guard case .mapping(let entries) = tree.content else {
            return fault(tree.mark, path, "must be an object (\(kind))")
        }
        for field in shape where field.isRequired && !entries.contains(where: { $0.key == field.name }) {
            fault(tree.mark, path, "‘\(field.name)’ is missing")
        }
        for entry in entries {
            let place = "\(path)/\(entry.key)"
            guard let field = shape.first(where: { $0.name == entry.key }) else {
                fault(entry.mark, place, "‘\(entry.key)’ is not a field of \(kind)")
                continue
            }
            check(entry.value, as: field, at: place)
        }
        // A party, a resource or a finding is known by its identifier; what refers to it has a field of another name.
        if kind != "property", let uuid = tree["uuid"], case .scalar(let text, _) = uuid.content {
            if !known.insert(text.lowercased()).inserted {
                fault(uuid.mark, "\(path)/uuid", "the identifier \(text) is already taken")
            }
        }
        if kind == "selection", tree["include-all"] == nil, tree["include-controls"] == nil {
            fault(tree.mark, path, "‘include-all’ or ‘include-controls’ is missing")
        }
        if kind == "group", tree["groups"] != nil, tree["controls"] != nil {
            fault(tree.mark, path, "a group holds groups or controls, not both")
        }
    }

    private mutating func check(_ tree: Tree, as field: OSCALShapes.Field, at path: String) {
        guard field.isList else { return check(tree, as: field.kind, at: path) }
        guard case .sequence(let items) = tree.content else { return fault(tree.mark, path, "must be a list") }
        if items.isEmpty { fault(tree.mark, path, "an empty list is left out") }
        for (index, item) in items.enumerated() { check(item, as: field.kind, at: "\(path)/\(index)") }
    }

    private mutating func checkText(_ tree: Tree, as kind: String, at path: String) {
        guard case .scalar(let text, let isPlain) = tree.content, !isPlain else {
            return fault(tree.mark, path, "must be a text")
        }
        if let words = OSCALShapes.words[kind] {
            if !words.contains(text) {
                fault(tree.mark, path, "‘\(text.prefix(60))’ is none of \(words.joined(separator: ", "))")
            }
            return
        }
        if let message = OSCALPatterns.flaw(of: text, as: kind) {
            fault(tree.mark, path, "‘\(text.prefix(60))’ \(message)")
        }
        if kind == "name" {
            references.append((text, tree.mark, path))
        } else if kind == "reference", text.hasPrefix("#") {
            references.append((String(text.dropFirst()), tree.mark, path))
        }
    }

    /// Identifiers that name nothing in this document. A fragment leads to a resource of the back matter.
    mutating func checkReferences() {
        for reference in references where !known.contains(reference.text.lowercased()) {
            fault(reference.mark, reference.path, "nothing here has the identifier \(reference.text.prefix(60))")
        }
    }
}
