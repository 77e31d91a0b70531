// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Frameworks
import Markup
import Primitives
import Site

extension RequirementPage {
    static func side(_ model: Model, _ t: Language) -> HTML {
        let requirement = model.card.requirement
        let words = requirement.words(t)
        var facts: [(term: String, value: HTML)] = [(t("Code", "Code"), "\(requirement.code)")]
        if !requirement.source.isEmpty { facts.append((t("Source", "Source"), "\(requirement.source)")) }
        if !requirement.typicalEvidence.isEmpty {
            facts.append(
                (t("Ce que l’on regarde d’habitude", "What is usually looked at"), "\(requirement.typicalEvidence)"))
        }
        return stack([
            when(
                !model.evidence.isEmpty,
                sheet(t("Ce que disent les preuves", "What the proofs say"), model.evidence)),
            when(requirement.evidence) { rule in
                sheet(
                    t("Ce qui prouve", "What proves it"), EvidenceSentence(kinds: model.card.proofKinds, t).html(rule))
            },
            when(!words.guidance.isEmpty, sheet(t("Comment faire", "How to go about it"), prose(words.guidance))),
            when(
                !model.deadlines.isEmpty,
                sheet(t("Échéances", "Deadlines"), model.deadlines.html { paragraph($0) })),
            when(!model.serves.isEmpty, sheet(t("Sert aussi à", "Also serves"), services(model.serves, t))),
            sheet(t("Où c’est écrit", "Where it is written"), definitionList(facts)),
        ])
    }

    private static func services(_ services: [Service], _ t: Language) -> HTML {
        """
        <ul class="items">\(services.html { service in
            """
            <li><a href="\(service.href)">\(service.title)</a> <span class="code">\(service.code)</span>,\
             \(service.framework)\(t("\u{00A0}: ", ": "))\(relation(service.relation, t)).</li>
            """
        })</ul>
        """
    }

    /// What meeting this requirement does for the other one.
    private static func relation(_ relation: MappingSet.Relation, _ t: Language) -> String {
        switch relation {
        case .equal: t("c’est la même demande", "it is the same demand")
        case .superset: t("y répondre ici suffit", "meeting it here is enough")
        case .subset: t("y répondre ici en fait une partie", "meeting it here does part of it")
        case .intersects: t("les deux se recoupent", "the two overlap")
        }
    }

    static func remarks(_ model: Model, _ t: Language) -> HTML {
        let comments = model.remarks.map {
            Comment(author: $0.author, writtenAt: t.moment($0.at, in: model.card.zone), text: $0.text)
        }
        let writing: HTML = when(
            model.mayRemark,
            form(
                action: AssessmentURL.remarks(
                    .init(model.card.assessment), .init(model.card.requirement.code)
                ).path,
                """
                \(errorSummary(t, model.errors.all.map { FieldError(name: $0.field, message: $0.message) }))\
                \(textArea(
                    Field(t, RemarkHandler.field, label: t("Votre remarque", "Your remark"),
                        hint: t("Elle ne pourra plus être modifiée.", "It cannot be changed afterwards."),
                        error: model.errors[RemarkHandler.field]),
                    value: model.remark, rows: 3, maxLength: RemarkHandler.limit))\
                \(formActions(submit(t("Ajouter la remarque", "Add the remark"), style: .plain)))
                """))
        return sheet(t("Remarques", "Remarks"), id: remarksID, "\(conversation(t, comments))\(writing)")
    }

    static func history(_ model: Model, _ t: Language) -> HTML {
        guard !model.history.isEmpty else { return HTML() }
        let words = model.card.words(t)
        let rows = model.history.map { version -> [HTML] in
            let isCurrent = version.revision == model.card.answer.revision
            let state = words.badge(version.status, version.level)
            let word = words.title(version.status, version.level)
            return [
                "\(version.updatedAt.map { t.moment($0, in: model.card.zone) } ?? "–")", "\(version.updatedBy)",
                badge(t, state.state, word), "\(version.comment)",
                isCurrent ? "\(t("En vigueur", "In force"))" : restoring(version, model, t),
            ]
        }
        return sheet(
            t("Ce que la réponse a été", "What the answer has been"),
            table(
                t,
                Table(
                    caption: t("Versions de la réponse", "Versions of the answer"), isCaptionHidden: true,
                    columns: [
                        Column(t("Quand", "When"), isShort: true), Column(t("Par qui", "By whom")),
                        Column(t("Réponse", "Answer")),
                        Column(t("Commentaire", "Comment")), Column(t("État", "State")),
                    ],
                    rows: rows)))
    }

    private static func restoring(_ version: Answer, _ model: Model, _ t: Language) -> HTML {
        guard model.card.mayAnswer else { return "\(t("Remplacée", "Replaced"))" }
        return postButton(
            action: AssessmentURL.restoration(.init(model.card.assessment), .init(version.requirement)).path,
            t("Revenir à cette version", "Go back to this version"),
            hidden: [
                (RestorationHandler.version, String(version.revision)),
                (AnswerFields.revision, String(model.card.answer.revision)),
            ])
    }

    /// Requirements of the newest version of other frameworks that a mapping joins to this one, in either direction.
    static func services(of code: String, in framework: Framework, _ visit: Visit) async throws -> [Service] {
        let mappings = try await visit.house.library.mappings()
        let sets = mappings.flatMap { [$0, $0.reversed()] }.filter { set in
            set.source == framework.identity.identifier
                && (set.sourceVersion == nil || set.sourceVersion == framework.identity.version)
        }
        guard !sets.isEmpty else { return [] }
        let known = try await visit.house.library.summaries().map(\.identity)
        var services: [Service] = []
        for set in sets {
            let pairs = set.pairs.filter { $0.from == code }
            let versions = known.filter {
                $0.identifier == set.target && (set.targetVersion == nil || set.targetVersion == $0.version)
            }
            guard !pairs.isEmpty, let newest = versions.max(),
                let other = try await visit.house.library.framework(newest)
            else { continue }
            services += pairs.compactMap { pair in
                other.requirement(pair.to).map {
                    Service(
                        framework: other.title(visit.language), code: pair.to,
                        title: $0.words(visit.language).title, relation: pair.relation,
                        href: FrameworkURL.show(newest).path)
                }
            }
        }
        return services
    }
}
