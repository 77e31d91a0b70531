// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What every page of an assessment shows around its content.
extension Desk {
    var id: URLPath.Part { URLPath.Part(assessment.id) }

    /// From the list of assessments down to this page; the last crumb has no address.
    func trail(_ t: Language, _ crumbs: [Crumb] = []) -> [Crumb] {
        let list = Crumb(
            t("Évaluations", "Assessments"), href: AssessmentURL.list(.init(assessment.organisation)).path)
        let own = Crumb(assessment.title, href: crumbs.isEmpty ? nil : AssessmentURL.assessment(id).path)
        return [list, own] + crumbs
    }

    /// The chapters where this person has something to read, in order.
    var visibleChapters: [Chapter] { framework.chapters.filter { !assessable(of: $0).isEmpty } }

    func chapterURL(_ chapter: Chapter) -> URLPath {
        AssessmentURL.chapter(id, URLPath.Part(chapter.code)).path
    }

    /// Where a card of a requirement stands: its chapter's page, at the card.
    func cardURL(_ requirement: String) -> URLPath {
        guard let chapter = framework.chapter(of: requirement) else { return AssessmentURL.assessment(id).path }
        return chapterURL(chapter).anchored(at: AnswerFields(code: requirement).cardID)
    }

    func isOpen(_ requirement: Requirement) -> Bool { answer(requirement.code).status == .open }

    /// The first thing left to answer for this person; nil when there is none.
    var firstOpen: Requirement? {
        assessable.first { isOpen($0) && rights.mayAnswer($0.code) }
    }

    /// Who can be named responsible; asked only for those who entrust.
    func people(_ visit: Visit) async throws -> [Person] {
        guard rights.manages, !assessment.isClosed else { return [] }
        let (lineage, today) = (assessment.lineage, visit.today)
        return try await visit.read { session in try PeopleStore.people(at: lineage, today: today, in: session) }
    }
}

extension Visit {
    /// A text that people typed, without the character that databases refuse.
    static func plain(_ text: String) -> String { text.filter { $0 != "\0" } }
}
