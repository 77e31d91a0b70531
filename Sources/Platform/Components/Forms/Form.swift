// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// How a form travels: `get` for what only reads, `post` for what changes.
public enum FormMethod: String, Sendable {
    case get
    case post
}

/// A form.
/// - Parameters:
///   - isMultipart: needed when a file is sent.
///   - autosave: the script sends the form at each change and puts the fragment that comes back in the place of the
///     nearest `data-region`. Without script the form keeps its button.
public func form(
    action: URLPath, method: FormMethod = .post, isMultipart: Bool = false, autosave: Bool = false,
    hidden: [(name: String, value: String)] = [], _ content: HTML
) -> HTML {
    // The server's own sentences are better than the browser's: they stay on the page and in the right language.
    """
    <form class="form" method="\(method.rawValue)" action="\(action)" novalidate\
    \(flag: " enctype=\"multipart/form-data\"", when: isMultipart)\(flag: " data-autosave", when: autosave)>\
    \(hiddenFields(hidden))\(content)</form>
    """
}

/// The line of buttons that ends a form.
public func formActions(_ content: HTML) -> HTML { "<div class=\"actions form-actions\">\(content)</div>" }

/// Two things at both ends of one line that wraps.
public func ends(_ start: HTML, _ end: HTML) -> HTML { "<div class=\"ends\">\(start)\(end)</div>" }

/// Fields of one subject, side by side where there is room.
public func fieldRow(_ fields: [HTML]) -> HTML { "<div class=\"field-row\">\(fields)</div>" }

func hiddenFields(_ fields: [(name: String, value: String)]) -> HTML {
    fields.html { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" }
}

/// A fault of one field, for the summary.
public struct FieldError: Sendable, Hashable {
    /// The name of the field.
    public var name: String
    public var message: String

    public init(name: String, message: String) {
        self.name = name
        self.message = message
    }
}

/// At the top of a form that came back: how many things to put right, each leading to its field. Nothing when all is
/// well.
public func errorSummary(_ t: Language, _ errors: [FieldError]) -> HTML {
    guard !errors.isEmpty else { return HTML() }
    let title = t(
        "Rien n’est enregistré encore\u{00A0}: "
            + t.count(errors.count, ("réponse à corriger.", "réponses à corriger."), ("", "")),
        "Nothing is saved yet: " + t.count(errors.count, ("", ""), ("answer to correct.", "answers to correct.")))
    return """
        <div class="notice danger" role="alert" tabindex="-1" data-focus>\(Icon.triangle)<div>\
        <p class="notice-title">\(title)</p>\
        <ul>\(errors.html { "<li><a href=\"#\(Field.identifier($0.name))\">\($0.message)</a></li>" })</ul></div></div>
        """
}
