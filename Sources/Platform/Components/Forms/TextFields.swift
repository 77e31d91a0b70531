// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// One line of text.
/// - Parameter autocomplete: a token of the HTML standard (`name`, `organization`, `one-time-code`); RGAA 11.13 wants
///   it on every field about the person.
public func textField(
    _ field: Field, value: String = "", autocomplete: String? = nil, maxLength: Int? = nil, isNumeric: Bool = false
) -> HTML {
    field.wrapping(
        """
        <input type="text"\(field.attributes) value="\(value)"\(when(autocomplete) { " autocomplete=\"\($0)\"" })\
        \(when(maxLength) { " maxlength=\"\($0)\"" })\(flag: " inputmode=\"numeric\"", when: isNumeric)>
        """)
}

/// An electronic address.
public func emailField(_ field: Field, value: String = "", autocomplete: String = "email") -> HTML {
    field.wrapping(
        """
        <input type="email"\(field.attributes) value="\(value)" autocomplete="\(autocomplete)" spellcheck="false">
        """)
}

/// A password. Its value is never written back in the page.
/// - Parameter isNew: `new-password` lets the browser offer one, `current-password` lets it fill the known one.
public func passwordField(_ field: Field, isNew: Bool = false) -> HTML {
    field.wrapping(
        """
        <input type="password"\(field.attributes) autocomplete="\(isNew ? "new-password" : "current-password")">
        """)
}

/// A day, with the browser's calendar.
public func dateField(_ field: Field, value: Day? = nil, minimum: Day? = nil, maximum: Day? = nil) -> HTML {
    field.wrapping(
        """
        <input type="date"\(field.attributes)\(when(value) { " value=\"\($0.text)\"" })\
        \(when(minimum) { " min=\"\($0.text)\"" })\(when(maximum) { " max=\"\($0.text)\"" })>
        """)
}

/// Several lines of text.
public func textArea(_ field: Field, value: String = "", rows: Int = 4, maxLength: Int? = nil) -> HTML {
    // The parser drops one line feed after the tag: without this one a text that begins with an empty line loses it.
    field.wrapping(
        """
        <textarea\(field.attributes) rows="\(min(max(rows, 1), 40))"\(when(maxLength) { " maxlength=\"\($0)\"" })>
        \(value)</textarea>
        """)
}

/// One file or several; the form around it must be multipart.
/// - Parameter accept: extensions and types, as in `.csv,text/csv`.
public func fileField(_ field: Field, accept: String? = nil, isMultiple: Bool = false) -> HTML {
    field.wrapping(
        """
        <input type="file"\(field.attributes)\(when(accept) { " accept=\"\($0)\"" })\
        \(flag: " multiple", when: isMultiple)>
        """)
}
