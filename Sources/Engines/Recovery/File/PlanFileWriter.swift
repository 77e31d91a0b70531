// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Writes the YAML that the reader reads: what is as it would be anyway is left out, every doubtful text quoted.
struct PlanFileWriter {
    private var lines: [String] = []

    static func text(of model: RecoveryModel) -> String {
        var writer = PlanFileWriter()
        writer.write(model)
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func write(_ model: RecoveryModel) {
        lines.append("format: \(RecoveryPlanFile.format)")
        lines.append("title: \(Self.text(model.title))")
        let days = PlanFileReader.weekdays
        let day = days[min(max(model.startWeekday, 1), days.count) - 1]
        lines.append("start: {weekday: \(day), hour: \(Self.number(model.startHour))}")
        list("nodes", model.map.nodes) { writer, node in
            let steps = model.steps.filter { $0.node == node.key }
            writer.write(node, model.map.dependencies.filter { $0.from == node.key }, steps)
        }
        list("teams", model.teams) { $0.write($1) }
        list("means", model.means) { writer, means in
            writer.item(["key": Self.text(means.key), "name": Self.text(means.name), "units": "\(means.units)"])
        }
        list("reinforcements", model.reinforcements) { writer, helpers in
            var pairs: KeyValuePairs<String, String?> {
                [
                    "team": Self.text(helpers.team), "people": "\(helpers.people)",
                    "from": Self.number(helpers.from), "until": helpers.until.map(Self.number),
                    "origin": helpers.origin.isEmpty ? nil : Self.text(helpers.origin),
                ]
            }
            writer.item(pairs)
        }
        list("setbacks", model.setbacks) { writer, setback in
            writer.item([
                "name": Self.text(setback.name), "probability": Self.number(setback.probability),
                "steps": Self.texts(setback.steps), "factor": Self.estimate(setback.factor),
            ])
        }
    }

    private mutating func write(_ node: MapNode, _ needs: [Dependency], _ steps: [RecoveryStep]) {
        item([
            "key": Self.text(node.key), "name": Self.text(node.name), "layer": node.layer.rawValue,
            "kind": node.kind.rawValue, "careClass": node.careClass.map { "\($0)" },
            "recoveryTime": node.recoveryTimeObjective.map(Self.number),
            "recoveryPoint": node.recoveryPointObjective.map(Self.number),
            "tolerablePeriod": node.maximumTolerablePeriod.map(Self.number),
            "degradedEndurance": node.degradedEndurance.map(Self.number),
            "backupInterval": node.backupInterval.map(Self.number),
            "dataGigabytes": node.dataGigabytes.map(Self.number),
            "needs": needs.isEmpty ? nil : "[" + needs.map(Self.need).joined(separator: ", ") + "]",
        ])
        if steps.isEmpty { return }
        lines.append("    steps:")
        for step in steps {
            let pairs: KeyValuePairs<String, String?> = [
                "key": Self.text(step.key), "title": Self.text(step.title), "phase": step.phase.rawValue,
                "hours": Self.estimate(step.duration),
                "source": step.source == .estimated ? nil : step.source.rawValue,
                "people": step.people.isEmpty ? nil : Self.counts(step.people),
                "means": step.means.isEmpty ? nil : Self.counts(step.means),
                "pauses": step.mayPause ? nil : "false", "after": step.after.isEmpty ? nil : Self.texts(step.after),
            ]
            let text = pairs.compactMap { key, value in value.map { "\(key): \($0)" } }.joined(separator: ", ")
            lines.append("      - {\(text)}")
        }
    }

    private mutating func write(_ team: Team) {
        item([
            "key": Self.text(team.key), "name": Self.text(team.name), "people": "\(team.people)",
            "hoursPerDay": Self.number(team.hoursPerDay),
        ])
        if team.periods.isEmpty {
            lines.append("    periods: []")
            return
        }
        lines.append("    periods:")
        for period in team.periods {
            lines.append(
                "      - {from: \(Self.number(period.from)), rhythm: \(period.rhythm.rawValue), "
                    + "opens: \(Self.number(period.opens)), closes: \(Self.number(period.closes))}")
        }
    }

    private mutating func list<Value>(
        _ key: String, _ values: [Value], write: (inout PlanFileWriter, Value) -> Void
    ) {
        guard !values.isEmpty else {
            if key == "nodes" { lines.append("nodes: []") }
            return
        }
        lines.append("\(key):")
        for value in values { write(&self, value) }
    }

    /// One item of a list, a key a line.
    private mutating func item(_ pairs: KeyValuePairs<String, String?>) {
        var lead = "  - "
        for (key, value) in pairs {
            guard let value else { continue }
            lines.append("\(lead)\(key): \(value)")
            lead = "    "
        }
    }

    private static func need(_ dependency: Dependency) -> String {
        if dependency == Dependency(from: dependency.from, to: dependency.to) { return text(dependency.to) }
        var parts = ["node: \(text(dependency.to))"]
        if dependency.kind != .needs { parts.append("kind: \(dependency.kind.rawValue)") }
        if dependency.lag != 0 { parts.append("lag: \(number(dependency.lag))") }
        if dependency.isBootstrap { parts.append("bootstrap: true") }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    private static func texts(_ values: [String]) -> String {
        "[" + values.map(text).joined(separator: ", ") + "]"
    }

    private static func counts(_ values: [String: Int]) -> String {
        let pairs = values.sorted { $0.key < $1.key }.map { "\(text($0.key)): \($0.value)" }
        return "{" + pairs.joined(separator: ", ") + "}"
    }

    private static func estimate(_ value: Estimate) -> String {
        if value.low == value.high { return number(value.likely) }
        return "[\(number(value.low)), \(number(value.likely)), \(number(value.high))]"
    }

    private static func number(_ value: Double) -> String {
        if let whole = Int(exactly: value), abs(whole) < 1_000_000_000 { return "\(whole)" }
        return "\(value)"
    }

    /// Plain where nothing in it could mean something else, to YAML 1.1 readers as well.
    private static func text(_ value: String) -> String {
        let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        let isPlain =
            value.unicodeScalars.first?.properties.isAlphabetic == true
            && value.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || "0123456789_-./".unicodeScalars.contains($0) || $0 == " "
            }
            && value.last != " " && !words.contains(value.lowercased())
        return isPlain ? value : quoted(value)
    }

    private static func quoted(_ value: String) -> String {
        var output = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\t": output += "\\t"
            // Never taken for an anchor or an alias by the survey.
            case "&": output += "\\x26"
            case "*": output += "\\x2A"
            case " "..."~", "\u{A1}"..."\u{1FFF}", "\u{2010}"..."\u{2027}", "\u{202F}"..."\u{205F}",
                "\u{2070}"..."\u{D7FF}", "\u{E000}"..."\u{FEFE}":
                output.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                output += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
            }
        }
        return output + "\""
    }
}
