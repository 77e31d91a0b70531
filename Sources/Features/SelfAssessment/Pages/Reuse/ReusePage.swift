// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Frameworks
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Asked once: what other assessments of the establishment already say, and where these answers could also serve.
enum ReusePage {
    static let choice = "reprendre"
    static let destination = "vers"

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await openToReuse(visit)
        return try await page(desk, visit)
    }

    /// Either chosen suggestions are taken here, or this interview fills another framework.
    @Sendable
    static func apply(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(limit: 512 * 1024)
        let desk = try await openToReuse(visit)
        if form.has(destination) { return try await carry(desk, to: form[destination], visit) }
        guard !desk.assessment.isClosed else { throw AssessmentError.closed }
        let chosen = Set(form.all(choice))
        let t = visit.language
        guard !chosen.isEmpty else {
            return try await page(desk, visit, error: t("Cochez au moins une réponse.", "Tick at least one answer."))
        }
        // A suggestion that is no longer the one on the screen, or whose answer changed, is left out.
        let kept = try await suggestions(desk, visit).filter { chosen.contains($0.token) }
        guard !kept.isEmpty else {
            let error = t(
                "Ces suggestions ont changé entre-temps\u{00A0}: voici celles d’aujourd’hui.",
                "These suggestions changed meanwhile: here are those of today.")
            return try await page(desk, visit, error: error)
        }
        let (assessment, framework) = (desk.assessment, desk.framework)
        try await visit.change { change in
            guard let current = try AssessmentStore.assessment(assessment.id, in: change.session) else {
                throw AssessmentError.unknownAssessment
            }
            try AnswerStore.saveAll(
                kept.map { ($0.requirement.code, $0.edit(t)) }, of: current, framework: framework,
                action: "answers.carried", in: change)
        }
        var notice = taken(kept.count, toReview: kept.count { !$0.isCertain }, t)
        if kept.count < chosen.count {
            let lost = t.number(chosen.count - kept.count)
            notice += t(
                " \(lost) ont changé entre-temps et restent à choisir.",
                " \(lost) changed meanwhile and remain to be chosen.")
        }
        return .redirect(AssessmentURL.assessment(desk.id).path, notice: notice)
    }

    private static func taken(_ count: Int, toReview: Int, _ t: Language) -> String {
        let answers = t.count(
            count, ("réponse reprise", "réponses reprises"), ("answer carried over", "answers carried over"))
        return answers + ReuseModel.review(toReview, of: count, t) + "."
    }

    private static func carry(_ desk: Desk, to identifier: String, _ visit: Visit) async throws -> Reply {
        let targets = try await targets(desk, visit)
        guard let target = targets.first(where: { $0.framework.identity.identifier == identifier }) else {
            throw AssessmentError.unknownFramework
        }
        let (organisation, framework, mappings) = (desk.place.organisation, target.framework, target.mappings)
        let (id, origin, t) = (desk.assessment.id, desk.framework, visit.language)
        let outcome = try await visit.change { change in
            let session = change.session
            guard let assessment = try AssessmentStore.assessment(id, in: session) else {
                throw AssessmentError.unknownAssessment
            }
            let source = ReuseOrigin(
                assessment: assessment, framework: origin, answers: try AnswerStore.answers(of: id, in: session),
                mappings: mappings)
            return try ReuseStore.fill(
                framework, from: source, of: organisation,
                into: try ReuseStore.openAssessment(of: organisation.id, on: identifier, in: session)
                    .flatMap { $0.framework == framework.identity ? $0 : nil },
                language: t, in: change)
        }
        let filled = t.count(
            outcome.filled, ("exigence remplie", "exigences remplies"), ("requirement filled", "requirements filled"))
        let review = ReuseModel.review(outcome.toReview, of: outcome.filled, t)
        return .redirect(
            AssessmentURL.assessment(.init(outcome.assessment)).path,
            notice: t(
                "\(filled) dans «\u{00A0}\(outcome.title)\u{00A0}»\(review).",
                "\(filled) in “\(outcome.title)”\(review)."))
    }

    /// Reuse writes anywhere in the assessment: only for those who answer everything in this organisation. A closed
    /// interview may still fill something else.
    private static func openToReuse(_ visit: Visit) async throws -> Desk {
        let desk = try await Desk.open(visit)
        guard visit.access.may(AssessmentPermissions.answer, in: desk.assessment.lineage), !desk.rights.isLimited else {
            throw Refusal.forbidden
        }
        return desk
    }

    private static func page(_ desk: Desk, _ visit: Visit, error: String? = nil) async throws -> Reply {
        let t = visit.language
        var model = ReuseModel(
            assessment: desk.id, framework: desk.framework.title(t), scale: desk.framework.scale, error: error)
        if !desk.assessment.isClosed { model.suggestions = try await suggestions(desk, visit) }
        model.isClosed = desk.assessment.isClosed
        if desk.assessment.isInterview { model.targets = try await targets(desk, visit).map(\.model) }
        let title = ReuseModel.title(t)
        return visit.page(
            Page(title, at: desk.place, trail: desk.trail(t, [Crumb(title)]), main: ReuseModel.render(model, t)),
            status: error == nil ? .ok : .unprocessable)
    }

    static func suggestions(_ desk: Desk, _ visit: Visit) async throws -> [ReuseSuggestion] {
        let scope = AssessmentScope(visit.access)
        let assessment = desk.assessment
        let sources = try await visit.read { session in
            try ReuseStore.sources(for: assessment, scope: scope, in: session)
        }
        guard !sources.isEmpty else { return [] }
        let mappings = try await bothWays(visit)
        var origins: [ReuseOrigin] = []
        for source in sources {
            let leading = mappings.filter {
                $0.leads(from: source.assessment.framework, to: desk.framework.identity)
            }
            guard !leading.isEmpty,
                let framework = try await visit.house.library.framework(source.assessment.framework)
            else { continue }
            origins.append(
                ReuseOrigin(
                    assessment: source.assessment, framework: framework, answers: source.answers, mappings: leading))
        }
        return Reuse.suggestions(
            for: desk.framework, profiles: assessment.profiles, answers: desk.answers, from: origins)
    }

    /// Read once for the whole page, each mapping from either end.
    private static func bothWays(_ visit: Visit) async throws -> [MappingSet] {
        try await visit.house.library.mappings().flatMap { [$0, $0.reversed()] }
    }

    private struct Target {
        let framework: Framework
        let mappings: [MappingSet]
        let model: ReuseModel.Target
    }

    /// The newest version of every framework that these answers reach.
    private static func targets(_ desk: Desk, _ visit: Visit) async throws -> [Target] {
        let mappings = try await bothWays(visit)
        var newest: [String: Framework.Identity] = [:]
        for summary in try await visit.house.library.summaries() where !summary.isInterview {
            let identity = summary.identity
            newest[identity.identifier] = max(newest[identity.identifier] ?? identity, identity)
        }
        var targets: [Target] = []
        for identity in newest.values.sorted() {
            let leading = mappings.filter { $0.leads(from: desk.framework.identity, to: identity) }
            guard !leading.isEmpty, let framework = try await visit.house.library.framework(identity) else { continue }
            let organisation = desk.assessment.organisation
            let (open, answers) = try await visit.read { session in
                let found = try ReuseStore.openAssessment(of: organisation, on: identity.identifier, in: session)
                let open = found.flatMap { $0.framework == identity ? $0 : nil }
                return (open, try open.map { try AnswerStore.answers(of: $0.id, in: session) } ?? [:])
            }
            let origin = ReuseOrigin(
                assessment: desk.assessment, framework: desk.framework, answers: desk.answers, mappings: leading)
            let fresh = Reuse.suggestions(
                for: framework, profiles: open?.profiles ?? framework.defaultProfiles, answers: answers, from: [origin]
            ).filter(\.isFresh)
            targets.append(
                Target(
                    framework: framework, mappings: leading,
                    model: ReuseModel.Target(
                        identifier: identity.identifier, title: framework.title(visit.language),
                        openTitle: open?.title, openHref: open.map { AssessmentURL.assessment(.init($0.id)).path },
                        fillable: fresh.count, toReview: fresh.count { !$0.isCertain })))
        }
        return targets
    }
}
