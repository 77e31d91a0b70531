// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Frameworks
import Identity
import Markup
import Primitives
import Site

/// The library: against what can one be measured here?
enum FrameworkListPage {
    struct Model: Sendable {
        let frameworks: [FrameworkSummary]
        let mayLoad: Bool
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let model = Model(
            frameworks: try await visit.house.library.summaries(),
            mayLoad: FrameworkLoadingPage.isOpen(to: visit.access))
        let t = visit.language
        return visit.page(
            Page(title(t), trail: [Crumb(t("Référentiels", "Frameworks"))], main: render(model, t)))
    }

    private static func title(_ t: Language) -> String {
        t("Sur quoi peut-on s’évaluer\u{00A0}?", "What can you be assessed against?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let loading = Action(
            t("Charger un référentiel", "Load a framework"), href: FrameworkURL.loading.path, style: .primary)
        let head = PageHead(
            title(t),
            lead: t(
                "Un référentiel est une liste d’exigences publiées. Ceux-ci sont prêts à servir\u{00A0}; une version chargée ne change plus jamais, si bien que les réponses gardent leur sens.",
                "A framework is a list of published requirements. These are ready for use; a version, once loaded, never changes, so that answers keep their meaning."
            ),
            actions: model.mayLoad ? [loading] : [])
        guard !model.frameworks.isEmpty else {
            return pageHead(t, head) + empty(model, t)
        }
        return pageHead(t, head) + table(t, list(model.frameworks, t))
    }

    private static func empty(_ model: Model, _ t: Language) -> HTML {
        emptyState(
            title: t("La bibliothèque est vide", "The library is empty"),
            text: model.mayLoad
                ? t(
                    "Chargez un premier référentiel\u{00A0}: un fichier de Carène, de CISO Assistant ou un catalogue OSCAL.",
                    "Load a first framework: a file of Carène or of CISO Assistant, or an OSCAL catalogue.")
                : t(
                    "Un administrateur doit d’abord charger un référentiel.",
                    "An administrator must load a framework first."))
    }

    private static func list(_ frameworks: [FrameworkSummary], _ t: Language) -> Table {
        Table(
            caption: t("Référentiels disponibles", "Available frameworks"), isCaptionHidden: true,
            columns: [
                Column(t("Titre", "Title")), Column(t("Auteur", "Publisher")), Column(t("Version", "Version")),
                Column(t("Exigences", "Requirements"), isNumber: true), Column(t("État", "Status"), isShort: true),
                Column(t("Origine", "Origin")),
            ],
            rows: frameworks.map { framework in
                [
                    "<a href=\"\(FrameworkURL.show(framework.identity).path)\">\(framework.title)</a>",
                    "\(framework.publisher)", "\(framework.identity.version)",
                    "\(t.number(framework.assessableCount))",
                    badge(t, FrameworkWords.badge(framework.status, t)),
                    "\(FrameworkWords.origin(framework.origin, t))",
                ]
            })
    }
}
