// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Primitives
import Site

/// A requirement and its answer as a card shows them.
struct AnswerCardModel: Sendable {
    let assessment: Assessment.ID
    let requirement: Requirement
    let scale: Scale
    /// The answer in force.
    let answer: Answer
    /// What the fields hold: the answer in force, or what was typed and refused.
    var edit: AnswerEdit
    var errors = FormErrors()
    /// To whom it can be entrusted; empty for those who may not entrust.
    var people: [Person] = []
    let mayAnswer: Bool
    var mayEntrust = false
    var proofKinds: [String: Phrase] = [:]
    /// What the proofs say of it; nil when nothing can be said.
    var standing: DeskEvidence.Standing?
    var origin = AnswerOrigin.chapter
    let today: Day
    let zone: TimeZoneRule

    var fields: AnswerFields { AnswerFields(code: requirement.code) }
    func words(_ t: Language) -> AnswerWords { AnswerWords(scale: scale, t: t) }
}

extension AnswerCardModel {
    init(
        _ requirement: Requirement, on desk: Desk, _ evidence: DeskEvidence? = nil, people: [Person],
        origin: AnswerOrigin, _ visit: Visit
    ) {
        let answer = desk.answer(requirement.code)
        var proofKinds: [String: Phrase] = [:]
        for condition in requirement.evidence?.conditions ?? [] where proofKinds[condition.kind] == nil {
            proofKinds[condition.kind] = visit.house.proofKind(condition.kind)?.title
        }
        self.init(
            assessment: desk.assessment.id, requirement: requirement, scale: desk.framework.scale, answer: answer,
            edit: AnswerEdit(answer), people: people, mayAnswer: desk.rights.mayAnswer(requirement.code),
            mayEntrust: desk.rights.manages && !desk.assessment.isClosed, proofKinds: proofKinds,
            standing: evidence?.standing(of: requirement), origin: origin, today: visit.today, zone: visit.zone)
    }

    /// The same card about another answer in force.
    func showing(_ answer: Answer) -> AnswerCardModel {
        AnswerCardModel(
            assessment: assessment, requirement: requirement, scale: scale, answer: answer, edit: AnswerEdit(answer),
            people: people, mayAnswer: mayAnswer, mayEntrust: mayEntrust, proofKinds: proofKinds,
            standing: standing, origin: origin, today: today, zone: zone)
    }
}
