// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What the library says of all that it holds, while its frameworks are read.
struct CISOAssistantContext {
    let version: Int
    let language: String
    let publisher: String
    let license: String
    let controls: Set<String>
    let threats: Set<String>
    /// Then a control or a threat that is not in the file may be in another.
    let hasDependencies: Bool

    struct Part {
        let framework: Framework
        let questions: [String: [Library.InterviewQuestion]]
        let codes: [String: String]
    }

    func readFramework(_ cursor: Cursor) -> Part? {
        guard let fields = cursor.fields() else { return nil }
        let urn = fields.requiredText("urn").lowercased()
        let scale = readScale(fields)
        let groups = readGroups(fields)
        var nodes = CISOAssistantNodes(context: self, scale: scale ?? .compliance, groups: groups.codes)
        guard let list = fields.required("requirement_nodes"), nodes.read(list),
            let identity = Framework.Identity(identifier: CodeNames.identifier(urn), version: "\(version)")
        else { return nil }
        let title = fields.optionalText("name", upTo: 500) ?? fields.text("ref_id")
        let rules = FrameworkRules(
            scale: scale ?? .compliance, profiles: groups.profiles, requirements: nodes.requirements, title: title)
        let flaws = rules.flaws
        for flaw in flaws {
            let place = flaw.place.flatMap { nodes.cursors.indices.contains($0) ? nodes.cursors[$0] : nil }
            (place ?? cursor).fail(flaw.message)
        }
        guard flaws.isEmpty, let scale else { return nil }
        do {
            let framework = try Framework(
                identity: identity, title: title, summary: fields.text("description"), language: language,
                publisher: publisher, license: license, scale: scale, profiles: groups.profiles,
                requirements: nodes.requirements, translations: CISOAssistantReader.translations(fields))
            return Part(framework: framework, questions: nodes.questions, codes: nodes.codes)
        } catch {
            for issue in error.issues { cursor.fail(issue.message) }
            return nil
        }
    }

    /// A list of levels, or an object that holds one besides its alternatives. Without any, the answer is the result
    /// of the audit: compliant, partially or not.
    private func readScale(_ fields: Fields) -> Scale? {
        guard let definition = fields["scores_definition"] else { return .compliance }
        var list = definition
        if case .mapping = definition.tree.content, let object = definition.fields() {
            if let alternatives = object["alternatives"] {
                alternatives.note("alternative scales are not read: the main one is used")
            }
            guard let scale = object.required("scale") else { return nil }
            list = scale
        }
        let levels = list.items().compactMap { item -> (value: Int, fields: Fields)? in
            guard let level = item.fields(), let value = level.required("score")?.integer() else { return nil }
            guard (-1_000_000...1_000_000).contains(value) else {
                item.fail("a score is between -1,000,000 and 1,000,000")
                return nil
            }
            return (value, level)
        }.sorted { $0.value < $1.value }
        guard let lowest = levels.first?.value, let highest = levels.last?.value, lowest < highest else {
            list.note("a scale has at least two levels: compliance is used instead")
            return .compliance
        }
        let scale = Scale(
            levels: levels.map { value, level in
                Scale.Level(
                    value: value, title: level.optionalText("name") ?? "\(value)",
                    description: level.text("description"),
                    score: Double(value - lowest) / Double(highest - lowest))
            })
        if scale == nil { list.fail("two levels have the same score, or there are more than 101") }
        return scale
    }

    /// Implementation groups become profiles. Their identifiers may hold what a code may not.
    private func readGroups(_ fields: Fields) -> (profiles: [Framework.Profile], codes: [String: String]) {
        var profiles: [Framework.Profile] = []
        var codes: [String: String] = [:]
        var names = CodeNames()
        for item in fields.items("implementation_groups_definition") {
            guard let group = item.fields() else { continue }
            let reference = group.requiredText("ref_id")
            if codes[reference] != nil {
                item.fail("the group ‘\(reference)’ is defined twice")
                continue
            }
            let code = names.code(preferring: reference, otherwise: "group")
            codes[reference] = code
            profiles.append(
                Framework.Profile(
                    code: code, title: group.optionalText("name", upTo: 500) ?? reference,
                    description: group.text("description"),
                    isSelectedByDefault: group["default_selected"]?.truth() ?? false))
        }
        return (profiles, codes)
    }
}
