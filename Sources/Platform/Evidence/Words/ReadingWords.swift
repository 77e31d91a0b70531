// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Primitives

/// What proofs say of a requirement, in plain sentences: what counts and until when, what is missing, and why a proof that
/// is there does not count.
public struct ReadingWords {
    let kinds: (String) -> Phrase?
    let proof: (String) -> ProofLink?
    /// The name of a member that a coverage mentions.
    let member: (String) -> String?
    /// To say how far a day is; nil on paper, where "in nine days" is wrong the day after.
    let today: Day?
    let t: Language

    /// - Parameters:
    ///   - kinds: how a kind of proof is called: `house.proofKind($0)?.title`.
    ///   - proof: how a proof that a reading mentions is called.
    ///   - member: how a member of a group is called: `shelf.name(of:)`.
    public init(
        kinds: @escaping (String) -> Phrase?, proof: @escaping (String) -> ProofLink?,
        member: @escaping (String) -> String? = { _ in nil }, today: Day? = nil, _ t: Language
    ) {
        self.kinds = kinds
        self.proof = proof
        self.member = member
        self.today = today
        self.t = t
    }

    /// Of the proofs and the members of a shelf.
    ///
    /// - Parameter opens: whether the reader may open a proof.
    public init(
        _ shelf: ProofShelf, kinds: @escaping (String) -> Phrase?, opens: @escaping (Proof) -> Bool = { _ in true },
        today: Day? = nil, _ t: Language
    ) {
        self.init(
            kinds: kinds,
            proof: { id in
                shelf.proofs[id].map {
                    ProofLink(title: $0.title, href: opens($0) ? ProofAddress.proof($0.id) : nil)
                }
            }, member: shelf.name(of:), today: today, t)
    }

    /// How it stands, in one sentence.
    public func sentence(_ standing: EvidenceStanding) -> String {
        switch standing {
        case .holds(nil): t("Prouvé, sans date de fin connue.", "Proven, with no known end.")
        case .holds(let end?): t("Prouvé jusqu’au \(date(end)).", "Proven until \(date(end)).")
        case .lapsed(let last):
            t(
                "N’est plus prouvé\u{00A0}: l’était jusqu’au \(date(last)).",
                "No longer proven: was until \(date(last)).")
        case .partial(let share):
            t(
                "Prouvé en partie\u{00A0}: \(t.percent(share)) de ce qui est demandé est réuni.",
                "Partly proven: \(t.percent(share)) of what is asked is there.")
        case .missing: t("Rien ne le prouve encore.", "Nothing proves it yet.")
        }
    }

    /// The whole of a reading in one line: how it stands, then the first thing that is missing.
    public func summary(_ reading: RequirementReading) -> String {
        if let coverage = reading.coverage { return shareSentence(coverage) }
        guard let rule = reading.rule else { return unsaid }
        if isByHand(rule), rule.standing == .missing { return unsaid }
        let standing = sentence(rule.standing)
        guard let first = missing(rule).first else { return standing }
        return standing + t(" Il manque \(first).", " Missing: \(first).")
    }

    /// What is still needed, one sentence piece each: "un plan écrit sur le plan de reprise (PRA)". Empty when nothing is.
    public func missing(_ reading: RequirementReading) -> [String] {
        if let rule = reading.rule { return missing(rule) }
        guard let coverage = reading.coverage, !reading.standing.holds else { return [] }
        return coverage.members.filter { !$0.reading.standing.holds }.map { part in
            let name = member(part.id) ?? part.id
            return t("\(name)\u{00A0}: ", "\(name): ") + missing(part.reading).joined(separator: t("\u{00A0}; ", "; "))
        }
    }

    /// Everything, as paragraphs, lists and for a group a table.
    ///
    /// - Parameter code: of the requirement, where a page tells several: two tables must not have the same name.
    public func html(_ reading: RequirementReading, code: String? = nil) -> HTML {
        if let coverage = reading.coverage { return html(coverage, reading.standing, code) }
        guard let rule = reading.rule else { return "<p>\(unsaid)</p>" }
        if isByHand(rule), rule.standing == .missing { return "<p>\(unsaid)</p>" }
        return "<p><strong>\(sentence(rule.standing))</strong></p>\(html(rule))"
    }

    private var unsaid: String {
        t(
            "Le référentiel ne dit pas ce qui prouve cette exigence, et aucune preuve n’y est rattachée.",
            "The framework does not say what proves this requirement, and no proof is attached to it.")
    }

    /// A proof attached by a person, where the framework says nothing of proofs.
    private func isByHand(_ rule: RuleReading) -> Bool {
        guard case .proof(let reading) = rule else { return false }
        return reading.condition.kind.hasPrefix(ProofShelf.pinnedPrefix)
    }

    /// "3 mars 2027 (dans 9 jours)".
    func date(_ day: CalendarDay) -> String {
        let text = DeadlineSentence.date(day, t)
        guard let today, let civil = day.civil else { return text }
        return "\(text) (\(t.distance(from: today, to: civil)))"
    }

    /// What a condition asks, as the requirement's page tells it.
    func words(_ condition: ProofCondition) -> String {
        if condition.kind.hasPrefix(ProofShelf.pinnedPrefix) {
            return t("une preuve rattachée à la main à cette exigence", "a proof attached to this requirement by hand")
        }
        var names: [String: Phrase] = [:]
        names[condition.kind] = kinds(condition.kind)
        return EvidenceSentence(kinds: names, t).sentence(condition)
    }

    func link(_ id: String) -> HTML {
        (proof(id)
            ?? ProofLink(
                title: t("une preuve que vous ne pouvez pas ouvrir", "a proof that is not yours to open"), href: nil))
            .html
    }
}
