// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// One of the answers offered.
public struct Choice: Sendable, Hashable {
    public var value: String
    public var title: String
    /// A line that explains it, where there is room.
    public var note: String?

    public init(_ value: String, _ title: String, note: String? = nil) {
        self.value = value
        self.title = title
        self.note = note
    }
}

/// A list that opens.
/// - Parameter placeholder: shown first, with an empty value.
public func select(_ field: Field, _ choices: [Choice], selected: String? = nil, placeholder: String? = nil) -> HTML {
    field.wrapping(
        """
        <select\(field.attributes)>\(when(placeholder) { "<option value=\"\">\($0)</option>" })\
        \(choices.html { option($0, selected) })</select>
        """)
}

/// A list that opens, its answers under headings.
public func select(
    _ field: Field, groups: [(title: String, choices: [Choice])], selected: String? = nil, placeholder: String? = nil
) -> HTML {
    field.wrapping(
        """
        <select\(field.attributes)>\(when(placeholder) { "<option value=\"\">\($0)</option>" })\
        \(groups.html { group in
            "<optgroup label=\"\(group.title)\">\(group.choices.html { option($0, selected) })</optgroup>"
        })</select>
        """)
}

private func option(_ choice: Choice, _ selected: String?) -> HTML {
    "<option value=\"\(choice.value)\"\(flag: " selected", when: choice.value == selected)>\(choice.title)</option>"
}

/// A box to tick. The hint stands under it.
public func checkbox(_ field: Field, isChecked: Bool = false, value: String = "oui") -> HTML {
    """
    <div class="field\(flag: " faulty", when: field.error != nil)"><label class="tick">\
    <input type="checkbox"\(field.attributes) value="\(value)"\(flag: " checked", when: isChecked)>\
    <span>\(field.label)\(field.requiredMark)</span></label>\(field.messages)</div>
    """
}

/// Several boxes that share a name.
public func checkboxGroup(_ field: Field, _ choices: [Choice], selected: Set<String> = []) -> HTML {
    field.grouping(
        choices.html { choice in
            tick("checkbox", field, choice, isChecked: selected.contains(choice.value), isRequired: false)
        })
}

/// One answer among a few, all visible.
public func radioGroup(_ field: Field, _ choices: [Choice], selected: String? = nil) -> HTML {
    field.grouping(
        choices.html { choice in
            tick("radio", field, choice, isChecked: choice.value == selected, isRequired: field.isRequired)
        })
}

private func tick(_ type: String, _ field: Field, _ choice: Choice, isChecked: Bool, isRequired: Bool) -> HTML {
    """
    <label class="tick"><input type="\(type)" name="\(field.name)" value="\(choice.value)"\
    \(flag: " checked", when: isChecked)\(flag: " required", when: isRequired)>\
    <span>\(choice.title)\(when(choice.note) { "<small>\($0)</small>" })</span></label>
    """
}

/// The scale of an assessment: radio buttons that stand together as one control, with the number key that chooses each.
/// Reads `name` and `label` of the field; the label is the question, hidden when the card already shows it.
/// - Parameter hasKeys: on a page where the script listens to the keyboard (a chapter).
public func scale(_ field: Field, _ choices: [Choice], selected: String? = nil, hasKeys: Bool = true) -> HTML {
    field.grouping(
        """
        <div class="scale">\(choices.enumerated().html { index, choice in
            """
            <label><input type="radio" name="\(field.name)" value="\(choice.value)"\
            \(flag: " checked", when: choice.value == selected)\(flag: " required", when: field.isRequired)>\
            <span>\(choice.title)\
            \(when(hasKeys && index < 9, " <kbd aria-hidden=\"true\">\(index + 1)</kbd>"))</span></label>
            """
        })</div>
        """)
}
