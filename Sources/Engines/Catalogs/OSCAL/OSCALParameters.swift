// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Replaces `{{ insert: param, x }}` by what the parameter says: its values, the choices left to make, or its label.
struct OSCALParameters {
    private let parameters: [String: OSCALCatalog.Parameter]

    /// A choice may insert a parameter whose choices insert others: no published catalogue goes further than this.
    private static let largestDepth = 4

    init(_ catalog: OSCALCatalog) {
        var found: [String: OSCALCatalog.Parameter] = [:]
        func add(_ list: [OSCALCatalog.Parameter]) {
            for parameter in list where found[parameter.id] == nil { found[parameter.id] = parameter }
        }
        func add(_ controls: [OSCALCatalog.Control]) {
            for control in controls {
                add(control.parameters)
                add(control.controls)
            }
        }
        func add(_ groups: [OSCALCatalog.Group]) {
            for group in groups {
                add(group.parameters)
                add(group.controls)
                add(group.groups)
            }
        }
        add(catalog.parameters)
        add(catalog.controls)
        add(catalog.groups)
        parameters = found
    }

    func substitute(in text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")), !parameters.isEmpty else { return text }
        // What parameters insert into one another could grow without end: a text has a longest size.
        var budget = Cursor.longestText
        return substitute(in: text, depth: 0, budget: &budget)
    }

    private func substitute(in text: String, depth: Int, budget: inout Int) -> String {
        var output = ""
        var rest = text[...]
        while let opening = rest.firstIndex(of: "{") {
            output += rest[..<opening]
            rest = rest[opening...]
            guard rest.hasPrefix("{{"), let end = OSCALParameters.end(of: rest),
                let parameter = parameters[OSCALParameters.name(in: rest[..<end])],
                depth < OSCALParameters.largestDepth, budget > 0
            else {
                output += rest.prefix(1)
                rest = rest.dropFirst()
                continue
            }
            let value = substitute(in: OSCALParameters.text(of: parameter), depth: depth + 1, budget: &budget)
            budget -= value.utf8.count
            output += value
            rest = rest[end...]
        }
        return output + rest
    }

    /// The index after the closing braces, which come soon or not at all.
    private static func end(of text: Substring) -> Substring.Index? {
        let head = text.prefix(300)
        var previous: Character?
        for index in head.indices.dropFirst(2) {
            if head[index] == "}", previous == "}" { return head.index(after: index) }
            previous = head[index]
        }
        return nil
    }

    /// `x` in `{{ insert: param, x }}`, and in `{{ x }}` that older catalogues use.
    private static func name(in insertion: Substring) -> String {
        let inside = insertion.dropFirst(2).dropLast(2)
        let last = inside.split(separator: ",").last ?? inside
        return String(last.drop { $0 == " " }.prefix { $0 != " " })
    }

    private static func text(of parameter: OSCALCatalog.Parameter) -> String {
        if !parameter.values.isEmpty { return parameter.values.joined(separator: ", ") }
        if !parameter.choices.isEmpty { return "[" + parameter.choices.joined(separator: " | ") + "]" }
        return "[" + (parameter.label.isEmpty ? parameter.id : parameter.label) + "]"
    }
}
