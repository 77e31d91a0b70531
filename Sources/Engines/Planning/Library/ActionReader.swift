// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads one action of a file.
struct ActionReader {
    let file: String
    let line: Int
    private(set) var faults: [LibraryFault] = []
    private var entries: [String: (line: Int, value: LibraryTree)] = [:]

    private static let known: Set<String> = [
        "id", "title", "description", "pillar", "cost", "recurring", "effort", "duration", "after", "shared", "closes",
        "proofs", "sources",
    ]
    static let mostEuros = 100_000_000.0
    static let mostDays = 100_000.0

    init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    mutating func read(_ tree: LibraryTree) -> CandidateAction? {
        guard case .entries(let list) = tree.content else {
            fault(tree.line, "an action is a mapping: id, title, cost…")
            return nil
        }
        for entry in list {
            if !Self.known.contains(entry.key) { fault(entry.line, "the key ‘\(entry.key)’ is not known here") }
            entries[entry.key] = (entry.line, entry.value)
        }
        let id = text("id", required: true)
        if !id.isEmpty, !ActionRules.isIdentifier(id) {
            fault(place("id"), "‘\(id)’ is not an identifier: capital letters, digits and dashes, 2 to 30")
        }
        let title = text("title", required: true)
        if title.unicodeScalars.count > ActionRules.longestTitle {
            fault(place("title"), "the title is longer than \(ActionRules.longestTitle) characters")
        }
        let description = text("description")
        if description.unicodeScalars.count > ActionRules.longestDescription {
            fault(place("description"), "the description is longer than \(ActionRules.longestDescription) characters")
        }
        let pillarName = text("pillar", required: true)
        let pillar = CandidateAction.Pillar(rawValue: pillarName)
        if pillar == nil, !pillarName.isEmpty { fault(place("pillar"), "‘\(pillarName)’ is not a pillar") }
        let action = CandidateAction(
            id: id, title: title, description: description, pillar: pillar ?? .governance,
            cost: estimate("cost", required: true), recurring: estimate("recurring"), effort: effort(),
            duration: duration(), after: texts("after"), sharing: sharing(), closes: closes(),
            proofs: texts("proofs"), sources: texts("sources"))
        return faults.isEmpty ? action : nil
    }

    private func place(_ key: String) -> Int { entries[key]?.line ?? line }

    private mutating func fault(_ line: Int, _ message: String) {
        faults.append(LibraryFault(file: file, line: line, message: message))
    }

    private mutating func text(_ key: String, required: Bool = false) -> String {
        guard let entry = entries[key] else {
            if required { fault(line, "‘\(key)’ is missing") }
            return ""
        }
        guard case .text(let text) = entry.value.content else {
            fault(entry.line, "‘\(key)’ is a text")
            return ""
        }
        if required, text.isEmpty { fault(entry.line, "‘\(key)’ is empty") }
        return text
    }

    private mutating func texts(_ key: String) -> [String] {
        guard let entry = entries[key] else { return [] }
        guard case .list(let items) = entry.value.content else {
            fault(entry.line, "‘\(key)’ is a list")
            return []
        }
        var texts: [String] = []
        for item in items {
            guard case .text(let text) = item.content, !text.isEmpty else {
                fault(item.line, "‘\(key)’ is a list of texts")
                continue
            }
            if texts.contains(text) { fault(item.line, "‘\(text)’ is written twice") }
            texts.append(text)
        }
        return texts
    }

    private mutating func number(
        _ value: LibraryTree, _ name: String, _ range: ClosedRange<Double>
    ) -> Double {
        guard case .text(let text) = value.content, let number = Double(text), range.contains(number) else {
            fault(
                value.line,
                "\(name) is a number from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))")
            return range.lowerBound
        }
        return number
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }

    /// The fields of a small mapping; faults for those that are not `known`.
    private mutating func fields(_ key: String, known: Set<String>) -> [String: LibraryTree]? {
        guard let entry = entries[key] else { return nil }
        guard case .entries(let list) = entry.value.content else {
            fault(entry.line, "‘\(key)’ is a mapping of \(known.sorted().joined(separator: ", "))")
            return nil
        }
        var fields: [String: LibraryTree] = [:]
        for field in list {
            if !known.contains(field.key) { fault(field.line, "‘\(field.key)’ is not known in ‘\(key)’") }
            fields[field.key] = field.value
        }
        return fields
    }

    private mutating func estimate(_ key: String, required: Bool = false) -> CandidateAction.Estimate {
        let nothing = CandidateAction.Estimate(low: 0, high: 0)
        guard let fields = fields(key, known: ["low", "high"]) else {
            if required, entries[key] == nil { fault(line, "‘\(key)’ is missing") }
            return nothing
        }
        guard let low = fields["low"], let high = fields["high"] else {
            fault(place(key), "‘\(key)’ says ‘low’ and ‘high’")
            return nothing
        }
        let estimate = CandidateAction.Estimate(
            low: number(low, "‘low’", 0...Self.mostEuros), high: number(high, "‘high’", 0...Self.mostEuros))
        if estimate.high < estimate.low { fault(place(key), "‘high’ is below ‘low’ in ‘\(key)’") }
        return estimate
    }

    private mutating func effort() -> [Skill: Double] {
        guard let fields = fields("effort", known: Set(Skill.allCases.map(\.rawValue))) else { return [:] }
        var effort: [Skill: Double] = [:]
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            guard let skill = Skill(rawValue: name) else { continue }
            effort[skill] = number(value, "‘\(name)’", 0...Self.mostDays)
        }
        return effort
    }

    private mutating func duration() -> Int {
        guard let entry = entries["duration"] else {
            fault(line, "‘duration’ is missing")
            return 1
        }
        guard case .text(let text) = entry.value.content, let quarters = Int(text),
            ActionRules.durations.contains(quarters)
        else {
            fault(entry.line, "‘duration’ is a number of quarters, from 1 to \(ActionRules.durations.upperBound)")
            return 1
        }
        return quarters
    }

    private mutating func sharing() -> CandidateAction.Sharing? {
        guard let fields = fields("shared", known: ["possible", "costFactor", "effortFactor"]) else { return nil }
        guard case .text(let possible)? = fields["possible"]?.content, ["true", "false"].contains(possible) else {
            fault(place("shared"), "‘possible’ is true or false")
            return nil
        }
        guard possible == "true" else { return nil }
        let range = ActionRules.factors
        return CandidateAction.Sharing(
            costFactor: fields["costFactor"].map { number($0, "‘costFactor’", range) } ?? 1,
            effortFactor: fields["effortFactor"].map { number($0, "‘effortFactor’", range) } ?? 1)
    }

    private mutating func closes() -> [CandidateAction.Closing] {
        guard let entry = entries["closes"] else { return [] }
        guard case .entries(let frameworks) = entry.value.content else {
            fault(entry.line, "‘closes’ gives, for each framework, its codes and their shares")
            return []
        }
        var closes: [CandidateAction.Closing] = []
        for framework in frameworks {
            guard case .entries(let codes) = framework.value.content else {
                fault(framework.line, "‘\(framework.key)’ gives codes and their shares")
                continue
            }
            for code in codes {
                closes.append(
                    CandidateAction.Closing(
                        framework: framework.key, code: code.key,
                        share: number(code.value, "a share", 0...1)))
            }
        }
        return closes
    }
}
