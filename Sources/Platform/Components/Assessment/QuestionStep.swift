// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// One question of the guided interview.
public struct QuestionStep: Sendable {
    /// From 1.
    public var number: Int
    public var total: Int
    public var question: String
    /// Why it is asked, or where to look.
    public var help: String
    /// The name of the field that carries the answer.
    public var name: String
    public var choices: [Choice]
    public var selected: String?
    public var error: String?
    public var action: URLPath
    public var previous: URLPath?
    /// Sent with the answer.
    public var hidden: [(name: String, value: String)]

    public init(
        number: Int, total: Int, question: String, help: String = "", name: String, choices: [Choice],
        selected: String? = nil, error: String? = nil, action: URLPath, previous: URLPath? = nil,
        hidden: [(name: String, value: String)] = []
    ) {
        self.number = number
        self.total = total
        self.question = question
        self.help = help
        self.name = name
        self.choices = choices
        self.selected = selected
        self.error = error
        self.action = action
        self.previous = previous
        self.hidden = hidden
    }
}

/// A page with one question, large answers, and the way back. The question is the page's `h1`.
public func questionStep(_ t: Language, _ step: QuestionStep) -> HTML {
    let field = Field(
        t, step.name, label: step.question, hint: step.help.isEmpty ? nil : step.help, error: step.error)
    let total = max(step.total, 1)
    let number = min(max(step.number, 1), total)
    return """
        <form class="question" method="post" action="\(step.action)" novalidate data-card>\(hiddenFields(step.hidden))\
        <p class="question-place">\(t("Question \(number) sur \(total)", "Question \(number) of \(total)"))</p>\
        <progress max="\(total)" value="\(number - 1)" aria-hidden="true"></progress>\
        <fieldset class="field\(flag: " faulty", when: step.error != nil)" id="\(field.identifier)" tabindex="-1"\
        \(when(field.describedBy) { " aria-describedby=\"\($0)\"" })><legend><h1>\(step.question)</h1></legend>\
        \(field.messages)<div class="choices">\(step.choices.enumerated().html { index, choice in
            """
            <label><input type="radio" name="\(step.name)" value="\(choice.value)"\
            \(flag: " checked", when: choice.value == step.selected)><span><strong>\(choice.title)</strong>\
            \(when(choice.note) { "<small>\($0)</small>" })</span>\
            \(when(index < 9, "<kbd aria-hidden=\"true\">\(index + 1)</kbd>"))</label>
            """
        })</div></fieldset><div class="actions form-actions">\
        \(submit(number == total ? t("Terminer", "Finish") : t("Question suivante", "Next question")))\
        \(when(step.previous) { buttonLink(t("Question précédente", "Previous question"), href: $0) })</div></form>
        """
}
