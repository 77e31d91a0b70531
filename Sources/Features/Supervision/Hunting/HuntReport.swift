// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Detection
import Markup
import Sigma

/// What a hunt found as one page without any other file: for whoever has to read it and pass it on. Everything that comes
/// from a log is text by its type.
public struct HuntReport: Sendable {
    private let rules: RuleSet
    private let tally: HuntTally
    private let summary: HuntRun.Summary

    public init(_ rules: RuleSet, _ tally: HuntTally, _ summary: HuntRun.Summary) {
        self.rules = rules
        self.tally = tally
        self.summary = summary
    }

    public func page() -> HTML {
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
        <title>Carène: what the logs show</title>\(style)</head><body><main><h1>What the logs show</h1>\
        <p class="lead">\(sentence)</p>\(figures)\(ruleTable)\(hostTable)\(timeline)</main></body></html>
        """
    }

    private var sentence: String {
        let grave = (tally.levels[.critical] ?? 0) + (tally.levels[.high] ?? 0)
        if summary.findings == 0 { return "Nothing was found in \(summary.events) events of \(summary.files) files." }
        return "\(summary.findings) matches in \(summary.events) events of \(summary.files) files, "
            + "\(grave) of them high or critical, on \(tally.hosts.count) machines."
    }

    private var figures: HTML {
        let levels = Level.allCases.reversed().html { level in
            "<li><b>\(tally.levels[level] ?? 0)</b> \(level.name)</li>"
        }
        let lost: HTML = when(
            summary.lost + summary.faults > 0,
            """
            <p>\(summary.lost) records could not be read and \(summary.faults) damaged places were gone past: what they \
            held is not here.</p>
            """)
        return "<ul class=\"figures\">\(levels)</ul>\(lost)"
    }

    private var ruleTable: HTML {
        let rows = tally.rules.map { (rule: rules.headline($0.key), count: $0.value) }
            .sorted { ($0.rule.level, $0.count.count, $1.rule.title) > ($1.rule.level, $1.count.count, $0.rule.title) }
        return """
            <h2>Rules</h2><div class="wide" tabindex="0"><table><thead><tr><th scope="col">Level</th><th scope="col">Rule</th>\
            <th scope="col">ATT&amp;CK</th><th scope="col">Matches</th><th scope="col">Machines</th>\
            <th scope="col">First</th><th scope="col">Last</th></tr></thead><tbody>\(rows.html { row in
                """
                <tr><td>\(level(row.rule.level))</td><th scope="row">\(shown(row.rule.title))</th>\
                <td>\(shown(AttackNames.sentence(row.rule.tags)))</td><td>\(row.count.count)</td>\
                <td>\(row.count.hosts.count)</td><td>\(moment(row.count.first))</td>\
                <td>\(moment(row.count.last))</td></tr>
                """
            })</tbody></table></div>
            """
    }

    private var hostTable: HTML {
        let levels = Array(Level.allCases.reversed())
        let hosts = tally.hosts.sorted { left, right in
            for level in levels where left.value[level] ?? 0 != right.value[level] ?? 0 {
                return (left.value[level] ?? 0) > (right.value[level] ?? 0)
            }
            return left.key < right.key
        }
        return """
            <h2>Machines</h2><div class="wide" tabindex="0"><table><thead><tr><th scope="col">Machine</th>\
            \(levels.html { "<th scope=\"col\">\($0.name)</th>" })</tr></thead><tbody>\(hosts.html { host in
                """
                <tr><th scope="row">\(host.key.isEmpty ? "?" : shown(host.key))</th>\
                \(levels.html { "<td>\(host.value[$0] ?? 0)</td>" })</tr>
                """
            })</tbody></table></div>
            """
    }

    private var timeline: HTML {
        let moments = tally.timeline()
        let note: HTML = when(
            tally.isAbridged,
            "<p>Only the most severe matches are listed: the others are in the JSON or CSV output.</p>")
        return """
            <h2>Timeline</h2>\(note)<div class="wide" tabindex="0"><table><thead><tr><th scope="col">Time (UTC)</th><th scope="col">Level</th>\
            <th scope="col">Machine</th><th scope="col">Rule</th><th scope="col">What happened</th></tr></thead>\
            <tbody>\(moments.html { one in
                let headline = rules.headline(one.finding.rule)
                return """
                    <tr><td>\(moment(one.finding.time))</td><td>\(level(headline.level))</td>\
                    <td>\(shown(one.finding.host))</td><td>\(shown(headline.title))</td><td>\(one.finding.details.html { detail in
                        "<div><b>\(detail.field)</b> <code>\(shown(detail.value))</code></div>"
                    })<small>\(shown(one.finding.channel)) \(one.finding.eventID), record \
                    \(one.finding.recordID.map { String($0) } ?? "?"), \(shown(one.file))</small></td></tr>
                    """
            })</tbody></table></div>
            """
    }

    /// Marks that turn the direction of writing would show another text than the log's.
    private func shown(_ text: String) -> String { HuntText.safe(text, limit: 1000) }

    private func moment(_ time: Int64?) -> String {
        time.map { String(HuntLines.text(of: $0).prefix(19)).replacing("T", with: " ") } ?? ""
    }

    /// Shape, word and colour.
    private func level(_ level: Level) -> HTML {
        let mark =
            switch level {
            case .critical: "◆"
            case .high: "▲"
            case .medium: "●"
            case .low: "○"
            case .informational: "·"
            }
        return "<span class=\"level \(level.name)\">\(mark) \(level.name)</span>"
    }

    private var style: HTML {
        """
        <style>
        :root { color-scheme: light dark }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
        .lead { font-size: 1.2rem } .figures { display: flex; flex-wrap: wrap; gap: 2rem; list-style: none; padding: 0 }
        .figures b { display: block; font-size: 2rem }
        table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top;
        padding: .4rem .6rem; border-bottom: 1px solid light-dark(#d5d9d2, #2a364b) }
        tbody th { font-weight: 600 } code { overflow-wrap: anywhere } small { opacity: .8 }
        .level { white-space: nowrap } .critical, .high { color: light-dark(#a3262a, #ff9a94); font-weight: 600 }
        .medium { color: light-dark(#855600, #f0bd5c) }
        .wide { overflow-x: auto }
        @media print { body { margin: 0; font-size: 11px } .wide { overflow: visible } tr { break-inside: avoid } }
        </style>
        """
    }
}
