// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads `carene-mapping/1`.
public enum MappingReader {
    public static let format = "carene-mapping/1"

    public static func read(_ bytes: [UInt8]) throws(CatalogError) -> MappingSet {
        try read(try YAMLComposer.parse(bytes))
    }

    public static func read(_ text: String) throws(CatalogError) -> MappingSet {
        try read(Array(text.utf8))
    }

    static func read(_ tree: Tree) throws(CatalogError) -> MappingSet {
        let log = IssueLog()
        let root = Cursor(tree: tree, path: .root, log: log)
        let keys: Set<String> = [
            "format", "identifier", "title", "status", "license", "source", "sourceVersion", "target",
            "targetVersion", "pairs",
        ]
        guard let fields = root.fields(only: keys) else { throw CatalogError(issues: log.sorted) }
        FrameworkReader.checkFormat(fields, is: format)
        for key in ["identifier", "source", "target"] {
            let text = fields.requiredText(key)
            // A mapping is named after the two frameworks that it joins: it may be twice as long.
            let isName =
                !text.isEmpty && text.utf8.count <= 122
                && text.utf8.allSatisfy { $0.isLowerLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
            if !text.isEmpty, key == "identifier" ? !isName : !Framework.Identity.isIdentifier(text) {
                fields[key]?.fail("‘\(text)’ is not an identifier: [a-z0-9-]")
            }
        }
        for key in ["sourceVersion", "targetVersion"] {
            if let cursor = fields[key], let text = cursor.text(), !Framework.Identity.isVersion(text) {
                cursor.fail("‘\(text)’ is not a version: [A-Za-z0-9._-]{1,30}")
            }
        }
        let pairs = fields.required("pairs")?.items().compactMap { readPair($0) } ?? []
        var seen: Set<[String]> = []
        for (pair, cursor) in zip(pairs, fields.items("pairs")) where !log.hasErrors {
            if !seen.insert([pair.from, pair.to]).inserted {
                cursor.fail("‘\(pair.from)’ and ‘\(pair.to)’ are already paired")
            }
        }
        let mapping = MappingSet(
            identifier: fields.text("identifier"), title: fields.requiredText("title", upTo: 300),
            source: fields.text("source"), sourceVersion: fields.optionalText("sourceVersion"),
            target: fields.text("target"), targetVersion: fields.optionalText("targetVersion"),
            status: fields["status"]?.choice(of: Status.self) ?? .confirmed, license: fields.text("license"),
            pairs: pairs)
        try log.throwErrors()
        return mapping
    }

    private static func readPair(_ cursor: Cursor) -> MappingSet.Pair? {
        guard let fields = cursor.fields(only: ["from", "to", "relation", "strength", "note"]) else { return nil }
        let (from, to) = (fields.requiredText("from", upTo: 60), fields.requiredText("to", upTo: 60))
        let strength = fields["strength"]?.number()
        if let strength, !(0...1).contains(strength) { fields["strength"]?.fail("a strength is a number from 0 to 1") }
        let note = fields.text("note")
        guard let relation = fields.required("relation")?.choice(of: MappingSet.Relation.self) else { return nil }
        return MappingSet.Pair(from: from, to: to, relation: relation, strength: strength, note: note)
    }
}
