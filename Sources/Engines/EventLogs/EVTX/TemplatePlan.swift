// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where a fragment stands, which says what its elements mean.
enum FragmentPlace: UInt8 {
    case document
    case event
    case system
    case eventData
    case userData
    case rendering
}

/// Bytes of the store: a name or a text.
struct PlanText {
    var start: UInt32 = 0
    var count: UInt32 = 0

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// One step of a template's document, in document order.
struct PlanStep {
    enum Kind: UInt8 {
        /// `text` is the name; attributes follow, then from `content` what the element holds, until `end`.
        case element
        /// `text` is the name; what the attribute holds follows, until `end`.
        case attribute
        case text
        case substitution
        /// A substitution that may hold a fragment of its own.
        case splice
        case close
    }

    var kind: Kind
    var isOptional = false
    /// What the template announces; the value says its own.
    var type: UInt8 = 0
    var substitution: UInt16 = 0
    var text = PlanText()
    /// The name of an element or an attribute as JSON begins a member with it: `"Name":`.
    var key = PlanText()
    /// The same of the `Name` of `<Data Name="…">`, if the template writes it out.
    var label = PlanText()
    var content: UInt32 = 0
    var end: UInt32 = 0
}

/// A named value of the event: what lies between two steps.
struct PlannedField {
    var name: PlanText
    /// In the table of names; -1 where no rule asks for it.
    var key: Int32 = -1
    var firstStep: UInt32
    var endStep: UInt32
    /// The substitution, where the field is one and nothing else, as nearly all are.
    var only: Int32
    /// One of `SystemField`, which is absent rather than empty when it has no value.
    var isSystem: Bool
    /// The next field of the same name in the plan; -1 at the end.
    var next: Int32 = -1
}

struct PlannedSplice {
    var step: UInt32
    var substitution: UInt16
    var place: FragmentPlace
}

/// One template, compiled: all are ranges in the flat arrays of the store.
struct TemplatePlan {
    var place: FragmentPlace
    var walk: Range<Int>
    var steps: Range<Int>
    var fields: Range<Int>
    var splices: Range<Int>
    /// For each key of the table, the number of its field + 1.
    var slots: Int
}
