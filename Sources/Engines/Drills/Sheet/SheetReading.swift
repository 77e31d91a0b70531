// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads the lines of a table one after the other, knowing what stood above.
struct SheetReading {
    private let options: SheetImport.Options
    private var above: [SheetColumn: String] = [:]
    private var taken: Set<String> = []
    private var clock: SheetClock

    var start: Int? { clock.start }

    init(_ options: SheetImport.Options, rows: [SheetImport.Row]) {
        self.options = options
        let column = options.columns.firstIndex(of: .time)
        let times = column.map { place in
            rows.compactMap { $0.cells.indices.contains(place) ? SheetTime($0.cells[place]) : nil }
        }
        clock = SheetClock(options, times: times ?? [])
        // Numbers that are written come first: none that is made up may take one of them.
        if let place = options.columns.firstIndex(of: .number) {
            for row in rows where row.cells.indices.contains(place) { taken.insert(Self.identifier(row.cells[place])) }
        }
        taken.remove("")
    }

    /// Empty cells of these columns are read as the one above: people merge them.
    private static let merged: Set<SheetColumn> = [.time, .from, .to, .channel, .phase]

    private var used: Set<String> = []

    mutating func line(_ row: SheetImport.Row) -> SheetImport.Line {
        var faults: [SheetImport.Fault] = []
        var values: [SheetColumn: String] = [:]
        var places: [SheetColumn: Int] = [:]
        // A dash says that there is nothing, and not what stands above.
        var emptied: Set<SheetColumn> = []
        for (place, column) in options.columns.enumerated() {
            guard let column else { continue }
            places[column] = place
            let text = row.cells.indices.contains(place) ? row.cells[place].trimmingSpaces : ""
            if Self.merged.contains(column), ["–", "-", "—"].contains(text) {
                emptied.insert(column)
            } else if !text.isEmpty {
                values[column] = text
            }
        }
        func fault(
            _ column: SheetColumn?, _ french: String, _ english: String,
            _ weight: DrillFault.Issue.Weight = .error
        ) {
            faults.append(
                .init(
                    row: row.number, column: column.flatMap { places[$0] }, weight: weight, french: french,
                    english: english))
        }
        func aside() -> SheetImport.Line { .init(row: row, inject: nil, faults: faults, filled: []) }

        guard row.cells.contains(where: { !$0.trimmingSpaces.isEmpty }) else { return aside() }
        // The title of a part of the table, over all its columns.
        if values[.title] == nil, values[.text] == nil {
            fault(
                nil, "ligne sans titre ni texte, laissée de côté", "line without title or text, left aside", .warning)
            return aside()
        }
        for (column, text) in values where ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!"].contains(text) {
            fault(column, "la formule est en erreur (\(text))", "the formula failed (\(text))")
        }
        let degree = degree(values[.degree], fault)
        var filled: [SheetColumn] = []
        if options.fillsDown {
            for column in Self.merged where values[column] == nil && places[column] != nil && !emptied.contains(column)
            {
                if column == .time, degree == .reserve { continue }
                guard let text = above[column] else { continue }
                values[column] = text
                filled.append(column)
            }
        }
        for column in Self.merged {
            if let text = values[column] {
                above[column] = text
            } else if emptied.contains(column) {
                above[column] = nil
            }
        }

