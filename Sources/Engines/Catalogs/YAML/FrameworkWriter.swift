// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Writes `carene-framework/1`. Reading what this writes gives the same framework.
public enum FrameworkWriter {
    public static func write(_ framework: Framework) -> String {
        var output = YAMLWriter()
        output.text("format", FrameworkReader.format)
        output.text("identifier", framework.identity.identifier)
        output.text("version", framework.identity.version)
        output.text("title", framework.title)
        output.optional("summary", framework.summary)
        output.text("language", framework.language)
        output.optional("publisher", framework.publisher)
        output.optional("license", framework.license)
        output.text("status", framework.status.rawValue)
        output.list("sources", framework.sources) { source, item in
            item.text("title", source.title)
            if let url = source.url { item.text("url", url) }
            item.optional("note", source.note)
        }
        if framework.scale != .compliance {
            output.list("scale", framework.scale.levels) { level, item in
                item.raw("value", "\(level.value)")
                item.text("title", level.title)
                item.optional("description", level.description)
                item.raw("score", "\(level.score)")
            }
        }
        output.list("profiles", framework.profiles) { profile, item in
            item.text("code", profile.code)
            item.text("title", profile.title)
            item.optional("description", profile.description)
            if profile.isSelectedByDefault { item.raw("selected", "true") }
        }
        write(framework.deadlines, defaultStatus: framework.status, to: &output)
        if !framework.translations.isEmpty {
            output.mapping("translations") { languages in
                for (language, texts) in framework.translations.sorted(by: { $0.key < $1.key }) {
                    languages.mapping(language) { item in
                        item.text("title", texts.title)
                        item.optional("summary", texts.summary)
                    }
                }
            }
        }
        var children: [String?: [Requirement]] = [:]
        for requirement in framework.requirements { children[requirement.parent, default: []].append(requirement) }
        RequirementWriter(children: children, status: framework.status)
            .write(below: nil, key: "requirements", pillar: nil, to: &output)
        return output.content
    }

    static func write(_ deadlines: [Deadline], defaultStatus: Status, to output: inout YAMLWriter) {
        output.list("deadlines", deadlines) { deadline, item in
            item.text("title", deadline.title)
            switch deadline.timing {
            case .on(let day): item.text("on", day.description)
            case .every(let period): item.text("every", period.description)
            case .window(let from, let to):
                item.text("from", from.description)
                item.text("to", to.description)
            }
            if deadline.status != defaultStatus { item.text("status", deadline.status.rawValue) }
        }
    }
}

private struct RequirementWriter {
    let children: [String?: [Requirement]]
    let status: Status

    func write(below parent: String?, key: String, pillar: Pillar?, to output: inout YAMLWriter) {
        output.list(key, children[parent] ?? []) { requirement, item in
            write(requirement, pillar: pillar, to: &item)
        }
    }

    private func write(_ requirement: Requirement, pillar: Pillar?, to item: inout YAMLWriter) {
        let isParent = children[requirement.code] != nil
        item.text("code", requirement.code)
        item.text("title", requirement.title)
        if requirement.isAssessable == isParent { item.raw("assessable", "\(requirement.isAssessable)") }
        item.optional("expectation", requirement.expectation)
        item.optional("guidance", requirement.guidance)
        if let own = requirement.pillar, own != pillar { item.text("pillar", own.rawValue) }
        if let scope = requirement.scope { item.text("scope", scope.rawValue) }
        if requirement.weight != 1 { item.raw("weight", YAMLWriter.number(requirement.weight)) }
        if requirement.priority != .recommended { item.text("priority", requirement.priority.rawValue) }
        item.texts("profiles", requirement.profiles)
        if requirement.status != status { item.text("status", requirement.status.rawValue) }
        item.optional("source", requirement.source)
        FrameworkWriter.write(requirement.deadlines, defaultStatus: requirement.status, to: &item)
        if let evidence = requirement.evidence { item.mapping("evidence") { EvidenceWriter.write(evidence, to: &$0) } }
        if let coverage = requirement.coverage {
            item.mapping("coverage") { fields in
                fields.text("scope", coverage.scope.rawValue)
                if let otherwise = coverage.otherwise { fields.text("otherwise", otherwise.rawValue) }
                if let weight = coverage.weight { fields.text("weight", weight) }
                fields.raw("atLeast", YAMLWriter.number(coverage.atLeast))
            }
        }
        if let question = requirement.question { write(question, to: &item) }
        item.optional("typicalEvidence", requirement.typicalEvidence)
        item.texts("threats", requirement.threats)
        item.texts("referenceControls", requirement.referenceControls)
        if !requirement.translations.isEmpty {
            item.mapping("translations") { languages in
                for (language, texts) in requirement.translations.sorted(by: { $0.key < $1.key }) {
                    languages.mapping(language) { fields in
                        fields.text("title", texts.title)
                        fields.optional("expectation", texts.expectation)
                        fields.optional("guidance", texts.guidance)
                    }
                }
            }
        }
        if isParent { write(below: requirement.code, key: "children", pillar: requirement.pillar, to: &item) }
    }

    private func write(_ question: Question, to item: inout YAMLWriter) {
        item.mapping("question") { fields in
            fields.text("text", question.text)
            fields.optional("help", question.help)
            fields.list("choices", question.choices) { choice, entry in
                entry.text("title", choice.title)
                switch choice.response {
                case .level(let value): entry.raw("value", "\(value)")
                case .notApplicable: entry.raw("notApplicable", "true")
                case .unanswered: break  // Refused by FrameworkRules.
                }
            }
        }
    }
}
