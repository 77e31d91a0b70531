// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension CISOAssistantContext {
    func readMapping(_ cursor: Cursor, codes: [String: String]) -> MappingSet? {
        guard let fields = cursor.fields() else { return nil }
        let urn = fields.requiredText("urn").lowercased()
        let source = fields.requiredText("source_framework_urn").lowercased()
        let target = fields.requiredText("target_framework_urn").lowercased()
        let items = fields.required("requirement_mappings")?.items() ?? []
        let rows = items.compactMap { $0.fields() }
        let strongest = rows.compactMap { strength($0) }.max() ?? 0
        var seen: Set<[String]> = []
        let pairs = rows.compactMap { row -> MappingSet.Pair? in
            guard let relation = readRelation(row) else { return nil }
            let from = code(row.requiredText("source_requirement_urn"), codes)
            let to = code(row.requiredText("target_requirement_urn"), codes)
            guard seen.insert([from, to]).inserted else {
                row.cursor.note("‘\(from)’ and ‘\(to)’ are already paired: left out")
                return nil
            }
            let words = [row.text("rationale"), row.text("annotation")].filter { !$0.isEmpty }
            return MappingSet.Pair(
                from: from, to: to, relation: relation,
                strength: strength(row).map { Self.share($0, strongest: strongest) },
                note: words.joined(separator: "\n"))
        }
        return MappingSet(
            identifier: CodeNames.identifier(urn), title: fields.requiredText("name"),
            source: CodeNames.identifier(source), target: CodeNames.identifier(target),
            license: license, pairs: pairs)
    }

    private func readRelation(_ row: Fields) -> MappingSet.Relation? {
        guard let cursor = row.required("relationship"), let text = cursor.text() else { return nil }
        switch text.lowercased() {
        case "equal": return .equal
        case "subset": return .subset
        case "superset": return .superset
        case "intersect", "intersects": return .intersects
        case "not_related":
            cursor.log.addOnce(.note, at: cursor.tree.mark, path: cursor.path, "unrelated pairs are left out")
            return nil
        default:
            cursor.fail("‘\(text)’ is not a relationship")
            return nil
        }
    }

    private func code(_ urn: String, _ codes: [String: String]) -> String {
        let lower = urn.lowercased()
        return codes[lower] ?? CodeNames.code(CodeNames.tail(of: lower)) ?? "unknown"
    }

    private func strength(_ row: Fields) -> Double? {
        row["strength_of_relationship"]?.number()
    }

    /// Files disagree on the scale: 1 to 3, 1 to 10 or 0 to 100. The largest figure of the file tells which.
    private static func share(_ strength: Double, strongest: Double) -> Double {
        let top: Double = strongest <= 1 ? 1 : strongest <= 3 ? 3 : strongest <= 10 ? 10 : 100
        return min(1, max(0, strength / top))
    }
}
