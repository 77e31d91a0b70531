// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// What every field has: a name, a label, and what the person must know before and after typing.
public struct Field: Sendable, Hashable {
    public var language: Language
    /// The name sent to the server; also the end of the identifier `champ-…`.
    public var name: String
    public var label: String
    public var hint: String?
    /// Says what is wrong and how to put it right.
    public var error: String?
    public var isRequired: Bool
    /// Known to a screen reader only, when the place of the field says it to the eye.
    public var isLabelHidden: Bool

    public init(
        _ language: Language, _ name: String, label: String, hint: String? = nil, error: String? = nil,
        isRequired: Bool = false, isLabelHidden: Bool = false
    ) {
        self.language = language
        self.name = name
        self.label = label
        self.hint = hint
        self.error = error
        self.isRequired = isRequired
        self.isLabelHidden = isLabelHidden
    }

    /// The element that an error summary leads to.
    public var identifier: String { Field.identifier(name) }

    static func identifier(_ name: String) -> String {
        // An identifier with a space cannot be pointed at by aria-describedby, which separates by spaces.
        "champ-" + String(name.map { $0.isWhitespace ? "-" : $0 })
    }

    var describedBy: String? {
        switch (hint != nil, error != nil) {
        case (false, false): nil
        case (true, false): identifier + "-aide"
        case (false, true): identifier + "-erreur"
        case (true, true): "\(identifier)-aide \(identifier)-erreur"
        }
    }

    /// "(obligatoire)" in words: an asterisk means nothing to those who never learnt it.
    var requiredMark: HTML {
        when(isRequired, " <span class=\"required\">\(language("(obligatoire)", "(required)"))</span>")
    }

    var messages: HTML {
        """
        \(when(hint) { "<p class=\"hint\" id=\"\(identifier)-aide\">\($0)</p>" })\
        \(when(error) { "<p class=\"error\" id=\"\(identifier)-erreur\">\(Icon.triangle)<span>\($0)</span></p>" })
        """
    }

    /// Attributes of the control itself.
    var attributes: HTML {
        """
         id="\(identifier)" name="\(name)"\(flag: " required", when: isRequired)\
        \(when(describedBy) { " aria-describedby=\"\($0)\"" })\
        \(flag: " aria-invalid=\"true\"", when: error != nil)
        """
    }

    /// Label, messages, control. The messages come first: they are read before the control is reached.
    func wrapping(_ control: HTML) -> HTML {
        """
        <div class="field\(flag: " faulty", when: error != nil)">\
        <label for="\(identifier)"\(flag: " class=\"visually-hidden\"", when: isLabelHidden)>\(label)\(requiredMark)\
        </label>\(messages)\(control)</div>
        """
    }

    /// The same for several controls that answer one question.
    func grouping(_ controls: HTML) -> HTML {
        """
        <fieldset class="field\(flag: " faulty", when: error != nil)" id="\(identifier)" tabindex="-1"\
        \(when(describedBy) { " aria-describedby=\"\($0)\"" })>\
        <legend\(flag: " class=\"visually-hidden\"", when: isLabelHidden)>\(label)\(requiredMark)</legend>\
        \(messages)\(controls)</fieldset>
        """
    }
}
