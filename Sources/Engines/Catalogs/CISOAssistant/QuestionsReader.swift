// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads the questions of one node: a mapping from the URN of each question to what it asks.
struct QuestionsReader {
    /// From the identifier of a group to the code of its profile.
    let groups: [String: String]

    func read(_ fields: Fields) -> [Library.InterviewQuestion] {
        fields.entries.compactMap { entry in
            let cursor = Cursor(tree: entry.value, path: .key(fields.cursor.path, entry.key), log: fields.cursor.log)
            return cursor.fields().flatMap { readQuestion($0, urn: entry.key.lowercased()) }
        }
    }

    private func readQuestion(_ fields: Fields, urn: String) -> Library.InterviewQuestion? {
        guard let type = fields.required("type"), let name = type.text() else { return nil }
        // The older name of the same type.
        guard let kind = Library.InterviewQuestion.Kind(rawValue: name == "single_choice" ? "unique_choice" : name)
        else {
            type.fail("‘\(name)’ is not a type of question")
            return nil
        }
        return Library.InterviewQuestion(
            urn: urn, kind: kind, text: fields.text("text"), annotation: fields.text("annotation"),
            weight: fields["weight"]?.number() ?? 1, dependency: fields["depends_on"].flatMap { readDependency($0) },
            choices: fields.items("choices").compactMap { readChoice($0) },
            translations: CISOAssistantReader.languages(fields).mapValues { $0.text("text") })
    }

    private func readDependency(_ cursor: Cursor) -> Library.InterviewQuestion.Dependency? {
        guard let fields = cursor.fields() else { return nil }
        return Library.InterviewQuestion.Dependency(
            question: fields.requiredText("question").lowercased(),
            answers: fields.texts("answers").map { $0.lowercased() },
            needsAll: fields.optionalText("condition") == "all")
    }

    private func readChoice(_ cursor: Cursor) -> Library.InterviewQuestion.Choice? {
        guard let fields = cursor.fields() else { return nil }
        return Library.InterviewQuestion.Choice(
            urn: fields.text("urn").lowercased(), text: fields.text("value"),
            description: fields.text("description"), color: fields.text("color", upTo: 30),
            addedScore: fields["add_score"]?.integer(), result: fields["compute_result"].flatMap { readResult($0) },
            selectedProfiles: fields.items("select_implementation_groups").compactMap { item in
                guard let reference = item.text() else { return nil }
                if let code = groups[reference] { return code }
                item.fail("the group ‘\(reference)’ is not defined")
                return nil
            },
            translations: CISOAssistantReader.languages(fields).mapValues { $0.text("value") })
    }

    private func readResult(_ cursor: Cursor) -> Library.InterviewQuestion.Result? {
        guard let text = cursor.text() else { return nil }
        switch text.lowercased() {
        // Before results had names, they were true or false.
        case "true": return .compliant
        case "false": return .nonCompliant
        case "": return nil
        default:
            if let result = Library.InterviewQuestion.Result(rawValue: text.lowercased()) { return result }
            cursor.fail("‘\(text)’ is not a result")
            return nil
        }
    }
}

extension Library.InterviewQuestion {
    /// The same question in our own form, when each of its choices settles the answer by itself.
    func guided(scale: Scale) -> Question? {
        guard kind == .uniqueChoice, !choices.isEmpty, !text.isEmpty, dependency == nil else { return nil }
        var guided: [Question.Choice] = []
        for choice in choices {
            guard !choice.text.isEmpty, let response = response(to: choice, scale: scale) else { return nil }
            guided.append(Question.Choice(title: choice.text, response: response))
        }
        return Question(text: text, help: annotation, choices: guided)
    }

    private func response(to choice: Choice, scale: Scale) -> Response? {
        switch choice.result {
        case .compliant: scale.best.map { .level($0.value) }
        case .partiallyCompliant: scale.level(notAbove: 0.5).map { .level($0.value) }
        case .nonCompliant: scale.levels.first.map { .level($0.value) }
        case .notApplicable: .notApplicable
        case nil: nil
        }
    }
}
