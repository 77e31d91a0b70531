// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Turns a catalogue into a framework.
struct OSCALFramework {
    private let catalog: OSCALCatalog
    private let parameters: OSCALParameters
    private let scale: Scale
    private var names = CodeNames()
    private var requirements: [Requirement] = []

    init(catalog: OSCALCatalog) {
        self.catalog = catalog
        parameters = OSCALParameters(catalog)
        scale = OSCALFramework.scale(catalog.metadata.properties) ?? .compliance
    }

    func framework() throws(CatalogError) -> Framework {
        var work = self
        work.add(catalog.groups, below: nil)
        work.add(catalog.controls, below: nil)
        let metadata = catalog.metadata
        let own = metadata.properties
        let version = CodeNames.code(metadata.version).map { String($0.prefix(30)) } ?? "1"
        guard
            let identity = Framework.Identity(
                identifier: own.own("identifier") ?? CodeNames.identifier(metadata.title),
                version: own.own("version") ?? version)
        else { throw CatalogError("the catalogue has neither a title nor a version from which to name it") }
        let profiles = own.filter { $0.name == "profile" && $0.namespace == OSCALCatalog.namespace }.map {
            Framework.Profile(
                code: $0.value, title: $0.remarks, isSelectedByDefault: $0.propertyClass == "selected")
        }
        return try Framework(
            identity: identity, title: metadata.title, summary: metadata.summary,
            language: FrameworkReader.isLanguage(metadata.language) ? metadata.language : "en",
            publisher: metadata.publisher, license: own.first { $0.name == "license" }?.remarks ?? "",
            status: own.own("status").flatMap { Status(rawValue: $0) } ?? .confirmed, scale: work.scale,
            profiles: profiles, requirements: work.requirements)
    }

    private mutating func add(_ groups: [OSCALCatalog.Group], below parent: String?) {
        for group in groups {
            let code = code(id: group.id, title: group.title, group.properties)
            append(
                code: code, parent: parent, isAssessable: false, title: group.title, parts: group.parts,
                properties: group.properties)
            add(group.controls, below: code)
            add(group.groups, below: code)
        }
    }

    private mutating func add(_ controls: [OSCALCatalog.Control], below parent: String?) {
        for control in controls {
            let code = code(id: control.id, title: control.title, control.properties)
            append(
                code: code, parent: parent, isAssessable: control.properties.own("assessable") != "false",
                title: control.title, parts: control.parts, properties: control.properties)
            add(control.controls, below: code)
        }
    }

    private mutating func code(id: String, title: String, _ properties: [OSCALCatalog.Property]) -> String {
        names.code(preferring: properties.own("code") ?? id, otherwise: title)
    }

    private mutating func append(
        code: String, parent: String?, isAssessable: Bool, title: String, parts: [OSCALCatalog.Part],
        properties own: [OSCALCatalog.Property]
    ) {
        let whole = parameters.substitute(in: title)
        let short = whole.count <= FrameworkRules.longestTitle ? whole : CodeNames.title(whole)
        let statement = prose(parts.filter { $0.name == "statement" })
        requirements.append(
            Requirement(
                code: code, parent: parent, isAssessable: isAssessable, title: short.isEmpty ? code : short,
                expectation: short == whole
                    ? statement
                    : [whole, statement].filter { !$0.isEmpty }
                        .joined(separator: "\n\n"),
                guidance: prose(parts.filter { $0.name == "guidance" || $0.name == "overview" }),
                pillar: own.own("pillar").flatMap { Pillar(rawValue: $0) },
                scope: own.own("scope").flatMap { Scope(rawValue: $0) },
                weight: own.own("weight").flatMap { Cursor.number($0) } ?? 1,
                priority: own.own("priority").flatMap { Requirement.Priority(rawValue: $0) } ?? .recommended,
                profiles: own.filter { $0.name == "profile" && $0.namespace == OSCALCatalog.namespace }.map(\.value),
                status: own.own("status").flatMap { Status(rawValue: $0) }
                    ?? catalog.metadata.properties.own("status").flatMap { Status(rawValue: $0) } ?? .confirmed,
                source: own.first { $0.name == "source" && $0.namespace == OSCALCatalog.namespace }?.remarks ?? "",
                typicalEvidence: prose(parts.filter { $0.name == "assessment-objective" })))
    }

    /// A part and its own, each with its label, one below the other.
    private func prose(_ parts: [OSCALCatalog.Part], indent: String = "") -> String {
        parts.flatMap { part -> [String] in
            let label = part.properties.label.map { $0 + " " } ?? ""
            let text = parameters.substitute(in: part.prose)
            let own = text.isEmpty ? [] : [indent + label + text]
            let inner = prose(part.parts, indent: indent.isEmpty && own.isEmpty ? "" : indent + "  ")
            return own + (inner.isEmpty ? [] : [inner])
        }.joined(separator: "\n")
    }

    private static func scale(_ properties: [OSCALCatalog.Property]) -> Scale? {
        let own = properties.filter { $0.namespace == OSCALCatalog.namespace }
        let levels = own.filter { $0.name == "level" }.compactMap { property -> Scale.Level? in
            let score = own.first { $0.name == "level-score" && $0.group == "level" + property.value }?.value
            guard let value = Int(property.value), let score = score.flatMap({ Cursor.number($0) }) else { return nil }
            return Scale.Level(value: value, title: property.remarks, score: score)
        }
        return Scale(levels: levels)
    }
}
