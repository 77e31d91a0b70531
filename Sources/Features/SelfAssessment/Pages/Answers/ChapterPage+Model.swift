// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Markup
import Primitives
import Site

extension ChapterPage {
    static func model(
        _ desk: Desk, _ evidence: DeskEvidence?, _ chapters: [Chapter], _ place: Int, people: [Person], _ visit: Visit
    ) -> Model {
        let t = visit.language
        let chapter = chapters[place]
        let requirements = desk.assessable(of: chapter)
        let answered = requirements.count { !desk.isOpen($0) }
        let isEntrusting = desk.rights.manages && !desk.assessment.isClosed
        func link(_ place: Int) -> Link? {
            guard chapters.indices.contains(place) else { return nil }
            return Link(title: desk.framework.title(of: chapters[place], t), href: desk.chapterURL(chapters[place]))
        }
        let own = desk.framework.requirement(chapter.code)?.deadlines ?? []
        return Model(
            title: desk.framework.title(of: chapter, t), lead: lead(desk, chapters, place, requirements, t),
            previous: link(place - 1), next: link(place + 1), overview: AssessmentURL.assessment(desk.id).path,
            sections: sections(requirements, of: chapter, desk, evidence, people: people, visit), answered: answered,
            total: requirements.count, choiceCount: desk.framework.scale.levels.count + 1,
            mayAnswer: requirements.contains { desk.rights.mayAnswer($0.code) },
            deadlines: own.map { DeadlineSentence.sentence($0, today: visit.today, t) },
            entrusting: isEntrusting
                ? Entrusting(
                    action: AssessmentURL.chapterAssignment(desk.id, .init(chapter.code)).path, people: people)
                : nil)
    }

    private static func lead(
        _ desk: Desk, _ chapters: [Chapter], _ place: Int, _ requirements: [Requirement], _ t: Language
    ) -> String {
        let title = desk.framework.title(t)
        let count = t.count(requirements.count, ("exigence", "exigences"), ("requirement", "requirements"))
        var lead = t(
            "\(title), chapitre \(place + 1) sur \(chapters.count). \(count).",
            "\(title), chapter \(place + 1) of \(chapters.count). \(count).")
        if desk.assessment.isClosed {
            lead += t(" L’évaluation est close.", " The assessment is closed.")
        } else if desk.rights.isLimited {
            lead += t(" Vous voyez ce qui vous est confié.", " You see what is entrusted to you.")
        }
        return lead
    }

    /// Consecutive requirements of the same parent, under the titles that lead to it inside the chapter.
    static func sections(
        _ requirements: [Requirement], of chapter: Chapter, _ desk: Desk, _ evidence: DeskEvidence?, people: [Person],
        _ visit: Visit
    ) -> [Section] {
        let t = visit.language
        var sections: [Section] = []
        var lastPath: [String]?
        for requirement in requirements {
            let above = desk.framework.breadcrumb(to: requirement.code).dropLast().filter { $0.code != chapter.code }
            let path = above.map(\.code)
            let card = AnswerCardModel(
                requirement, on: desk, evidence, people: people, origin: .chapter, visit)
            if path == lastPath, let last = sections.indices.last {
                sections[last].cards.append(card)
            } else {
                let title = above.isEmpty ? nil : above.map { $0.words(t).title }.joined(separator: " › ")
                sections.append(Section(title: title, cards: [card]))
                lastPath = path
            }
        }
        return sections
    }
}
