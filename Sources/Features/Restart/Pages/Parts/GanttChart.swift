// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery

/// When everything happens: full bars for what is likely, pale ones up to nine chances in ten, a mark for the objective, one
/// for the end of the degraded mode, pale bands for the nights.
///
/// The drawing has a fixed size of its own and scales as a whole, so that it prints and travels in the crisis kit as it is;
/// colours come from the style sheet, and from attributes where there is none.
struct GanttChart: Sendable {
    struct Row: Sendable, Hashable {
        var title: String
        var bars: [Bar]
        /// Hour of the objective.
        var objective: Double?
        /// Hour at which the degraded mode is worn out.
        var degradedEnd: Double?
        /// After the last bar: the verdict in a word.
        var note = ""
        /// A thin line above: another group begins.
        var beginsGroup = false
    }

    struct Bar: Sendable, Hashable {
        enum Tone: String, Sendable, Hashable {
            case plain, good, warn, bad, done
        }

        var start: Double
        var finish: Double
        /// Up to here nine times in ten.
        var latest: Double?
        var words: String
        var tone: Tone
        /// From 0: bars of one row that overlap stand under one another.
        var lane = 0
    }

    let rows: [Row]
    /// Where hour 0 is: day of the week and hour of the day.
    let weekday: Int
    let startHour: Double
    var now: Double?

    private static let width = 1000.0
    private static let left = 232.0
    private static let right = 982.0
    private static let head = 42.0
    private static let lane = 22.0
    private static let gap = 10.0

    var isEmpty: Bool { rows.allSatisfy(\.bars.isEmpty) }

    /// The last hour that the drawing holds.
    private var end: Double {
        var last = max((now ?? 0) + 2, 6)
        for row in rows {
            let hours = row.bars.map { max($0.finish, $0.latest ?? 0) } + [row.objective ?? 0]
            for hour in hours where hour.isFinite { last = max(last, hour) }
        }
        return min(last * 1.06, 9000)
    }

    private func height(_ row: Row) -> Double { Double((row.bars.map(\.lane).max() ?? 0) + 1) * Self.lane + Self.gap }

    private func x(_ hour: Double, _ end: Double) -> Double {
        Self.left + (Self.right - Self.left) * min(max(hour.isFinite ? hour : 0, 0), end) / end
    }

    /// - Parameters:
    ///   - caption: what to see.
    ///   - numbers: the same as a table, one gesture away; nil where one stands beside the picture.
    func html(_ t: Language, caption: String, numbers: Table? = nil) -> HTML {
        guard !isEmpty else { return HTML() }
        let total = Self.head + rows.reduce(0) { $0 + height($1) } + (now == nil ? 6 : 22)
        return """
            <figure class="chart gantt"><figcaption>\(caption)</figcaption>\
            <div class="scroll wide" role="region" tabindex="0" aria-label="\(t("Dessin", "Picture")), \(caption)">\
            <div class="picture" role="img" aria-label="\(description(t))">\
            <svg class="gantt-plot" viewBox="0 0 \(SVG.number(Self.width)) \(SVG.number(total))" \
            font-family="system-ui, sans-serif" font-size="13">\(drawing(t, total))</svg></div></div>\
            \(key(t))\(when(numbers) { disclosure(t("Voir les chiffres", "Show the numbers"), table(t, $0)) })</figure>
            """
    }

    private func drawing(_ t: Language, _ total: Double) -> SVG {
        let end = end
        let bottom = total - (now == nil ? 4 : 20)
        var drawing = SVG()
        for night in nights(end) {
            let band: SVG = """
                <rect class="night" fill="#e4e7ec" x="\(x(night.lowerBound, end))" y="\(Self.head - 8)" \
                width="\(x(night.upperBound, end) - x(night.lowerBound, end))" height="\(bottom - Self.head + 8)"/>
                """
            drawing.append(band)
        }
        for hour in marks(end) {
            let line: SVG = """
                <line class="grid" stroke="#c9cfd8" x1="\(x(hour, end))" y1="\(Self.head - 8)" x2="\(x(hour, end))" \
                y2="\(bottom)"/><text x="\(x(hour, end))" y="15" text-anchor="middle">\(HourWords.mark(hour, t))</text>\
                <text class="small" font-size="10" x="\(x(hour, end))" y="28" text-anchor="middle">\(clock(hour, t))</text>
                """
            drawing.append(line)
        }
        var top = Self.head
        for row in rows {
            drawing.append(draw(row, top, end))
            top += height(row)
        }
        if let now {
            let at = x(now, end)
            let line: SVG = """
                <line class="now" stroke="#a3262a" stroke-width="2" x1="\(at)" y1="\(Self.head - 8)" x2="\(at)" \
                y2="\(bottom)"/><text class="now-name" fill="#a3262a" x="\(at)" y="\(total - 5)" \
                text-anchor="\(at > 880 ? "end" : at < 300 ? "start" : "middle")">\
                \(t("maintenant, \(HourWords.mark(now, t))", "now, \(HourWords.mark(now, t))"))</text>
                """
            drawing.append(line)
        }
        return drawing
    }

