// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Writes a framework as an OSCAL catalogue.
///
/// What OSCAL has no field for (weight, priority, pillar, scale, profiles) goes into properties of our own namespace,
/// as the format provides. Deadlines, evidence rules, coverage, questions, translations, descriptions of levels and
/// profiles, links to threats and controls, and the framework's sources are not written: the YAML form keeps all.
public enum OSCALWriter {
    /// - Parameter lastModified: an RFC 3339 time with its zone. The output depends on nothing else.
    public static func write(_ framework: Framework, lastModified: String) -> [UInt8] {
        var children: [String?: [Requirement]] = [:]
        for requirement in framework.requirements { children[requirement.parent, default: []].append(requirement) }
        let writer = OSCALTree(children: children, ids: identifiers(framework), status: framework.status)
        let content: [(String, JSONValue?)] =
            [
                ("uuid", .text(NameUUID.text(for: "catalog/\(framework.identity)"))),
                ("metadata", metadata(framework, lastModified: lastModified)),
            ] + writer.nodes(below: nil)
        return JSONValue.object([("catalog", .object(compacting: content))]).bytes
    }

    private static func metadata(_ framework: Framework, lastModified: String) -> JSONValue {
        var properties = [
            property("identifier", framework.identity.identifier), property("version", framework.identity.version),
            property("status", framework.status.rawValue), property("language", framework.language),
        ]
        if !framework.license.isEmpty { properties.append(property("license", "license", remarks: framework.license)) }
        for profile in framework.profiles {
            let selection = profile.isSelectedByDefault ? "selected" : nil
            properties.append(property("profile", profile.code, class: selection, remarks: profile.title))
        }
        for level in framework.scale.levels {
            let group = "level\(level.value)"
            properties.append(property("level", "\(level.value)", remarks: level.title))
            properties.append(property("level-score", "\(level.score)", group: group))
        }
        var parties: [JSONValue] = []
        if !framework.publisher.isEmpty {
            parties.append(
                .object([
                    ("uuid", .text(NameUUID.text(for: "party/\(framework.publisher)"))),
                    ("type", .text("organization")), ("name", .text(framework.publisher)),
                ]))
        }
        return .object(compacting: [
            ("title", .text(framework.title)), ("last-modified", .text(lastModified)),
            ("version", .text(framework.identity.version)), ("oscal-version", .text("1.1.2")),
            ("props", .list(properties)), ("parties", .list(parties)),
            ("remarks", framework.summary.isEmpty ? nil : .text(framework.summary)),
        ])
    }

    static func property(
        _ name: String, _ value: String, class propertyClass: String? = nil, group: String? = nil,
        remarks: String? = nil
    ) -> JSONValue {
        .object(compacting: [
            ("name", .text(name)), ("ns", .text(OSCALCatalog.namespace)), ("value", .text(value)),
            ("class", propertyClass.map { .text($0) }), ("group", group.map { .text($0) }),
            ("remarks", remarks.map { .text($0) }),
        ])
    }

    /// An OSCAL identifier begins with a letter or an underscore; a code may begin with anything else.
    static func identifiers(_ framework: Framework) -> [String: String] {
        var ids: [String: String] = [:]
        var taken = Set(framework.requirements.map(\.code))
        for requirement in framework.requirements {
            let first = requirement.code.utf8.first ?? 0
            var id = requirement.code
            if !(first.isLowerLetter || first.isUpperLetter || first == UInt8(ascii: "_")) {
                id = "_" + id
                while !taken.insert(id).inserted { id = "_" + id }
            }
            ids[requirement.code] = id
        }
        return ids
    }
}

private struct OSCALTree {
    let children: [String?: [Requirement]]
    let ids: [String: String]
    let status: Status

    /// A group holds groups or controls, not both: where sections and questions stand side by side, in an order that
    /// matters, all are controls, and a property says which are not asked.
    func nodes(below parent: String?) -> [(String, JSONValue?)] {
        let nodes = children[parent] ?? []
        if nodes.allSatisfy({ !$0.isAssessable }) {
            return [("groups", .list(nodes.map { group($0) }))]
        }
        return [("controls", .list(nodes.map { control($0) }))]
    }

    private func group(_ requirement: Requirement) -> JSONValue {
        .object(compacting: common(requirement, isControl: false) + nodes(below: requirement.code))
    }

    private func control(_ requirement: Requirement) -> JSONValue {
        let inner = (children[requirement.code] ?? []).map { control($0) }
        return .object(compacting: common(requirement, isControl: true) + [("controls", .list(inner))])
    }

    private func common(_ requirement: Requirement, isControl: Bool) -> [(String, JSONValue?)] {
        let id = ids[requirement.code] ?? requirement.code
        var parts: [JSONValue] = []
        for (name, suffix, text) in [
            ("statement", "smt", requirement.expectation), ("guidance", "gdn", requirement.guidance),
            ("assessment-objective", "obj", requirement.typicalEvidence),
        ] where !text.isEmpty {
            parts.append(
                .object([("id", .text("\(id)_\(suffix)")), ("name", .text(name)), ("prose", .text(text))]))
        }
        return [
            ("id", .text(id)), ("title", .text(requirement.title)),
            ("props", .list(properties(requirement, isControl: isControl))), ("parts", .list(parts)),
        ]
    }

    private func properties(_ requirement: Requirement, isControl: Bool) -> [JSONValue] {
        var list: [JSONValue] = [
            .object([("name", .text("label")), ("value", .text(requirement.code))]),
            OSCALWriter.property("code", requirement.code),
        ]
        if isControl, !requirement.isAssessable { list.append(OSCALWriter.property("assessable", "false")) }
        if requirement.weight != 1 { list.append(OSCALWriter.property("weight", "\(requirement.weight)")) }
        list.append(OSCALWriter.property("priority", requirement.priority.rawValue))
        if let pillar = requirement.pillar { list.append(OSCALWriter.property("pillar", pillar.rawValue)) }
        if let scope = requirement.scope { list.append(OSCALWriter.property("scope", scope.rawValue)) }
        list += requirement.profiles.map { OSCALWriter.property("profile", $0) }
        if requirement.status != status { list.append(OSCALWriter.property("status", requirement.status.rawValue)) }
        if !requirement.source.isEmpty {
            list.append(OSCALWriter.property("source", "source", remarks: requirement.source))
        }
        return list
    }
}
