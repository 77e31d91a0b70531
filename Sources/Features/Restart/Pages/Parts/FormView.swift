// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

/// What every form of this room has around its fields.
struct FormView: Sendable {
    let title: String
    var lead = ""
    let button: String
    let action: URLPath
    let back: URLPath
    var errors = FormErrors()
    var notice: Notice?
    /// What may be done besides saving, below the form.
    var others: [Action] = []

    func render(_ t: Language, _ fields: HTML) -> HTML {
        let content: HTML = """
            \(fields)\(formActions("\(submit(button))\(buttonLink(t("Annuler", "Cancel"), href: back))"))
            """
        return """
            \(pageHead(t, PageHead(title, lead: lead)))\(when(notice) { Components.notice($0) })\
            \(errorSummary(t, errors.faults))\(form(action: action, content))\(actions(others))
            """
    }
}
