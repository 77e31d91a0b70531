// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Yams

/// Why a file of rules is not taken, and where in it.
public struct ClockFileFault: Error, Hashable, CustomStringConvertible {
    public enum Problem: Hashable, Sendable {
        case tooLarge
        /// What the reader of YAML says.
        case notYAML(String)
        case missing
        case notText
        case notOneOf([String])
        case unknownKey
        case repeated
        case outOfRange
        case unknownField(String)
    }

    /// `clocks[3] cnil`, or empty for the whole file.
    public let place: String
    public let field: String
    public let problem: Problem

    public var description: String {
        let at = [place, field].filter { !$0.isEmpty }.joined(separator: ", ")
        let told =
            switch problem {
            case .tooLarge: "the file is too large, or holds too many rules"
            case .notYAML(let detail): "this is not YAML: \(detail)"
            case .missing: "this is needed"
            case .notText: "a text is expected, neither empty nor too long"
            case .notOneOf(let words): "expected one of \(words.joined(separator: ", "))"
            case .unknownKey: "this key is not known"
            case .repeated: "this stands here twice"
            case .outOfRange: "this is out of range"
            case .unknownField(let name): "the draft names {\(name)}, which nobody fills"
            }
        return at.isEmpty ? told : "\(at): \(told)"
    }
}

/// Reads the file of the rules (docs/formats/legal-clocks.md).
public enum ClockFile {
    public static let format = "carene-legal-clocks/1"
    static let byteLimit = 256 * 1024
    static let ruleLimit = 100
    static let stageLimit = 6

    /// What a draft may name.
    public static let draftFields: Set<String> = [
        "etablissement", "finess", "titre", "nature", "gravite", "detail", "premier-signe", "detection", "connaissance",
        "violation", "services", "patients", "unites", "mesures", "phase", "auteur", "maintenant", "retour",
        "journal",
    ]

    /// - Throws: `ClockFileFault`, naming the rule and the field.
    public static func read(_ bytes: [UInt8]) throws(ClockFileFault) -> [ClockRule] {
        guard bytes.count <= byteLimit else { throw ClockFileFault(place: "", field: "", problem: .tooLarge) }
        let node: Node?
        do {
            node = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw ClockFileFault(place: "", field: "", problem: .notYAML("\(error)"))
        }
        let file = try Table(node, place: "", known: ["format", "clocks"])
        guard try file.text("format", limit: 60) == format else { throw file.fault("format", .notOneOf([format])) }
        let list = try file.list("clocks", limit: ruleLimit)
        var rules: [ClockRule] = []
        for (index, node) in list.enumerated() {
            let rule = try rule(node, at: "clocks[\(index + 1)]")
            guard !rules.contains(where: { $0.id == rule.id }) else {
                throw ClockFileFault(place: "clocks[\(index + 1)]", field: "id", problem: .repeated)
            }
            rules.append(rule)
        }
        return rules
    }

    private static func rule(_ node: Node, at place: String) throws(ClockFileFault) -> ClockRule {
        let table = try Table(
            node, place: place,
            known: [
                "id", "recipient", "occasion", "kinds", "any", "all", "stages", "basis", "source", "channel", "phone",
                "on", "from", "until", "to-confirm",
            ])
        let id = try table.identifier("id")
        let inner = table.renamed("\(place) \(id)")
        var stages: [ClockStage] = []
        for (index, node) in try inner.list("stages", limit: stageLimit).enumerated() {
            let stage = try stage(node, at: "\(inner.place) stages[\(index + 1)]", isFirst: index == 0)
            guard !stages.contains(where: { $0.id == stage.id }) else { throw inner.fault("stages", .repeated) }
            stages.append(stage)
        }
        guard !stages.isEmpty else { throw inner.fault("stages", .missing) }
        return ClockRule(
            id: id, recipient: try inner.text("recipient", limit: 150),
            occasion: try inner.text("occasion", limit: 600),
            kinds: try inner.words("kinds", IncidentKind.self), anyOf: try inner.words("any", ClockQuestion.self),
            allOf: try inner.words("all", ClockQuestion.self), stages: stages,
            basis: ClockBasis(
                text: try inner.text("basis", limit: 600), source: try inner.text("source", limit: 600)),
            channel: try inner.optionalText("channel", limit: 300) ?? "",
            phone: try inner.optionalText("phone", limit: 40) ?? "",
            isOn: try inner.flag("on", otherwise: true), validFrom: try inner.day("from"),
            validUntil: try inner.day("until"), toConfirm: try inner.optionalText("to-confirm", limit: 600))
    }

