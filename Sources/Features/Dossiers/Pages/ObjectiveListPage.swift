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

/// The frameworks of an organisation, with what is proven of each.
enum ObjectiveListPage {
    struct Model: Sendable {
        let name: String
        let rows: [Row]
    }

    struct Row: Sendable {
        let title: String
        let version: String
        let count: ObjectiveCount
        let hasDeclaration: Bool
        let href: URLPath
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: DossierPermissions.read)
        // Requirements are asked of establishments and groups: a territory would read every proof of the country.
        guard [.ght, .legalEntity, .site].contains(place.organisation.kind) else { throw Refusal.notFound }
        let t = visit.language
        var frameworks: [Framework] = []
        for summary in try await visit.house.library.summaries() {
            guard let framework = try await visit.house.library.framework(summary.identity),
                framework.requirements.contains(where: { $0.evidence != nil })
            else { continue }
            frameworks.append(framework)
        }
        let sheets = try await visit.house.standings(of: place.organisation, for: frameworks)
        let rows = sheets.map { sheet in
            Row(
                title: sheet.framework.title, version: sheet.framework.identity.version,
                count: ObjectiveCount(sheet.lines), hasDeclaration: sheet.declaration != nil,
                href: DossierURL.objectives(place.organisation.id, sheet.framework.identity).path)
        }
        // What the organisation works on comes first, then what has proofs already.
        let sorted = rows.sorted {
            ($0.hasDeclaration ? 0 : 1, -$0.count.good, $0.title) < (
                $1.hasDeclaration ? 0 : 1, -$1.count.good, $1.title
            )
        }
        let model = Model(name: place.organisation.name, rows: sorted)
        return visit.page(
            Page(
                title(model, t), at: place, trail: [Crumb(t("Objectifs", "Objectives"))], main: render(model, t)))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t("\(model.name)\u{00A0}: quels objectifs sont prouvés\u{00A0}?", "\(model.name): which objectives are proven?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let lead = t(
            "Un objectif est prouvé quand une preuve valable aujourd’hui satisfait la règle du référentiel\u{00A0}; ce que "
                + "personne n’a mesuré est dit «\u{00A0}déclaré\u{00A0}». Une même preuve sert tous les référentiels.",
            "An objective is proven when a proof valid today satisfies the framework's rule; what nobody measured is said to be "
                + "“declared”. One proof serves every framework.")
        let head = pageHead(t, PageHead(title(model, t), lead: lead))
        guard !model.rows.isEmpty else {
            return head
                + emptyState(
                    title: t("Aucun référentiel ne dit ce qui le prouve", "No framework says what proves it"),
                    text: t(
                        "Chargez un référentiel qui porte des règles de preuve.",
                        "Load a framework that carries proof rules."))
        }
        return head + sheet(t("Référentiels", "Frameworks"), table(t, list(model, t)))
    }

    private static func list(_ model: Model, _ t: Language) -> Table {
        Table(
            caption: t("Ce qui est prouvé, par référentiel", "What is proven, by framework"), isCaptionHidden: true,
            columns: [
                Column(t("Référentiel", "Framework")), Column(t("Prouvés", "Proven"), isNumber: true),
                Column(t("Expirent bientôt", "Expiring"), isNumber: true),
                Column(t("Périmés", "Lapsed"), isNumber: true), Column(t("Partiels", "Partial"), isNumber: true),
                Column(t("Déclarés", "Declared"), isNumber: true), Column(t("Manquent", "Missing"), isNumber: true),
                Column(t("Évalué", "Assessed"), isShort: true),
            ],
            rows: model.rows.map { row in
                let count = row.count
                return [
                    "<a href=\"\(row.href)\">\(row.title)</a> <span class=\"code\">\(row.version)</span>",
                    "\(t.number(count.good)) / \(t.number(count.applicable))", "\(t.number(count.expiring))",
                    "\(t.number(count.expired))", "\(t.number(count.partial))", "\(t.number(count.declared))",
                    "\(t.number(count.missing))",
                    "\(row.hasDeclaration ? t("oui", "yes") : t("non", "no"))",
                ]
            })
    }
}
