// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads the tree of requirements into the flat list that a framework holds.
struct RequirementReader {
    let frameworkStatus: Status
    private(set) var requirements: [Requirement] = []
    /// Where each requirement was read, to place what is found wrong later.
    private(set) var cursors: [Cursor] = []

    init(frameworkStatus: Status) {
        self.frameworkStatus = frameworkStatus
    }

    static let keys: Set<String> = [
        "code", "title", "expectation", "guidance", "pillar", "scope", "weight", "priority", "profiles", "status",
        "source", "deadlines", "evidence", "coverage", "question", "children", "assessable", "typicalEvidence",
        "threats", "referenceControls", "translations",
    ]

    mutating func read(_ list: Cursor?, parent: String?, pillar: Pillar?) {
        for item in list?.items() ?? [] {
            guard requirements.count <= FrameworkRules.largestCount else { return }
            guard let fields = item.fields(only: RequirementReader.keys) else { continue }
            let requirement = read(fields, parent: parent, pillar: pillar)
            requirements.append(requirement)
            cursors.append(item)
            if let children = fields["children"] {
                read(children, parent: requirement.code, pillar: requirement.pillar)
            }
        }
    }

    private func read(_ fields: Fields, parent: String?, pillar: Pillar?) -> Requirement {
        let hasChildren = fields["children"].map { cursor in
            if case .sequence(let items) = cursor.tree.content { return !items.isEmpty }
            return false
        }
        let status = fields["status"]?.choice(of: Status.self) ?? frameworkStatus
        let texts: Set<String> = ["title", "expectation", "guidance"]
        return Requirement(
            code: fields.requiredText("code", upTo: 60), parent: parent,
            isAssessable: fields["assessable"]?.truth() ?? !(hasChildren ?? false),
            title: fields.requiredText("title", upTo: 500), expectation: fields.text("expectation"),
            guidance: fields.text("guidance"), pillar: fields["pillar"]?.choice(of: Pillar.self) ?? pillar,
            scope: fields["scope"]?.choice(of: Scope.self), weight: fields["weight"]?.number() ?? 1,
            priority: fields["priority"]?.choice(of: Requirement.Priority.self) ?? .recommended,
            profiles: fields.texts("profiles"), status: status, source: fields.text("source", upTo: 1000),
            deadlines: fields.items("deadlines").compactMap { FrameworkReader.readDeadline($0, status: status) },
            evidence: fields["evidence"].flatMap { EvidenceReader.read($0) },
            coverage: fields["coverage"].flatMap { readCoverage($0) },
            question: fields["question"].flatMap { readQuestion($0) },
            typicalEvidence: fields.text("typicalEvidence"), threats: fields.texts("threats"),
            referenceControls: fields.texts("referenceControls"),
            translations: FrameworkReader.readTranslations(fields, keys: texts).mapValues {
                Requirement.Translation(
                    title: $0.text("title"), expectation: $0.text("expectation"), guidance: $0.text("guidance"))
            })
    }

    private func readCoverage(_ cursor: Cursor) -> Coverage? {
        guard let fields = cursor.fields(only: ["scope", "otherwise", "weight", "atLeast"]) else { return nil }
        let otherwise = fields["otherwise"]?.choice(of: Scope.self)
        let weight = fields.optionalText("weight", upTo: 60)
        guard let scope = fields.required("scope")?.choice(of: Scope.self),
            let share = fields.required("atLeast")?.number()
        else { return nil }
        return Coverage(scope: scope, otherwise: otherwise, weight: weight, atLeast: share)
    }

    private func readQuestion(_ cursor: Cursor) -> Question? {
        guard let fields = cursor.fields(only: ["text", "help", "choices"]) else { return nil }
        let choices = fields.required("choices")?.items().compactMap { readChoice($0) } ?? []
        if let list = fields["choices"], choices.isEmpty { list.fail("a question has at least one choice") }
        return Question(text: fields.requiredText("text"), help: fields.text("help"), choices: choices)
    }

    private func readChoice(_ cursor: Cursor) -> Question.Choice? {
        guard let fields = cursor.fields(only: ["title", "value", "notApplicable"]) else { return nil }
        let title = fields.requiredText("title", upTo: 500)
        let isExempt = fields["notApplicable"]?.truth()
        switch (fields["value"], isExempt) {
        case (let value?, nil): return value.integer().map { Question.Choice(title: title, response: .level($0)) }
        case (nil, true?): return Question.Choice(title: title, response: .notApplicable)
        default:
            cursor.fail("a choice has either a ‘value’ or ‘notApplicable: true’")
            return nil
        }
    }
}
