// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Writes a scenario as the file that `ScenarioReader` reads back to the same value.
public enum ScenarioWriter {
    public static func yaml(_ scenario: Scenario) -> String {
        var out = Lines()
        out.add("format: \(Scenario.format)")
        out.add("id: \(scenario.id)")
        out.add("version: \(scenario.version)")
        out.text("title", scenario.title)
        out.text("summary", scenario.summary)
        out.add("threat: \(scenario.threat.rawValue)")
        out.add("level: \(scenario.level.rawValue)")
        out.add("audience: \(scenario.audience.rawValue)")
        out.add("duration: \(scenario.duration)")
        out.text("stopWord", scenario.stopWord)
        out.list("rules", scenario.rules)
        out.list("forbidden", scenario.forbidden)
        out.list("sources", scenario.sources)
        if !scenario.variables.isEmpty {
            out.add("variables:")
            out.deeper { out in
                for variable in scenario.variables { out.add("\(variable.name): \(YAMLText.quoted(variable.value))") }
            }
        }
        out.text("situation", scenario.situation)
        out.text("synopsis", scenario.synopsis)
        out.add("cells: [\(scenario.cells.map(\.rawValue).joined(separator: ", "))]")
        out.items("roles", scenario.roles) { out, role in
            out.add("id: \(role.id)")
            out.add("kind: \(role.kind.rawValue)")
            if let cell = role.cell { out.add("cell: \(cell.rawValue)") }
            out.text("title", role.title)
            out.text("mission", role.mission)
            out.text("plays", role.plays)
        }
        out.items("objectives", scenario.objectives) { out, objective in
            out.add("id: \(objective.id)")
            out.text("title", objective.title)
            out.items("criteria", objective.criteria) { out, criterion in
                out.add("id: \(criterion.id)")
                out.text("text", criterion.text)
                out.add("kind: \(criterion.kind.rawValue)")
                if let from = criterion.from { out.text("from", from.text) }
                if let to = criterion.to { out.text("to", to.text) }
                if let within = criterion.within { out.add("within: \(within)") }
            }
        }
        out.items("injects", scenario.injects, inject)
        if let tabletop = scenario.tabletop {
            out.add("tabletop:")
            out.deeper { out in
                out.add("duration: \(tabletop.duration)")
                out.items("steps", tabletop.steps) { out, step in
                    out.add("minutes: \(step.minutes)")
                    if !step.injects.isEmpty { out.add("injects: [\(step.injects.joined(separator: ", "))]") }
                    out.list("questions", step.questions)
                }
            }
        }
        out.list("hotWash", scenario.hotWash)
        return out.text
    }

    private static func inject(_ out: inout Lines, _ inject: Inject) {
        out.add("id: \(inject.id)")
        if let at = inject.at { out.add("at: \(at)") }
        out.add("degree: \(inject.degree.rawValue)")
        out.text("from", inject.from)
        out.text("to", inject.to)
        out.add("channel: \(inject.channel.rawValue)")
        out.text("title", inject.title)
        out.text("text", inject.text)
        if let phase = inject.phase { out.add("phase: \(phase.rawValue)") }
        if !inject.objectives.isEmpty { out.add("objectives: [\(inject.objectives.joined(separator: ", "))]") }
        out.items("expected", inject.expected) { out, expectation in
            out.text("text", expectation.text)
            if let within = expectation.within { out.add("within: \(within)") }
            out.add("kind: \(expectation.kind.rawValue)")
        }
        out.items("branches", inject.branches) { out, branch in
            out.add("ifNotDoneBy: \(branch.ifNotDoneBy)")
            out.add("then: \(branch.then)")
        }
        out.text("animator", inject.animator)
    }

    struct Lines {
        private(set) var text = ""
        private var depth = 0
        /// What stands before the first line of an item.
        private var dash = false

        mutating func add(_ line: String) {
            text += String(repeating: "  ", count: depth - (dash ? 1 : 0)) + (dash ? "- " : "") + line + "\n"
            dash = false
        }

        mutating func text(_ key: String, _ value: String) {
            guard !value.isEmpty else { return }
            guard YAMLText.isPlainBlock(value) else { return add("\(key): \(YAMLText.quoted(value))") }
            add("\(key): |-")
            for line in value.split(separator: "\n", omittingEmptySubsequences: false) {
                text += line.isEmpty ? "\n" : String(repeating: "  ", count: depth + 1) + line + "\n"
            }
        }

        mutating func list(_ key: String, _ values: [String]) {
            guard !values.isEmpty else { return }
            add("\(key):")
            for value in values { text += String(repeating: "  ", count: depth + 1) + "- \(YAMLText.quoted(value))\n" }
        }

        mutating func items<Item>(_ key: String, _ items: [Item], _ write: (inout Lines, Item) -> Void) {
            guard !items.isEmpty else { return }
            add("\(key):")
            depth += 2
            for item in items {
                dash = true
                write(&self, item)
            }
            depth -= 2
        }

        mutating func deeper(_ write: (inout Lines) -> Void) {
            depth += 1
            write(&self)
            depth -= 1
        }
    }
}

enum YAMLText {
    /// Double quotes with escapes: nothing that a value says can end it.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                // Controls, and the line ends of other scripts that YAML would fold.
                if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
                    || scalar.value == 0x2029 || scalar.value == 0xFEFF
                {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// Several lines that a block can hold as they are.
    static func isPlainBlock(_ text: String) -> Bool {
        guard text.contains("\n"), text.first != "\n", text.last != "\n" else { return false }
        let isSafe = text.unicodeScalars.allSatisfy {
            $0 == "\n"
                || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value != 0x2028
                    && $0.value != 0x2029 && $0.value != 0xFEFF
        }
        return isSafe
            && text.split(separator: "\n", omittingEmptySubsequences: false).allSatisfy {
                $0.first != " " && $0.last != " "
            }
    }
}
