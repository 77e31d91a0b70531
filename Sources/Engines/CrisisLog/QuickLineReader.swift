// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads a quick line word by word.
struct QuickLineReader {
    private let words: [Substring]
    private let now: Moment
    private let offset: (Moment) -> Int
    private var index = 0

    private(set) var kind: LogKind?
    private(set) var factAt: Moment?
    private(set) var cell: LogCell?
    private(set) var owner: String?
    private(set) var due: Moment?
    private(set) var isUnconfirmed = false
    private(set) var understood: [QuickLine.Piece] = []
    private var kept: [Substring] = []

    var text: String { kept.joined(separator: " ") }

    init(_ line: String, now: Moment, zone: @escaping (Moment) -> Int) {
        words = line.split(whereSeparator: \.isWhitespace)
        self.now = now
        offset = zone
    }

    mutating func read() {
        while let word = word(0), begin(word) { index += 1 }
        while let word = word(0) {
            if !recognise(word) { kept.append(word) }
            index += 1
        }
    }

    private func word(_ ahead: Int) -> Substring? {
        let place = index + ahead
        return words.indices.contains(place) ? words[place] : nil
    }

    // MARK: At the beginning

    /// Whether the word belongs to the head of the line; what is left of it after its signs is put with the text.
    private mutating func begin(_ word: Substring) -> Bool {
        var rest = word
        while let sign = rest.first, take(sign: sign) { rest = rest.dropFirst() }
        if rest.isEmpty { return true }
        if factAt == nil, let time = Self.timeOfDay(rest) {
            setFact(past(time))
            return true
        }
        if factAt == nil, ["hier", "yesterday"].contains(rest.lowercased()), let next = self.word(1),
            let time = Self.timeOfDay(next)
        {
            setFact(at(time, daysFromToday: -1))
            index += 1
            return true
        }
        if recognise(rest) { return true }
        kept.append(rest)
        // The word is used up: the text has begun.
        index += 1
        return false
    }

    private mutating func take(sign: Character) -> Bool {
        if sign == "~" {
            guard !isUnconfirmed else { return false }
            isUnconfirmed = true
            understood.append(.unconfirmed)
            return true
        }
        let signs: [Character: LogKind] = [
            "!": .decision, ">": .action, "?": .request, "@": .contact, "#": .notification,
        ]
        guard kind == nil, let meant = signs[sign] else { return false }
        kind = meant
        understood.append(.kind(meant))
        return true
    }

    private mutating func setFact(_ moment: Moment) {
        factAt = moment
        understood.append(.fact(moment))
    }

    // MARK: Anywhere

    private mutating func recognise(_ word: Substring) -> Bool {
        if cell == nil, let meant = Self.cell(word) {
            cell = meant
            understood.append(.cell(meant))
            return true
        }
        if owner == nil, let name = Self.owner(word) {
            owner = name
            understood.append(.owner(name))
            return true
        }
        if due == nil, Self.isDueWord(word), let next = self.word(1), let time = Self.timeOfDay(next) {
            let moment = coming(time)
            due = moment
            understood.append(.due(moment))
            index += 1
            return true
        }
        return false
    }

    private static func isDueWord(_ word: Substring) -> Bool {
        let plain = word.lowercased().filter { $0 != ":" }
        return ["échéance", "echéance", "écheance", "echeance", "éch.", "ech.", "due"].contains(plain)
    }

    private static func cell(_ word: Substring) -> LogCell? {
        guard word.first == "[", word.last == "]" else { return nil }
        let name = word.dropFirst().dropLast().lowercased()
        return switch name {
        case "strat", "stratégique", "strategique", "décision", "decision", "direction", "strategic": .strategic
        case "op", "opé", "ope", "opérationnelle", "operationnelle", "cyber", "dsi", "it", "operational": .operational
        case "soins", "soin", "care", "continuité", "continuite": .care
        case "com", "comm", "communication", "presse": .communication
        case "anim", "animation", "direx": .direction
        default: nil
        }
    }

    /// A name, not a path nor a fraction: one slash, then letters.
    private static func owner(_ word: Substring) -> String? {
        guard word.first == "/" else { return nil }
        var name = word.dropFirst()
        while let last = name.last, ",;.".contains(last) { name = name.dropLast() }
        guard let first = name.first, first.isLetter, name.count <= 80, !name.contains("/"), !name.contains("\\")
        else { return nil }
        return String(name.map { $0 == "_" ? " " : $0 })
    }

    // MARK: Time

    /// `14:32`, `14h32`, `9h05`; minutes since midnight.
    private static func timeOfDay(_ word: Substring) -> Int? {
        var text = word
        while let last = text.last, ",;.".contains(last) { text = text.dropLast() }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" || $0 == "H" }
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    /// The last time that the clock on the wall showed this; five minutes of advance are a watch that is fast.
    private func past(_ minutes: Int) -> Moment {
        let today = at(minutes, daysFromToday: 0)
        return today <= now.adding(seconds: 300) ? today : at(minutes, daysFromToday: -1)
    }

    private func coming(_ minutes: Int) -> Moment {
        let today = at(minutes, daysFromToday: 0)
        return today >= now ? today : at(minutes, daysFromToday: 1)
    }

    private func at(_ minutes: Int, daysFromToday days: Int) -> Moment {
        // Within what a calendar can mean, so that nothing overflows.
        let wall = min(max(now.adding(seconds: offset(now)).milliseconds, 0), 8_640_000_000_000_000)
        let day = wall / 86_400_000
        let midnight = Moment(milliseconds: day * 86_400_000).adding(seconds: days * 86_400 + minutes * 60)
        // The clocks may have changed between now and then: the offset of that moment counts.
        let near = midnight.adding(seconds: -offset(now))
        return midnight.adding(seconds: -offset(near))
    }
}
