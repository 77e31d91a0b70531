// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Recovery

/// A restart plan as lines of text.
struct RestartPlanText {
    let model: RecoveryModel
    let plan: RecoveryPlan
    let now: Double
    private let nodes: [String: MapNode]
    private let steps: [String: RecoveryStep]
    private let resources: [String: String]

    init(model: RecoveryModel, plan: RecoveryPlan, now: Double) {
        self.model = model
        self.plan = plan
        self.now = now
        nodes = Dictionary(model.map.nodes.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        steps = Dictionary(model.steps.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        resources = Dictionary(
            model.teams.map { ($0.key, $0.name) } + model.means.map { ($0.key, $0.name) },
            uniquingKeysWith: { first, _ in first })
    }

    var report: String {
        let parts = [head, returns, tasks, bottleneck, influences, decisions]
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var head: [String] {
        var lines = [
            model.title,
            "\(plan.tasks.count) steps to do, \(model.map.nodes.count) nodes, \(model.teams.count) teams"
                + (now > 0 ? "; from \(Self.hour(now)) on" : ""),
            "The last step ends at \(Self.hour(plan.makespan)), \(moment(plan.makespan)).",
            "No plan can end before \(Self.hour(plan.lowerBound)): this one is "
                + (plan.gap > 0 ? "at most \(Self.percent(plan.gap)) longer than the shortest" : "as short as any")
                + " (\(plan.schedulesTried) schedules tried).",
        ]
        if plan.isBeyondCalendar, let end = plan.calendarEnd {
            lines.append("Beyond \(Self.hour(end)) shifts are only averages: those dates are rough.")
        }
        if let forecast = plan.forecast {
            lines.append(
                "Over \(forecast.runs) simulated restarts it ends by \(Self.hour(forecast.end.p50)) in half of them, "
                    + "\(Self.hour(forecast.end.p80)) in 8 of 10, \(Self.hour(forecast.end.p90)) in 9 of 10.")
            if forecast.unfinished > 0 {
                lines.append(
                    "In \(forecast.unfinished) of them some step never found its people: they had left for good.")
            }
        }
        return lines
    }

    private var returns: [String] {
        let rows = plan.returns.sorted { ($0.planned, $0.node) < ($1.planned, $1.node) }.map { back in
            let node = nodes[back.node]
            let objective = node?.recoveryTimeObjective
            let late = objective.map { back.planned > $0 ? "late" : "" } ?? ""
            let wearsOut = back.degradedModeEnds.map { $0 > 0 && $0 < back.planned } ?? false
            return [
                Self.hour(back.planned), moment(back.planned), back.spread.map { Self.hour($0.p50) } ?? "",
                back.spread.map { Self.hour($0.p80) } ?? "", back.spread.map { Self.hour($0.p90) } ?? "",
                objective.map { Self.hour($0) } ?? "-", late,
                back.probabilityOnTime.map { Self.percent($0) } ?? "", node?.name ?? back.node,
                node?.layer.rawValue ?? "", wearsOut ? "degraded mode ends first" : "",
                back.heldBy.map(held) ?? "",
            ]
        }
        let titles = [
            "BACK", "WHEN", "P50", "P80", "P90", "DMIA", "", "ON TIME", "NODE", "LAYER", "NOTE", "HELD BY",
        ]
        return ["When everything is back"] + Self.table([titles] + rows)
    }

    private func held(by key: String) -> String {
        guard let step = steps[key] else { return key }
        return "\(nodes[step.node]?.name ?? step.node): \(step.title)"
    }

    private var tasks: [String] {
        var lines = ["Steps by team (* decides the end)"]
        for team in model.teams {
            let mine = plan.tasks.filter { (steps[$0.step]?.people[team.key] ?? 0) > 0 }
            if mine.isEmpty { continue }
            lines += ["", "\(team.name) (\(team.people))"] + Self.table(mine.map { row($0, of: team.key) })
        }
        let nobody = plan.tasks.filter { steps[$0.step]?.people.values.allSatisfy { $0 == 0 } ?? true }
        if !nobody.isEmpty { lines += ["", "Nobody"] + Self.table(nobody.map { row($0, of: "") }) }
        return lines
    }

    private func row(_ task: RecoveryPlan.Task, of team: String) -> [String] {
        let step = steps[task.step]
        let people = step?.people[team] ?? 0
        return [
            Self.hour(task.start), Self.hour(task.finish), moment(task.start), task.isCritical ? "*" : "",
            task.criticality.map { Self.percent($0) } ?? "", people > 1 ? "×\(people)" : "",
            step?.title ?? task.step, step.flatMap { nodes[$0.node]?.name } ?? "", task.step,
        ]
    }

    private var bottleneck: [String] {
        guard let marginal = plan.forecast?.marginal, !marginal.isEmpty else { return [] }
        var lines = ["What one more gives (hours gained at the end; hours of lateness, weighted by care class)"]
        let helpful = marginal.filter { $0.hoursGained + $0.latenessGained >= 0.05 }
        if helpful.isEmpty { return lines + ["Nothing that can be measured, in any team."] }
        lines += Self.table(
            helpful.map { value in
                let part =
                    value.until.map { "\(Self.hour(value.from)) to \(Self.hour($0))" }
                    ?? (value.from > now ? "from \(Self.hour(value.from))" : "all along")
                return [
                    resources[value.resource] ?? value.resource, part, Self.decimal(value.hoursGained) + " h",
                    Self.decimal(value.latenessGained) + " h",
                ]
            })
        return lines
    }

    private var influences: [String] {
        guard let influences = plan.forecast?.influences, !influences.isEmpty else { return [] }
        let rows = influences.prefix(12).map { influence in
            let name: String
            switch influence.source {
            case .step(let key): name = steps[key].map { "\($0.title) (\(key))" } ?? key
            case .setback(let index):
                name = "setback: " + (model.setbacks.indices.contains(index) ? model.setbacks[index].name : "\(index)")
            }
            return [Self.hour(influence.best), Self.hour(influence.worst), name]
        }
        return ["What moves the end most (half of restarts end by: when it goes best, when it goes worst)"]
            + Self.table(Array(rows))
    }

    private var decisions: [String] {
        let findings = model.map.findings().filter { $0.severity != .information }
        guard !findings.isEmpty else { return [] }
        return ["Decisions that do not go together"]
            + findings.map { finding in
                "- " + finding.message { key in nodes[key]?.name ?? key }.english.replacing("\u{00A0}", with: " ")
            }
    }

    /// One table: tasks, then returns.
    var csv: String {
        var rows = [
            [
                "kind", "key", "name", "node", "teams", "start", "finish", "critical", "criticality", "objective",
                "p50",
                "p80", "p90", "on_time", "held_by",
            ]
        ]
        rows += plan.tasks.map { task in
            let step = steps[task.step]
            let people = (step?.people ?? [:]).filter { $0.value > 0 }.sorted { $0.key < $1.key }
            return [
                "task", task.step, step?.title ?? "", step?.node ?? "",
                people.map { "\($0.key)=\($0.value)" }.joined(separator: " "), "\(task.start)", "\(task.finish)",
                task.isCritical ? "1" : "0", task.criticality.map { "\($0)" } ?? "", "", "", "", "", "", "",
            ]
        }
        rows += plan.returns.map { back in
            let node = nodes[back.node]
            return [
                "return", back.node, node?.name ?? "", back.node, "", "", "\(back.planned)", "", "",
                node?.recoveryTimeObjective.map { "\($0)" } ?? "", back.spread.map { "\($0.p50)" } ?? "",
                back.spread.map { "\($0.p80)" } ?? "", back.spread.map { "\($0.p90)" } ?? "",
                back.probabilityOnTime.map { "\($0)" } ?? "", back.heldBy ?? "",
            ]
        }
        return rows.map { $0.map(Self.csvField).joined(separator: ",") }.joined(separator: "\n")
    }

    /// A text that a spreadsheet would take for a formula is made one that it does not.
    private static func csvField(_ text: String) -> String {
        let text =
            ["=", "+", "-", "@"].contains(where: { text.hasPrefix($0) }) && Double(text) == nil ? "'" + text : text
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    // MARK: Words

    /// `H+58:15`.
    static func hour(_ hours: Double) -> String {
        let minutes = Int((min(max(hours, -1e9), 1e9) * 60).rounded())
        let rest = abs(minutes % 60)
        return "H\(minutes < 0 ? "-" : "+")\(abs(minutes / 60))"
            + (rest == 0 ? "" : rest < 10 ? ":0\(rest)" : ":\(rest)")
    }

    /// `D3 Mon 13:15`: the third day.
    private func moment(_ hours: Double) -> String {
        let minutes = Int(((model.startHour + min(max(hours, 0), 1e6)) * 60).rounded())
        let day = minutes / (24 * 60)
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let time = minutes % (24 * 60)
        let minute = time % 60
        return "D\(day + 1) \(days[(model.startWeekday - 1 + day) % 7]) \(time / 60):\(minute < 10 ? "0" : "")\(minute)"
    }

    private static func percent(_ share: Double) -> String {
        let percent = min(max(share, 0), 1e6) * 100
        // Neither certain nor impossible unless every run says so.
        if share > 0, percent < 1 { return "<1 %" }
        if share < 1, percent > 99 { return ">99 %" }
        return "\(Int(percent.rounded())) %"
    }

    private static func decimal(_ value: Double) -> String { "\((min(value, 1e9) * 10).rounded() / 10)" }

    /// Columns as wide as their widest text.
    private static func table(_ rows: [[String]]) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, text in
                text + String(repeating: " ", count: max(0, widths[column] - text.count))
            }
            var line = cells.enumerated().filter { widths[$0.offset] > 0 }.map(\.element).joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