        let at = degree == .reserve && values[.time] == nil ? nil : time(values[.time], fault)
        let (title, text) = texts(values, fault)
        let inject = Inject(
            id: number(values[.number], fault), at: at, degree: degree,
            from: bounded(values[.from] ?? "", 200, .from, fault),
            to: recipient(values[.to], fault), channel: channel(values[.channel], fault), title: title, text: text,
            phase: phase(values[.phase], fault), objectives: objectives(values[.objectives], fault),
            expected: expected(values[.expected], values[.within], fault),
            branches: branches(values[.branches], fault),
            animator: bounded(values[.animator] ?? "", 4000, .animator, fault))
        let isWrong = faults.contains { $0.weight == .error }
        return .init(
            row: row, inject: isWrong ? nil : inject, faults: faults,
            filled: filled.sorted { $0.rawValue < $1.rawValue })
    }

    private typealias Say = (SheetColumn?, String, String, DrillFault.Issue.Weight) -> Void

    private func degree(_ text: String?, _ fault: Say) -> Inject.Degree {
        guard let text else { return .main }
        if let degree = SheetWords.value(text, in: SheetWords.degrees) { return degree }
        fault(
            .degree, "«\u{00A0}\(short(text))\u{00A0}» n’est pas un degré connu\u{00A0}: pris pour principal",
            "‘\(short(text))’ is no known degree: taken for main", .warning)
        return .main
    }

    private mutating func time(_ text: String?, _ fault: Say) -> Int? {
        guard let text else {
            fault(.time, "l’heure manque", "the time is missing", .error)
            return nil
        }
        guard let time = SheetTime(text) else {
            fault(
                .time,
                "«\u{00A0}\(short(text))\u{00A0}» n’est pas une heure. On attend T+15, 14h30, J1 09:00 ou 15 min",
                "‘\(short(text))’ is no time. Expected T+15, 14:30, J1 09:00 or 15 min", .error)
            return nil
        }
        let minute = clock.minute(of: time)
        guard minute >= 0 else {
            fault(
                .time, "«\u{00A0}\(short(text))\u{00A0}» vient avant le début de l’exercice",
                "‘\(short(text))’ comes before the start of the exercise", .error)
            return nil
        }
        guard minute <= ScenarioReader.longestDuration else {
            fault(
                .time, "«\u{00A0}\(short(text))\u{00A0}» vient plus de deux semaines après le début",
                "‘\(short(text))’ comes more than two weeks after the start", .error)
            return nil
        }
        return minute
    }

    private mutating func number(_ text: String?, _ fault: Say) -> String {
        let written = Self.identifier(text ?? "")
        if !written.isEmpty, used.insert(written).inserted { return written }
        if !written.isEmpty {
            fault(
                .number, "le numéro «\u{00A0}\(written)\u{00A0}» est déjà pris\u{00A0}: un autre est donné",
                "the number ‘\(written)’ is taken: another one is given", .warning)
        }
        var next = used.count + 1
        while true {
            let made = "s" + (next < 10 ? "0" : "") + String(next)
            if !taken.contains(made), used.insert(made).inserted { return made }
            next += 1
        }
    }

    /// `12` becomes `s12`, `Stimulus 3.b` becomes `stimulus-3-b`.
    static func identifier(_ text: String) -> String {
        var result = ""
        for byte in SheetText.folded(String(text.prefix(120))).utf8 {
            let isPlain =
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            if isPlain {
                result.unicodeScalars.append(UnicodeScalar(byte))
            } else if !result.isEmpty, !result.hasSuffix("-") {
                result += "-"
            }
        }
        while result.hasSuffix("-") { result.removeLast() }
        if !result.isEmpty, result.utf8.count <= 4, Int(result) != nil {
            result = "s" + (result.utf8.count < 2 ? "0" : "") + result
        }
        return String(result.prefix(60))
    }

    private func texts(_ values: [SheetColumn: String], _ fault: Say) -> (title: String, text: String) {
        var title = (values[.title] ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
        var text = values[.text] ?? ""
        if title.isEmpty {
            let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
            title = first.unicodeScalars.count <= 100 ? first : String(first.prefix(90)) + "…"
        }
        if title.unicodeScalars.count > 200 {
            fault(
                .title, "ce titre a plus de 200 caractères\u{00A0}: il passe dans le texte",
                "this title has more than 200 characters: it goes to the text", .warning)
            text = text.isEmpty ? title : title + "\n\n" + text
            title = String(title.prefix(90)) + "…"
            // One letter that people see may carry thousands of marks.
            if title.unicodeScalars.count > 200 { title = "…" }
        }
        if text.isEmpty { text = title }
        return (title, bounded(text, 8000, .text, fault))
    }

    private func bounded(_ text: String, _ most: Int, _ column: SheetColumn, _ fault: Say) -> String {
        guard text.unicodeScalars.count > most else { return text }
        fault(column, "plus de \(most) caractères", "more than \(most) characters", .error)
        return ""
    }

    private func recipient(_ text: String?, _ fault: Say) -> String {
        if let text {
            if let cell = SheetWords.value(text, in: SheetWords.cells), options.cells.contains(cell) {
                return cell.rawValue
            }
            let word = SheetText.folded(String(text.prefix(300))).trimmingSpaces
            if let cell = Cell(rawValue: text), options.cells.contains(cell) { return text }
            if let role = options.roles.first(where: {
                $0.id == text || SheetText.folded($0.title) == word
            }) {
                return role.id
            }
            if let recipient = options.recipient {
                fault(
                    .to,
                    "«\u{00A0}\(short(text))\u{00A0}» n’est ni une cellule ni un rôle de l’exercice\u{00A0}: "
                        + "destinataire par défaut",
                    "‘\(short(text))’ is neither a cell nor a role of the exercise: default recipient", .warning)
                return recipient
            }
            fault(
                .to,
                "«\u{00A0}\(short(text))\u{00A0}» n’est ni une cellule ni un rôle de l’exercice. Corrigez la cellule, ou "
                    + "choisissez un destinataire par défaut",
                "‘\(short(text))’ is neither a cell nor a role of the exercise. Correct the cell, or choose a default "
                    + "recipient", .error)
            return ""
        }
        if let recipient = options.recipient { return recipient }
        fault(
            .to, "le destinataire manque. Ajoutez-le, ou choisissez un destinataire par défaut",
            "the recipient is missing. Add it, or choose a default recipient", .error)
        return ""
    }

    private func channel(_ text: String?, _ fault: Say) -> Inject.Channel {
        guard let text else { return .paper }
        if let channel = SheetWords.value(text, in: SheetWords.channels) { return channel }
        // « Appel téléphonique du SAMU », « mail + pièce jointe »: the word is there, among others.
        let folded = SheetText.folded(String(text.prefix(200)))
        for (channel, words) in SheetWords.channels {
            let isThere = words.contains {
                let word = SheetText.folded($0)
                return word.utf8.count >= 3 && SheetText.hasWord(word, in: folded)
            }
            if isThere { return channel }
        }
        fault(
            .channel, "«\u{00A0}\(short(text))\u{00A0}» n’est pas un canal connu\u{00A0}: pris pour papier",
            "‘\(short(text))’ is no known channel: taken for paper", .warning)
        return .paper
    }

    private func phase(_ text: String?, _ fault: Say) -> Phase? {
        guard let text else { return nil }
        if let phase = SheetWords.value(text, in: SheetWords.phases) { return phase }
        fault(
            .phase, "«\u{00A0}\(short(text))\u{00A0}» n’est pas une phase connue\u{00A0}: laissée vide",
            "‘\(short(text))’ is no known phase: left empty", .warning)
        return nil
    }

    private func objectives(_ text: String?, _ fault: Say) -> [String] {
        guard let text else { return [] }
        var found: [String] = []
        for part in text.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isNewline }).prefix(20) {
            let word = SheetText.folded(String(part.prefix(300))).trimmingSpaces
            if let objective = options.objectives.first(where: { $0.id == word || SheetText.folded($0.title) == word })
            {
                if !found.contains(objective.id) { found.append(objective.id) }
            } else if !word.isEmpty {
                fault(
                    .objectives,
                    "l’objectif «\u{00A0}\(short(String(part)))\u{00A0}» n’est pas dans l’exercice\u{00A0}: laissé de côté",
                    "the objective ‘\(short(String(part)))’ is not in the exercise: left aside", .warning)
            }
        }
        return found
    }

    /// One reaction on each line; `[décision ; 20 min]` before it says its kind and its delay.
    private func expected(_ text: String?, _ within: String?, _ fault: Say) -> [Expectation] {
        var delay: Int?
        if let within {
            switch SheetTime(within) {
            case .relative(let minutes): delay = minutes
            case .clock(nil, let minute): delay = minute
            default:
                fault(
                    .within, "«\u{00A0}\(short(within))\u{00A0}» n’est pas un délai. On attend 20 min, 0:20 ou 1h",
                    "‘\(short(within))’ is no delay. Expected 20 min, 0:20 or 1h", .error)
            }
        }
        guard let text else { return [] }
        var found: [Expectation] = []
        for line in text.split(whereSeparator: \.isNewline) {
            var rest = Substring(line.trimmingSpaces)
            while let first = rest.first, "-•–*·".contains(first) { rest = Substring(rest.dropFirst().trimmingSpaces) }
            guard !rest.isEmpty else { continue }
            var one = Expectation(text: "", within: delay)
            if rest.first == "[", let end = rest.prefix(60).firstIndex(of: "]") {
                for part in rest[rest.index(after: rest.startIndex)..<end].split(separator: ";") {
                    if let kind = SheetWords.value(String(part), in: SheetWords.expectations) { one.kind = kind }
                    if case .relative(let minutes) = SheetTime(String(part)) { one.within = minutes }
                }
                rest = Substring(rest[rest.index(after: end)...].trimmingSpaces)
            }
            one.text = bounded(String(rest), 500, .expected, fault)
            if !one.text.isEmpty { found.append(one) }
        }
        if found.count > 20 {
            fault(.expected, "plus de 20 réactions attendues", "more than 20 expected reactions", .error)
        }
        return found
    }

    /// `T+30 → s05`: thirty minutes after it was sent, s05 is proposed.
    private func branches(_ text: String?, _ fault: Say) -> [Branch] {
        var found: [Branch] = []
        for line in (text ?? "").split(whereSeparator: { $0.isNewline || $0 == ";" }) {
            let halves = line.replacing("->", with: "→").split(separator: "→", maxSplits: 1)
            guard halves.count == 2, case .relative(let minutes) = SheetTime(String(halves[0])) else {
                fault(
                    .branches, "«\u{00A0}\(short(String(line)))\u{00A0}» n’est pas une suite. On attend T+30 → s05",
                    "‘\(short(String(line)))’ is no branch. Expected T+30 → s05", .warning)
                continue
            }
            found.append(Branch(ifNotDoneBy: minutes, then: Self.identifier(String(halves[1]))))
        }
        return Array(found.prefix(10))
    }

    /// Branches that lead nowhere are told, and left out.
    static func checkedBranches(_ lines: [SheetImport.Line], known others: Set<String>) -> [SheetImport.Line] {
        let known = others.union(lines.compactMap { $0.inject?.id })
        return lines.map { line in
            guard var inject = line.inject, inject.branches.contains(where: { !known.contains($0.then) }) else {
                return line
            }
            let lost = inject.branches.filter { !known.contains($0.then) }.map(\.then).joined(separator: ", ")
            inject.branches.removeAll { !known.contains($0.then) }
            let fault = SheetImport.Fault(
                row: line.row.number, column: nil, weight: .warning,
                french:
                    "la suite mène à «\u{00A0}\(lost)\u{00A0}», qui n’est pas dans le tableau\u{00A0}: laissée de côté",
                english: "the branch leads to ‘\(lost)’, which is not in the table: left aside")
            return .init(row: line.row, inject: inject, faults: line.faults + [fault], filled: line.filled)
        }
    }

    private func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 40 ? String(line.prefix(40)) + "…" : line
    }
}