    private static func stage(
        _ node: Node, at place: String, isFirst: Bool
    ) throws(ClockFileFault) -> ClockStage {
        let table = try Table(
            node, place: place, known: ["id", "title", "start", "hours", "months", "delay", "draft"])
        let start = try table.word("start", ClockStart.self)
        // Nothing was sent before the first.
        guard !(isFirst && start == .previousSent) else { throw table.fault("start", .outOfRange) }
        let draft = try table.text("draft", limit: 4000)
        for field in ClockDraft.fields(of: draft) where !draftFields.contains(field) {
            throw table.fault("draft", .unknownField(field))
        }
        return ClockStage(
            id: try table.identifier("id"), title: try table.text("title", limit: 150), start: start,
            delay: try delay(table), draft: draft)
    }

    /// Exactly one of a number of hours, a number of months, or the words of the text.
    private static func delay(_ table: Table) throws(ClockFileFault) -> ClockDelay {
        let hours = try table.number("hours", in: 1...8760)
        let months = try table.number("months", in: 1...24)
        let words = try table.optionalText("delay", limit: 40)
        switch (hours, months, words) {
        case (let hours?, nil, nil): return .hours(hours)
        case (nil, let months?, nil): return .months(months)
        case (nil, nil, "without"?): return .withoutDelay
        case (nil, nil, "soonest"?): return .soonest
        case (nil, nil, nil): throw table.fault("hours", .missing)
        case (nil, nil, _): throw table.fault("delay", .notOneOf(["without", "soonest"]))
        default: throw table.fault("delay", .repeated)
        }
    }
}

/// A mapping of the file, whose keys are all known.
private struct Table {
    let place: String
    private let values: [String: Node]

    init(_ node: Node?, place: String, known: Set<String>) throws(ClockFileFault) {
        self.place = place
        guard case .mapping(let mapping)? = node else {
            throw ClockFileFault(place: place, field: "", problem: .missing)
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key, known.contains(scalar.string) else {
                throw ClockFileFault(
                    place: place, field: String((key.scalar?.string ?? "").prefix(40)), problem: .unknownKey)
            }
            guard values.updateValue(value, forKey: scalar.string) == nil else {
                throw ClockFileFault(place: place, field: scalar.string, problem: .repeated)
            }
        }
        self.values = values
    }

    private init(place: String, values: [String: Node]) {
        self.place = place
        self.values = values
    }

    func renamed(_ place: String) -> Table { Table(place: place, values: values) }

    func fault(_ field: String, _ problem: ClockFileFault.Problem) -> ClockFileFault {
        ClockFileFault(place: place, field: field, problem: problem)
    }

    func optionalText(_ field: String, limit: Int) throws(ClockFileFault) -> String? {
        guard let node = values[field] else { return nil }
        guard case .scalar(let scalar) = node, !scalar.string.allSatisfy(\.isWhitespace),
            scalar.string.unicodeScalars.count <= limit
        else { throw fault(field, .notText) }
        return scalar.string
    }

    func text(_ field: String, limit: Int) throws(ClockFileFault) -> String {
        guard let text = try optionalText(field, limit: limit) else { throw fault(field, .missing) }
        return text
    }

    /// Lower-case letters, digits and dashes: it stands in addresses.
    func identifier(_ field: String) throws(ClockFileFault) -> String {
        let text = try text(field, limit: 40)
        guard
            text.utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
            })
        else { throw fault(field, .notText) }
        return text
    }

    func number(_ field: String, in range: ClosedRange<Int>) throws(ClockFileFault) -> Int? {
        guard let text = try optionalText(field, limit: 10) else { return nil }
        guard let number = Int(text), range.contains(number) else { throw fault(field, .outOfRange) }
        return number
    }

    func flag(_ field: String, otherwise: Bool) throws(ClockFileFault) -> Bool {
        switch try optionalText(field, limit: 10) {
        case nil: return otherwise
        case "true"?: return true
        case "false"?: return false
        default: throw fault(field, .notOneOf(["true", "false"]))
        }
    }

    func day(_ field: String) throws(ClockFileFault) -> Int? {
        guard let text = try optionalText(field, limit: 10) else { return nil }
        guard let day = CivilDay(text: text) else { throw fault(field, .outOfRange) }
        return day.daysSinceEpoch
    }

    func list(_ field: String, limit: Int) throws(ClockFileFault) -> [Node] {
        guard case .sequence(let sequence)? = values[field] else { throw fault(field, .missing) }
        guard sequence.count <= limit else { throw fault(field, .tooLarge) }
        return Array(sequence)
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ field: String, _: Word.Type
    ) throws(ClockFileFault) -> Word {
        guard let word = Word(rawValue: try text(field, limit: 40)) else {
            throw fault(field, .notOneOf(Word.allCases.map(\.rawValue)))
        }
        return word
    }

    func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(
        _ field: String, _: Word.Type
    ) throws(ClockFileFault) -> Set<Word> {
        guard values[field] != nil else { return [] }
        var words: Set<Word> = []
        for node in try list(field, limit: 30) {
            guard case .scalar(let scalar) = node, let word = Word(rawValue: scalar.string) else {
                throw fault(field, .notOneOf(Word.allCases.map(\.rawValue)))
            }
            words.insert(word)
        }
        return words
    }
}
