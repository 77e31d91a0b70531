// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Sigma

/// A Sigma filter that would have kept an alert off: the program, its parent and its command line as they were, on this
/// machine. Whoever reads it widens it; it is proposed narrow.
enum FilterProposal {
    private static let fields = [
        "Image", "NewProcessName", "ParentImage", "CommandLine", "TargetFilename", "TargetObject", "ServiceName",
        "ImagePath", "TaskName", "ShareName", "ObjectName", "ScriptBlockText",
    ]

    static func text(for alert: Alert, _ events: [AlertEvent], _ rules: RuleSet) -> String {
        let source = rules.rules.first { $0.id == alert.ruleID }?.logSource ?? LogSource(product: "windows")
        var lines = ["title: \(quoted(alert.title))", "logsource:"]
        if let product = source.product { lines.append("    product: \(quoted(product))") }
        if let category = source.category { lines.append("    category: \(quoted(category))") }
        if let service = source.service { lines.append("    service: \(quoted(service))") }
        if source.product == nil, source.category == nil, source.service == nil {
            lines.append("    product: windows")
        }
        lines += ["filter:", "    rules:", "        - \(quoted(alert.ruleID))", "    selection:"]
        let details = events.last?.details ?? []
        var chosen: [(String, String)] = []
        for field in fields where chosen.count < 3 {
            guard let value = details.first(where: { $0.field == field })?.value, !value.isEmpty else { continue }
            // What was cut is not what the event holds.
            if value.hasSuffix("…") {
                chosen.append((field + "|startswith", String(value.dropLast())))
            } else {
                chosen.append((field, value))
            }
        }
        if !alert.host.isEmpty, alert.hostKey != LiveStore.floodHost { chosen.append(("Computer", alert.host)) }
        if chosen.isEmpty { chosen.append(("Channel", events.last?.channel ?? "")) }
        for (field, value) in chosen { lines.append("        \(field): \(quoted(escaped(value)))") }
        lines.append("    condition: selection")
        return lines.joined(separator: "\n") + "\n"
    }

    /// YAML's single quotes take everything as it is, but for themselves.
    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

    /// Sigma's wildcards, and the backslashes before them, taken literally (specification 2.1, "Escaping").
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        var scalars = Array(text)[...]
        while let one = scalars.popFirst() {
            switch one {
            case "*", "?": escaped += "\\" + String(one)
            case "\\" where scalars.first.map({ "*?\\".contains($0) }) ?? false: escaped += "\\\\"
            default: escaped.append(one)
            }
        }
        return escaped
    }
}