/// From what cells say to minutes after the start.
struct SheetClock {
    /// Minute after midnight of the start; nil while no cell says an hour.
    private(set) var start: Int?
    /// `1:30` is a duration.
    private let isElapsed: Bool
    /// Days since 1970 of the first date.
    private var firstDate: Int?
    private var day = 0
    private var last: Int?

    init(_ options: SheetImport.Options, times: [SheetTime]) {
        let first = times.lazy.compactMap { time -> Int? in
            switch time {
            case .clock(_, let minute), .date(_, let minute): minute
            case .relative: nil
            }
        }.first
        isElapsed =
            switch options.times {
            case .relative: true
            case .clock: false
            case .automatic: times.first == .clock(day: nil, minute: 0)
            }
        start = isElapsed ? nil : options.start ?? first
        for case .date(let day, _) in times {
            firstDate = day
            break
        }
    }

    /// Negative before the start.
    mutating func minute(of time: SheetTime) -> Int {
        let start = start ?? 0
        switch time {
        case .relative(let minutes): return minutes
        case .clock(nil, let minute) where isElapsed: return minute
        case .clock(let said, let minute):
            if let said {
                day = said
            } else if let last, minute < last - 12 * 60 {
                // After 23:50 comes 0:10.
                day += 1
            }
            last = minute
            return day * 1440 + minute - start
        case .date(let date, let minute):
            day = date - (firstDate ?? date)
            last = minute
            return day * 1440 + minute - start
        }
    }
}
