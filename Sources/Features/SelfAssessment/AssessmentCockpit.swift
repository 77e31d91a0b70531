// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Frameworks
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What this feature says on the first page of an organisation: its newest assessment in progress, what to do first,
/// and for a group how far its campaign has come.
enum AssessmentCockpit {
    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(AssessmentPermissions.enter, in: organisation.lineage) else { return .nothing }
        let scope = AssessmentScope(visit.access)
        let query = AssessmentQuery(under: organisation.lineage, state: .open, limit: 30)
        let (open, campaign, members) = try await visit.read { session in
            let open = try AssessmentStore.page(query, for: scope, in: session).rows
            let running = try CampaignStore.campaigns(under: organisation.lineage, limit: 5, in: session)
                .first { $0.closedAt == nil && visit.access.may(AssessmentPermissions.enter, in: $0.lineage) }
            let members = try running.map { try AssessmentStore.ofCampaign($0.id, in: session) } ?? []
            return (open, running, members)
        }
        var part = CockpitPart.nothing
        if let campaign {
            let readable = members.filter { scope.mayRead($0, isEntrusted: false) }
            if !readable.isEmpty {
                part.panels.append(CampaignPanel.html(campaign, readable, visit.today, visit.language))
            }
        }
        if let newest = open.first(where: { $0.organisation == organisation.id }) {
            part.add(try await own(newest, scope, visit))
        } else if campaign == nil, open.isEmpty {
            part.panels.append(nothing(organisation, visit))
        }
        return part
    }

    /// The newest assessment of the organisation itself.
    private static func own(_ assessment: Assessment, _ scope: AssessmentScope, _ visit: Visit) async throws
        -> CockpitPart
    {
        guard let framework = try await visit.house.library.framework(assessment.framework) else { return .nothing }
        let answers = try await visit.read { session in try AnswerStore.answers(of: assessment.id, in: session) }
        guard scope.mayRead(assessment, isEntrusted: false) else {
            return entrusted(assessment, framework, answers, visit)
        }
        return whole(assessment, framework, answers, visit)
    }

    static func whole(
        _ assessment: Assessment, _ framework: Framework, _ answers: [String: Answer], _ visit: Visit
    ) -> CockpitPart {
        let t = visit.language
        let responses = answers.mapValues(\.response)
        let score = framework.scorecard(of: responses, profiles: assessment.profiles)
        let toReview = Set(answers.values.lazy.filter(\.isToReview).map(\.requirement))
        let steps = CalendarDay(visit.today).map { today in
            framework.priorities(
                of: responses, profiles: assessment.profiles, today: today, limit: 3, toReview: toReview)
        }
        let title = framework.title(t)
        let href = AssessmentURL.assessment(.init(assessment.id)).path
        let isStarted = score.whole.answered > 0
        let figures = [
            Figure(
                isStarted ? Verdict.figure(score.whole.index, t) : "–",
                meaning: t("d’indice sur «\u{00A0}\(title)\u{00A0}»", "index on “\(title)”"),
                note: isStarted
                    ? Verdict.words(score.whole.index, t) : t("rien n’est encore mesuré", "nothing is measured yet"),
                tone: isStarted ? Verdict.tone(score.whole.index) : .neutral, href: href),
            Figure(
                t.percent(score.whole.progress), meaning: t("des exigences répondues", "of the requirements answered"),
                note: assessment.dueOn.map { Verdict.due($0, today: visit.today, t) } ?? "",
                tone: assessment.dueOn.map { Verdict.tone(of: $0, today: visit.today) } ?? .neutral),
        ]
        return CockpitPart(
            figures: figures, todo: AssessmentPage.items(steps ?? [], of: assessment.id, framework, t),
            panels: [chapters(assessment, framework, score, t)])
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

extension CockpitPart {
    fileprivate mutating func add(_ other: CockpitPart) {
        figures += other.figures
        todo += other.todo
        panels += other.panels
    }
}