    private func draw(_ row: Row, _ top: Double, _ end: Double) -> SVG {
        var drawing = SVG()
        if row.beginsGroup {
            let rule: SVG = """
                <line class="rule" stroke="#7d889b" x1="0" y1="\(top - 3)" x2="\(Self.right)" y2="\(top - 3)"/>
                """
            drawing.append(rule)
        }
        let name: SVG = """
            <text class="name" x="0" y="\(top + 16)">\(Self.shortened(row.title, 33))</text>
            """
        drawing.append(name)
        for bar in row.bars { drawing.append(draw(bar, top + Double(bar.lane) * Self.lane, end)) }
        if let objective = row.objective {
            let at = x(objective, end)
            // A halo keeps the mark readable over a bar.
            let mark: SVG = """
                <path class="halo" fill="none" stroke="#ffffff" stroke-width="5" d="M\(at) \(top)V\(top + 22)"/>\
                <path class="objective" fill="none" stroke="#14213a" stroke-width="2" \
                d="M\(at - 4) \(top)H\(at + 4)M\(at) \(top)V\(top + 22)M\(at - 4) \(top + 22)H\(at + 4)"/>
                """
            drawing.append(mark)
        }
        if let degraded = row.degradedEnd {
            let at = x(degraded, end)
            let mark: SVG = """
                <path class="degraded" fill="#855600" d="M\(at - 5) \(top - 2)H\(at + 5)L\(at) \(top + 8)Z"/>
                """
            drawing.append(mark)
        }
        if !row.note.isEmpty {
            let last = row.bars.map { max($0.finish, $0.latest ?? 0) }.max() ?? 0
            let after = max(last, row.objective.map { $0 <= last + end * 0.02 ? $0 : 0 } ?? 0)
            let isFar = x(after, end) > Self.right - 62
            let note: SVG = """
                <text class="small" font-size="11" x="\(isFar ? Self.right + 14 : x(after, end) + 8)" y="\(top + (isFar ? 30 : 16))" \
                text-anchor="\(isFar ? "end" : "start")">\(isFar ? "" : row.note)</text>
                """
            drawing.append(note)
        }
        return drawing
    }

    private func draw(_ bar: Bar, _ top: Double, _ end: Double) -> SVG {
        let (from, to) = (x(bar.start, end), max(x(bar.finish, end), x(bar.start, end) + 2))
        var drawing = SVG()
        if let latest = bar.latest, x(latest, end) > to {
            let pale: SVG = """
                <rect class="bar pale" fill="\(Self.colour(bar.tone))" opacity="0.35" x="\(to - 1)" y="\(top + 6)" \
                width="\(x(latest, end) - to + 1)" height="10" rx="2"/>
                """
            drawing.append(tone(bar.tone, pale))
        }
        let full: SVG = """
            <rect class="bar" fill="\(Self.colour(bar.tone))" x="\(from)" y="\(top + 2)" width="\(to - from)" height="18" rx="3"/>
            """
        drawing.append(tone(bar.tone, full))
        let words = Self.shortened(bar.words, Int((to - from - 8) / 6.4))
        if words.count >= min(bar.words.count, 3), !words.isEmpty {
            let text: SVG = """
                <text class="on-bar" fill="#ffffff" font-size="11.5" x="\(from + 5)" y="\(top + 15)">\(words)</text>
                """
            drawing.append(text)
        }
        return drawing
    }

    private func tone(_ tone: Bar.Tone, _ inner: SVG) -> SVG {
        switch tone {
        case .plain: "<g class=\"plain\">\(inner)</g>"
        case .good: "<g class=\"good\">\(inner)</g>"
        case .warn: "<g class=\"warn\">\(inner)</g>"
        case .bad: "<g class=\"bad\">\(inner)</g>"
        case .done: "<g class=\"done\">\(inner)</g>"
        }
    }

    private static func colour(_ tone: Bar.Tone) -> String {
        switch tone {
        case .plain: "#0b5563"
        case .good: "#1d6b45"
        case .warn: "#855600"
        case .bad: "#a3262a"
        case .done: "#4b5a75"
        }
    }

    /// From 20 h to 8 h: when most teams are at home after the first days.
    private func nights(_ end: Double) -> [ClosedRange<Double>] {
        var found: [ClosedRange<Double>] = []
        var from = 20 - startHour - 24
        while from < end, found.count < 400 {
            let (low, high) = (max(from, 0), min(from + 12, end))
            if high > low { found.append(low...high) }
            from += 24
        }
        // Beyond two weeks the bands would only be a grey.
        return end > 360 ? [] : found
    }

    private func marks(_ end: Double) -> [Double] {
        let step = [6.0, 12, 24, 48, 96, 168, 336, 720].first { end / $0 <= 10 } ?? 1440
        return Array(stride(from: 0, through: end, by: step))
    }

    private func clock(_ hour: Double, _ t: Language) -> String {
        let all = startHour + hour
        let day = Int((all / 24).rounded(.down))
        let name = HourWords.weekday((weekday - 1 + day) % 7 + 1, t).prefix(3)
        return "\(name). \(HourWords.clock(all - Double(day) * 24, t))"
    }

