// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Frameworks
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What this feature says on the first page of an organisation: for an establishment, its newest assessment in progress
/// and what to do first.
enum AssessmentCockpit {
    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(AssessmentPermissions.enter, in: organisation.lineage) else { return .nothing }
        switch organisation.kind {
        case .national, .region: return try await RegionCockpit.part(of: organisation, for: visit)
        case .ght:
            if let part = try await GroupCockpit.part(of: organisation, for: visit) { return part }
        case .legalEntity, .site: break
        }
        let scope = AssessmentScope(visit.access)
        let query = AssessmentQuery(under: organisation.lineage, state: .open, limit: 30)
        let open = try await visit.read { session in try AssessmentStore.page(query, for: scope, in: session).rows }
        guard let newest = open.first(where: { $0.organisation == organisation.id }) else {
            return open.isEmpty ? CockpitPart(panels: [nothing(organisation, visit)]) : .nothing
        }
        return try await own(newest, scope, visit)
    }

    /// The newest assessment of the organisation itself.
    private static func own(_ assessment: Assessment, _ scope: AssessmentScope, _ visit: Visit) async throws
        -> CockpitPart
    {
        guard let framework = try await visit.house.library.framework(assessment.framework) else { return .nothing }
        let (answers, past) = try await visit.read { session in
            (
                try AnswerStore.answers(of: assessment.id, in: session),
                try AssessmentStore.series(
                    organisation: assessment.organisation, framework: assessment.framework.identifier, in: session)
            )
        }
        guard scope.mayRead(assessment, isEntrusted: false) else {
            return entrusted(assessment, framework, answers, visit)
        }
        // Being shown one assessment is not being shown those before it.
        let readable = past.filter { $0.id != assessment.id && scope.mayRead($0, isEntrusted: false) }
        return whole(assessment, framework, answers, past: readable, visit)
    }

    static func whole(
        _ assessment: Assessment, _ framework: Framework, _ answers: [String: Answer], past: [Assessment] = [],
        _ visit: Visit
    ) -> CockpitPart {
        let t = visit.language
        let responses = answers.mapValues(\.response)
        let score = framework.scorecard(of: responses, profiles: assessment.profiles)
        let toReview = Set(answers.values.lazy.filter(\.isToReview).map(\.requirement))
        let steps = CalendarDay(visit.today).map { today in
            framework.priorities(
                of: responses, profiles: assessment.profiles, today: today, limit: 5, toReview: toReview)
        }
        let figures = OwnFigures(
            assessment: assessment, title: framework.title(t), score: score.whole,
            means: past.compactMap(\.tally.mean) + [score.whole.mean].compactMap(\.self),
            openIndispensable: openIndispensable(framework, assessment.profiles, responses), toReview: toReview.count,
            today: visit.today, t: t)
        return CockpitPart(
            figures: figures.list, todo: AssessmentPage.items(steps ?? [], of: assessment.id, framework, t),
            panels: [chapters(assessment, framework, score, t)])
    }

    /// Indispensable requirements that are not met, or not answered.
    private static func openIndispensable(
        _ framework: Framework, _ profiles: Set<String>, _ responses: [String: Response]
    ) -> Int {
        framework.assessable(in: profiles).count { requirement in
            guard requirement.priority == .indispensable else { return false }
            return switch responses[requirement.code] ?? .unanswered {
            case .notApplicable: false
            case .unanswered: true
            case .level(let level): (framework.scale.fraction(of: level) ?? 0) < 1
            }
        }
    }

    private static func chapters(
        _ assessment: Assessment, _ framework: Framework, _ score: Scorecard, _ t: Language
    ) -> HTML {
        let bars = score.chapters.map { chapter in
            Components.ChapterScore(
                framework.chapter(chapter.code).map { framework.title(of: $0, t) } ?? chapter.title,
                chapter.score.answered > 0 ? chapter.score.mean : nil,
                href: AssessmentURL.chapter(.init(assessment.id), .init(chapter.code)).path)
        }
        return sheet(
            assessment.title,
            action: Action(
                t("Toute l’évaluation", "The whole assessment"),
                href: AssessmentURL.assessment(.init(assessment.id)).path),
            barsByChapter(t, bars, caption: t("La moyenne de chaque chapitre.", "The mean of each chapter.")))
    }

    /// For somebody who answers only what was entrusted: what is left, and nothing of the whole.
    static func entrusted(
        _ assessment: Assessment, _ framework: Framework, _ answers: [String: Answer], _ visit: Visit
    ) -> CockpitPart {
        let t = visit.language
        let mine = framework.assessable(in: assessment.profiles).filter {
            answers[$0.code]?.responsible == visit.access.account
        }
        let open = mine.filter { answers[$0.code]?.status == .open }
        let figure = Figure(
            t.number(open.count), meaning: t("réponses attendues de vous", "answers awaited from you"),
            note: assessment.dueOn.map { Verdict.due($0, today: visit.today, t) } ?? "",
            tone: open.isEmpty ? .good : .warn, href: AssessmentURL.assessment(.init(assessment.id)).path)
        let items = open.prefix(3).map { requirement in
            TodoItem(
                requirement.words(t).title, reason: requirement.words(t).expectation, state: StateBadge(.unanswered),
                href: AssessmentURL.requirement(.init(assessment.id), .init(requirement.code)).path,
                code: requirement.code)
        }
        return CockpitPart(figures: [figure], todo: items)
    }

    private static func nothing(_ organisation: Organisation, _ visit: Visit) -> HTML {
        let t = visit.language
        let mayOpen = visit.access.may(AssessmentPermissions.manage, in: organisation.lineage)
        return sheet(
            t("Auto-évaluation", "Self-assessment"),
            emptyState(
                title: t("Aucune évaluation en cours", "No assessment in progress"),
                text: mayOpen
                    ? t(
                        "Ouvrez la première\u{00A0}: vingt minutes d’entretien guidé disent par quoi commencer.",
                        "Open the first one: twenty minutes of guided interview tell where to begin.")
                    : t(
                        "Vous verrez ici où en est l’établissement dès qu’une évaluation sera ouverte.",
                        "You will see here where the establishment stands as soon as an assessment is open."),
                action: mayOpen
                    ? Action(
                        t("Ouvrir une évaluation", "Open an assessment"),
                        href: AssessmentURL.opening(.init(organisation.id)).path, style: .primary) : nil))
    }
}
