// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Markup
import Primitives
import Site

extension AssessmentPage {
    static func model(_ desk: Desk, trend: [TrendPoint], _ visit: Visit) -> Model {
        let (responses, profiles) = (desk.responses, desk.assessment.profiles)
        // Every day of the platform is one of the engine's: the fallback is never taken.
        let steps = CalendarDay(visit.today).map { today in
            desk.framework.priorities(
                of: responses, profiles: profiles, today: today, limit: 10, toReview: desk.toReview)
        }
        return Model(
            assessment: desk.assessment, framework: desk.framework,
            score: desk.framework.scorecard(of: responses, profiles: profiles),
            toReview: desk.assessable.count { desk.answer($0.code).isToReview },
            strengths: desk.framework.strengths(of: responses, profiles: profiles, limit: 5),
            weaknesses: desk.framework.weaknesses(of: responses, profiles: profiles, limit: 5), steps: steps ?? [],
            trend: trend, rights: desk.rights, onward: onward(desk), today: visit.today, zone: visit.zone)
    }

    /// The interview where there is one, else the first chapter with something left to answer.
    static func onward(_ desk: Desk) -> URLPath? {
        guard let first = desk.firstOpen else { return nil }
        if desk.assessment.isInterview { return AssessmentURL.interview(desk.id, .init(InterviewPage.resuming)).path }
        return desk.cardURL(first.code)
    }

    /// The mean of each assessment of the organisation on this framework, on the day it was closed; today for this one.
    static func trend(_ desk: Desk, _ visit: Visit) async throws -> [TrendPoint] {
        let (organisation, framework) = (desk.assessment.organisation, desk.assessment.framework.identifier)
        let series = try await visit.read { session in
            try AssessmentStore.series(organisation: organisation, framework: framework, in: session)
        }
        let scope = AssessmentScope(visit.access)
        return series.filter { scope.mayRead($0, isEntrusted: false) }.compactMap { assessment in
            guard let mean = assessment.tally.mean else { return nil }
            let end = assessment.closedAt.map { visit.zone.day(at: $0) }
            let isThis = assessment.id == desk.assessment.id
            let day = end ?? (isThis ? visit.today : visit.zone.day(at: assessment.openedAt))
            return TrendPoint(day, mean, label: assessment.title)
        }
    }
}
