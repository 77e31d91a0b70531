// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Turns the flat list of nodes, linked by `parent_urn`, into requirements in the order of the tree.
struct CISOAssistantNodes {
    let context: CISOAssistantContext
    let scale: Scale
    let groups: [String: String]
    private(set) var requirements: [Requirement] = []
    private(set) var cursors: [Cursor] = []
    private(set) var questions: [String: [Library.InterviewQuestion]] = [:]
    private(set) var codes: [String: String] = [:]

    init(context: CISOAssistantContext, scale: Scale, groups: [String: String]) {
        self.context = context
        self.scale = scale
        self.groups = groups
    }

    private struct Source {
        let urn: String
        let fields: Fields
    }

    /// - Returns: whether the tree is one; issues are in the log.
    mutating func read(_ list: Cursor) -> Bool {
        var sources: [Source] = []
        var places: [String: Int] = [:]
        for item in list.items().prefix(FrameworkRules.largestCount + 1) {
            guard let fields = item.fields() else { continue }
            let urn = fields.requiredText("urn").lowercased()
            if places[urn] != nil { item.fail("‘\(urn)’ is already a node") }
            places[urn] = sources.count
            sources.append(Source(urn: urn, fields: fields))
        }
        var children: [Int: [Int]] = [:]
        for (place, source) in sources.enumerated() {
            guard let parent = source.fields["parent_urn"] else {
                children[-1, default: []].append(place)
                continue
            }
            let urn = parent.text()?.lowercased() ?? ""
            if let above = places[urn] {
                children[above, default: []].append(place)
            } else {
                parent.fail("‘\(urn)’ is not a node of this framework")
            }
        }
        guard !list.log.hasErrors else { return false }
        giveCodes(sources)
        var pending = Array((children[-1] ?? []).reversed())
        var visited = 0
        while let place = pending.popLast() {
            visited += 1
            append(sources[place])
            pending += (children[place] ?? []).reversed()
        }
        // Every node hangs from another: those that no first-level node leads to hang from themselves.
        if visited < sources.count { list.fail("the parents of \(sources.count - visited) nodes form a cycle") }
        return visited == sources.count
    }

    /// The reference when it is the only one of its kind, otherwise the end of the URN, which is.
    private mutating func giveCodes(_ sources: [Source]) {
        var uses: [String: Int] = [:]
        let references = sources.map { $0.fields.optionalText("ref_id").flatMap(CodeNames.code) }
        for reference in references { if let reference { uses[reference, default: 0] += 1 } }
        var names = CodeNames()
        for (source, reference) in zip(sources, references) where reference.map({ uses[$0] == 1 }) ?? false {
            codes[source.urn] = names.code(preferring: reference, otherwise: CodeNames.tail(of: source.urn))
        }
        for source in sources where codes[source.urn] == nil {
            codes[source.urn] = names.code(preferring: nil, otherwise: CodeNames.tail(of: source.urn))
        }
    }

    private mutating func append(_ source: Source) {
        let fields = source.fields
        let code = codes[source.urn] ?? ""
        let name = fields.text("name")
        let description = fields.text("description")
        let reference = fields.text("ref_id")
        let given = [name, description, reference, code].first { !CodeNames.title($0).isEmpty } ?? code
        let title = CodeNames.title(given)
        let isCut = !name.isEmpty && title != name
        let asked = (fields["questions"]?.fields()).map { QuestionsReader(groups: groups).read($0) } ?? []
        if !asked.isEmpty { questions[code] = asked }
        let isImportant = fields.optionalText("importance") == "mandatory"
        let translations = CISOAssistantReader.languages(fields).mapValues {
            Requirement.Translation(
                title: $0.text("name"), expectation: $0.text("description"), guidance: $0.text("annotation"))
        }
        for key in ["min_score", "max_score", "scores_definition_ref"] {
            if let cursor = fields[key] {
                cursor.log.addOnce(
                    .note, at: cursor.tree.mark, path: cursor.path, "‘\(key)’ of a node is not read")
            }
        }
        cursors.append(fields.cursor)
        requirements.append(
            Requirement(
                code: code, parent: (fields["parent_urn"]?.text()?.lowercased()).flatMap { codes[$0] },
                isAssessable: fields["assessable"]?.truth() ?? false, title: title,
                expectation: isCut
                    ? [name, description].filter { !$0.isEmpty }.joined(separator: "\n\n") : description,
                guidance: fields.text("annotation"), weight: fields["weight"]?.number() ?? 1,
                priority: isImportant ? .indispensable : .recommended, profiles: profiles(fields),
                question: asked.count == 1 ? asked.first?.guided(scale: scale) : nil,
                typicalEvidence: fields.text("typical_evidence"),
                threats: links(fields, "threats", known: context.threats),
                referenceControls: links(fields, "reference_controls", known: context.controls),
                translations: translations))
    }

    private func profiles(_ fields: Fields) -> [String] {
        fields.items("implementation_groups").compactMap { item in
            guard let reference = item.text() else { return nil }
            if let code = groups[reference] { return code }
            item.fail("the group ‘\(reference)’ is not defined")
            return nil
        }
    }

    private func links(_ fields: Fields, _ key: String, known: Set<String>) -> [String] {
        fields.items(key).compactMap { item in
            guard let urn = item.text()?.lowercased() else { return nil }
            if !known.contains(urn), !context.hasDependencies { item.fail("‘\(urn)’ is unknown") }
            return urn
        }
    }
}