    private static func shortened(_ text: String, _ most: Int) -> String {
        guard text.count > most else { return text }
        return most < 3 ? "" : text.prefix(most - 1) + "…"
    }

    private func description(_ t: Language) -> String {
        rows.filter { !$0.bars.isEmpty }.prefix(60).map { row in
            let from = HourWords.mark(row.bars.map(\.start).min() ?? 0, t)
            let to = HourWords.mark(row.bars.map(\.finish).max() ?? 0, t)
            let text = t("\(row.title), de \(from) à \(to)", "\(row.title), \(from) to \(to)")
            return row.note.isEmpty ? text : "\(text), \(row.note)"
        }.joined(separator: t(" ; ", "; "))
    }

    /// Only what the picture shows.
    private func key(_ t: Language) -> HTML {
        var entries: [HTML] = [
            "<li><svg viewBox=\"0 0 22 12\" width=\"22\" height=\"12\"><rect class=\"swatch-full\" width=\"22\" height=\"12\" rx=\"3\"/></svg>\(t("le plus probable", "most likely"))</li>"
        ]
        if rows.contains(where: { $0.bars.contains { $0.latest != nil } }) {
            entries.append(
                "<li><svg viewBox=\"0 0 22 12\" width=\"22\" height=\"12\"><rect class=\"swatch-pale\" y=\"2\" width=\"22\" height=\"8\" rx=\"2\"/></svg>\(t("jusqu’à 9 chances sur 10", "up to 9 chances in 10"))</li>"
            )
        }
        if rows.contains(where: { $0.objective != nil }) {
            entries.append(
                "<li><svg viewBox=\"0 0 22 14\" width=\"22\" height=\"14\"><path class=\"objective\" d=\"M7 1H15M11 1V13M7 13H15\"/></svg>\(t("DMIA", "objective"))</li>"
            )
        }
        if rows.contains(where: { $0.degradedEnd != nil }) {
            entries.append(
                "<li><svg viewBox=\"0 0 22 12\" width=\"22\" height=\"12\"><path class=\"degraded\" d=\"M6 1H16L11 11Z\"/></svg>\(t("fin du mode dégradé", "end of the degraded mode"))</li>"
            )
        }
        entries.append(
            "<li><svg viewBox=\"0 0 22 12\" width=\"22\" height=\"12\"><rect class=\"night\" width=\"22\" height=\"12\"/></svg>\(t("nuit", "night"))</li>"
        )
        return "<ul class=\"key\" aria-hidden=\"true\">\(entries)</ul>"
    }
}

extension GanttChart {
    /// A row for each of these lines: from its first step to its return.
    static func services(
        _ lines: [PlanReading.Line], _ reading: PlanReading, now: Double? = nil, _ t: Language
    ) -> GanttChart {
        var last: Layer?
        let rows = lines.map { line in
            let tasks = reading.tasks(ofNode: line.node.key).filter { $0.finish > $0.start }
            let start = tasks.map(\.start).min() ?? line.back.planned
            let finish = max(line.back.planned, tasks.map(\.finish).max() ?? 0)
            let people = tasks.last.flatMap { reading.step($0.step)?.people.max { $0.value < $1.value }?.key }
            let tone: Bar.Tone =
                switch line.verdict {
                case .none: .plain
                case .onTime: .good
                case .tight: .warn
                case .late: .bad
                }
            defer { last = line.node.layer }
            return Row(
                title: line.node.name,
                bars: [
                    Bar(
                        start: min(start, finish), finish: finish, latest: line.back.spread?.p90,
                        words: people.map(reading.teamName) ?? "", tone: tone)
                ], objective: line.node.recoveryTimeObjective, degradedEnd: line.back.degradedModeEnds,
                note: PlanWords.shortVerdict(line.verdict, t), beginsGroup: last != nil && last != line.node.layer)
        }
        return GanttChart(
            rows: rows, weekday: reading.model.startWeekday, startHour: reading.model.startHour, now: now)
    }

    /// A row for each team, its steps in lanes.
    static func teams(_ reading: PlanReading, now: Double? = nil, _ t: Language) -> GanttChart {
        let rows = reading.model.teams.compactMap { team -> Row? in
            let tasks = reading.tasks(of: team.key).filter { $0.finish > $0.start }
            guard !tasks.isEmpty else { return nil }
            var ends: [Double] = []
            let bars = tasks.map { task in
                let lane = ends.firstIndex { $0 <= task.start + 0.001 } ?? ends.count
                if lane == ends.count { ends.append(0) }
                ends[lane] = task.finish
                return Bar(
                    start: task.start, finish: task.finish,
                    words: reading.step(task.step).map { reading.nodeName($0.node) } ?? "",
                    tone: task.isCritical ? .bad : .plain, lane: lane)
            }
            return Row(title: "\(team.name) (\(team.people))", bars: bars, beginsGroup: true)
        }
        return GanttChart(
            rows: rows, weekday: reading.model.startWeekday, startHour: reading.model.startHour, now: now)
    }
}
