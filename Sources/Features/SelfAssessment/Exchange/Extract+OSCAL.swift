// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Markup
import Organisations
import Primitives
import Site

extension Extract {
    /// What the engine needs to write OSCAL documents, in the reader's language.
    func oscal(_ t: Language) -> OSCALAssessment {
        let words = readingWords(t)
        let identity = framework.identity
        let catalog = FrameworkURL.oscal(.init(identity.identifier), .init(identity.version)).path
        let named = Set(lines.flatMap(\.counting))
        return OSCALAssessment(
            identifier: assessment.id.text, title: "\(assessment.organisationName) – \(assessment.title)",
            description: t(
                "\(framework.title(t)), version \(identity.version). Réponses de l’établissement, et preuves valables le \(t.date(day)).",
                "\(framework.title(t)), version \(identity.version). Answers of the establishment, and proofs valid on \(t.date(day))."
            ),
            language: t.rawValue, framework: framework,
            subject: .init(
                identifier: organisation.id.text, name: assessment.organisationName, finess: organisation.finess?.text),
            start: assessment.openedAt.text, end: assessment.closedAt?.text, madeAt: madeAt.text,
            findings: lines.map { finding($0, words, t) },
            proofs: named.sorted().compactMap { shelf.proofs[$0] }.compactMap(proof),
            catalogAddress: (address ?? "") + catalog.text)
    }

    private func finding(_ line: Line, _ words: ReadingWords, _ t: Language) -> OSCALAssessment.Finding {
        let (requirement, answer) = (line.requirement.words(t), line.answer)
        var until: CalendarDay?
        if case .holds(let end) = line.reading.standing { until = end }
        return OSCALAssessment.Finding(
            code: line.requirement.code, title: requirement.title, statement: requirement.expectation,
            description: [
                "\(line.state.word(t)).", words.summary(line.reading), line.difference?.sentence(t) ?? "",
            ].filter { !$0.isEmpty }.joined(separator: " "),
            state: line.state, difference: line.difference,
            level: answer.status == .answered ? answer.level.flatMap { framework.scale.level($0) } : nil,
            validUntil: until, declaration: declaration(line, t), proofs: line.counting,
            remedy: remedy(line, words, t), deadline: deadline(line))
    }

    private func declaration(_ line: Line, _ t: Language) -> OSCALAssessment.Declaration? {
        let answer = line.answer
        guard answer.status != .open || !answer.comment.isEmpty else { return nil }
        let said = AnswerWords(scale: framework.scale, t: t).title(answer.status, answer.level)
        return .init(
            text: answer.comment.isEmpty ? "\(said)." : "\(said). \(answer.comment)",
            madeAt: (answer.updatedAt ?? assessment.openedAt).text)
    }

    private func remedy(_ line: Line, _ words: ReadingWords, _ t: Language) -> OSCALAssessment.Remedy? {
        guard !line.state.isProven, line.state != .declared, line.state != .notApplicable else { return nil }
        let answer = line.answer
        let title =
            answer.target.map { level in
                let name = AnswerWords(scale: framework.scale, t: t).title(level)
                return t("Atteindre «\u{00A0}\(name)\u{00A0}»", "Reach “\(name)”")
            } ?? t("Satisfaire l’exigence", "Satisfy the requirement")
        let missing = words.missing(line.reading)
        let lacks =
            missing.isEmpty ? "" : t("Il manque ", "Missing: ") + missing.joined(separator: t("\u{00A0}; ", "; ")) + "."
        let guidance = line.requirement.words(t).guidance
        let description = [lacks, guidance].filter { !$0.isEmpty }.joined(separator: "\n\n")
        return .init(
            title: title, description: description.isEmpty ? line.requirement.words(t).expectation : description,
            isPlanned: answer.target != nil || answer.targetOn != nil || answer.responsible != nil)
    }

    /// The day that the establishment chose, else the next one that the framework sets, else the last.
    private func deadline(_ line: Line) -> CalendarDay? {
        if let chosen = line.answer.targetOn { return CalendarDay(chosen) }
        let days = line.requirement.deadlines.compactMap(\.day).sorted()
        guard let today = CalendarDay(day) else { return days.last }
        return days.first { $0 >= today } ?? days.last
    }

    private func proof(_ proof: Proof) -> OSCALAssessment.Proof? {
        guard let obtained = CalendarDay(proof.obtainedOn) else { return nil }
        let method: OSCALAssessment.Proof.Method =
            switch proof.source {
            case .document: .document
            case .measurement: .measurement
            case .statement: .statement
            }
        return .init(
            identifier: proof.id.text, title: proof.title, method: method, collectedOn: obtained,
            expiresOn: proof.validUntil.flatMap { CalendarDay($0) },
            // A contributor knows the title of what counts, and opens only their own proofs.
            file: !isWhole ? nil : proof.file.map { .init(name: $0.name, mediaType: $0.mediaType, sha256: $0.sha256) },
            address: (address ?? "") + ProofAddress.proof(proof.id).text)
    }
}
