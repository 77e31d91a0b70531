// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Objective by objective: proven, expiring, declared or missing, and why.
enum ObjectivePage {
    struct Model: Sendable {
        let name: String
        let framework: Framework
        let count: ObjectiveCount
        let chapters: [Chapter]
        let filter: Filter
        let archive: URLPath?
        let report: URLPath
        let hasPrinter: Bool
        let this: URLPath
    }

    struct Chapter: Sendable {
        let title: String
        let lines: [Line]
    }

    struct Line: Sendable {
        let code: String
        let title: String
        let expectation: String
        let state: RequirementState
        let difference: RequirementState.Difference?
        let summary: String
        let detail: HTML
        let adding: URLPath?
    }

    enum Filter: String, Sendable, CaseIterable {
        case all = "tout"
        case missing = "a-faire"
        case proven = "prouve"

        func keeps(_ state: RequirementState) -> Bool {
            switch self {
            case .all: true
            case .missing: !state.isProven && state != .notApplicable
            case .proven: state.isProven
            }
        }

        func title(_ t: Language) -> String {
            switch self {
            case .all: t("Tout", "Everything")
            case .missing: t("Ce qui manque", "What is missing")
            case .proven: t("Ce qui est prouvé", "What is proven")
            }
        }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ObjectiveDesk.open(visit, for: DossierPermissions.read)
        let t = visit.language
        let model = await model(desk, visit)
        let list = Crumb(
            t("Objectifs", "Objectives"), href: DossierURL.list(.init(desk.place.organisation.id)).path)
        return visit.page(
            Page(
                title(model, t), at: desk.place, trail: [list, Crumb(desk.sheet.framework.title)],
                printAudience: t(
                    "Diffusion restreinte à l’établissement et à son groupe", "For the establishment and its group only"
                ),
                main: render(model, t)))
    }

    static func model(_ desk: ObjectiveDesk, _ visit: Visit) async -> Model {
        let (sheet, organisation) = (desk.sheet, desk.place.organisation)
        let filter = visit.query["etat"].flatMap(Filter.init(rawValue:)) ?? .all
        let words = desk.words(visit)
        let chapters = sheet.framework.chapters.map { chapter in
            let codes = Set(sheet.framework.requirements[chapter.range].lazy.map(\.code))
            return Chapter(
                title: chapter.title,
                lines: sheet.lines.filter { codes.contains($0.requirement.code) && filter.keeps($0.state) }
                    .map { line($0, desk, words, visit) })
        }
        let identity = sheet.framework.identity
        return Model(
            name: organisation.name, framework: sheet.framework, count: ObjectiveCount(sheet.lines),
            chapters: chapters.filter { !$0.lines.isEmpty }, filter: filter,
            archive: visit.access.may(DossierPermissions.export, in: organisation.lineage)
                ? DossierURL.archive(organisation.id, identity).path : nil,
            report: DossierURL.report(organisation.id, identity).path,
            hasPrinter: await visit.house.canPrint,
            this: DossierURL.objectives(organisation.id, identity).path)
    }

    private static func line(
        _ line: StandingSheet.Line, _ desk: ObjectiveDesk, _ words: ReadingWords, _ visit: Visit
    ) -> Line {
        let requirement = line.requirement
        let framework = desk.sheet.framework.identity
        let mayProve = visit.access.may(DossierPermissions.prove, in: desk.place.organisation.lineage)
        let adding = ProofAddress.registration(
            at: desk.place.organisation.id, toward: line.reading,
            requirement: ProofPin(framework: framework.identifier, requirement: requirement.code))
        return Line(
            code: requirement.code, title: requirement.title, expectation: requirement.expectation, state: line.state,
            difference: line.difference, summary: words.summary(line.reading), detail: words.html(line.reading),
            adding: line.state.isProven || !mayProve ? nil : adding)
    }

    static func title(_ model: Model, _ t: Language) -> String {
        let title = model.framework.title
        return t("\(title)\u{00A0}: que prouve-t-on\u{00A0}?", "\(title): what is proven?")
    }

    static func lead(_ count: ObjectiveCount, _ t: Language) -> String {
        var sentences = [
            t(
                "\(t.count(count.good, ("objectif prouvé", "objectifs prouvés"), ("objective proven", "objectives proven"))) "
                    + "sur \(t.number(count.applicable)).",
                "\(t.count(count.good, ("objectif prouvé", "objectifs prouvés"), ("objective proven", "objectives proven"))) "
                    + "of \(t.number(count.applicable)).")
        ]
        if count.expiring > 0 {
            sentences.append(
                t(
                    "\(t.number(count.expiring)) à renouveler dans les deux mois.",
                    "\(t.number(count.expiring)) to renew within two months."))
        }
        let lacking = count.missing + count.expired + count.partial
        if lacking > 0 {
            sentences.append(
                t(
                    "\(t.count(lacking, ("objectif demande", "objectifs demandent"), ("", ""))) encore des preuves.",
                    "\(t.number(lacking)) still need proofs."))
        }
        if count.differing > 0 {
            sentences.append(
                t(
                    "Pour \(t.number(count.differing)), la réponse et les preuves ne disent pas la même chose.",
                    "For \(t.number(count.differing)), the answer and the proofs disagree."))
        }
        return sentences.joined(separator: " ")
    }
}
