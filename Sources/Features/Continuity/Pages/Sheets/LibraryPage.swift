// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The sheets that Carène brings, to be copied and adapted.
enum LibraryPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        let t = visit.language
        return visit.continuityPage(
            title(t), at: place, under: .sheets, crumb: t("Bibliothèque", "Library"),
            render(at: place.organisation.id, t))
    }

    @Sendable
    static func showOne(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        let model = try find(visit)
        let t = visit.language
        let adopt = Action(
            t("La reprendre et l’adapter", "Copy it and adapt it"),
            post: ContinuityURL.model(.init(place.organisation.id), .init(model.code)).path, style: .primary)
        let head = PageHead(
            model.title,
            lead: t(
                "Un modèle\u{00A0}: reprenez-le pour y mettre vos lieux, vos fonctions et vos numéros.",
                "A model: copy it to put in your places, functions and numbers."),
            actions: visit.mayManage(place.organisation.lineage) ? [adopt] : [])
        return visit.continuityPage(
            t("\(model.title), modèle", "\(model.title), model"), at: place, under: .sheets, crumb: model.title,
            pageHead(t, head) + SheetPage.card(model.draft, footer: "", hasTitle: false, t))
    }

    /// A copy that is then the establishment's own.
    @Sendable
    static func adopt(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued(ContinuityPermissions.manage)
        let model = try find(visit)
        let (today, keeper) = (visit.today, place.organisation.id)
        let id = try await visit.keep(at: place) { change in
            try SheetStore.add(model.draft, model: model.code, at: keeper, on: today, in: change)
        }
        return .redirect(
            ContinuityURL.sheetEdition(.init(keeper), .init(id)).path,
            notice: visit.language(
                "La fiche est à vous\u{00A0}: adaptez-la, puis imprimez-la.",
                "The sheet is yours: adapt it, then print it."))
    }

    private static func find(_ visit: Visit) throws -> SheetModel {
        guard let model = ContinuityLibrary.sheet(try visit.parameter("modelefiche")) else { throw Refusal.notFound }
        return model
    }

    static func title(_ t: Language) -> String {
        t("De quelles fiches avez-vous besoin\u{00A0}?", "Which sheets do you need?")
    }

    static func group(_ group: SheetModel.Group, _ t: Language) -> String {
        switch group {
        case .decide: t("Décider et protéger", "Decide and protect")
        case .care: t("Soigner sans informatique", "Care without computers")
        case .recover: t("Revenir", "Come back")
        }
    }

    static func render(at place: Organisation.ID, _ t: Language) -> HTML {
        let head = PageHead(
            title(t),
            lead: t(
                "Écrites pour être lues debout. Aucune ne remplace votre connaissance des lieux\u{00A0}: adaptez-les avant de les "
                    + "accrocher.",
                "Written to be read standing. None replaces your knowledge of the place: adapt them before hanging them."
            ))
        let groups = SheetModel.Group.allCases.html { group in
            sheet(
                self.group(group, t),
                items(
                    ContinuityLibrary.sheets.filter { $0.group == group }.map { model in
                        """
                        <a href="\(ContinuityURL.model(.init(place), .init(model.code)).path)">\(model.title)</a>\
                        <br><small>\(model.audience). \(model.trigger)</small>
                        """
                    }))
        }
        return "\(pageHead(t, head))\(groups)"
    }
}
