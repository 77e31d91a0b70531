// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// The reflex sheets that hang in the units of an organisation.
enum SheetsPage {
    struct Model: Sendable {
        let place: Organisation
        /// Those of the levels above too.
        let sheets: [ReflexSheet]
        let text: String
        let page: Int
        let mayManage: Bool
        let today: Day

        var kept: [ReflexSheet] {
            let words = folded(text).split(separator: " ")
            return sheets.filter { sheet in
                !sheet.isRemoved
                    && words.allSatisfy { folded("\(sheet.draft.title) \(sheet.draft.units)").contains($0) }
            }
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        let lineage = place.organisation.lineage
        let sheets = try await visit.read { session in try SheetStore.all(at: lineage, in: session) }
        let model = Model(
            place: place.organisation, sheets: sheets, text: visit.query["q"] ?? "", page: visit.query.page,
            mayManage: visit.mayManage(lineage), today: visit.today)
        let t = visit.language
        return visit.continuityPage(title(t), at: place, crumb: ContinuityTabs.sheets.title(t), render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Que fait chacun dans les premières minutes\u{00A0}?", "What does everybody do in the first minutes?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let choose = Action(
            t("Choisir dans la bibliothèque", "Choose from the library"), href: ContinuityURL.library(place).path,
            style: .primary)
        let write = Action(t("Écrire une fiche", "Write a sheet"), href: ContinuityURL.sheetCreation(place).path)
        let head = PageHead(
            title(t),
            lead: t(
                "Une page chacune, en grands caractères, à imprimer et à accrocher\u{00A0}: le jour venu, l’écran sera noir.",
                "One page each, in large type, to print and hang: on the day, the screen will be black."),
            actions: model.mayManage ? [choose, write] : [])
        return """
            \(pageHead(t, head))\(ContinuityTabs.render(model.place.id, current: .sheets, t))\
            \(list(model, t))\(removed(model, t))
            """
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let kept = model.kept
        guard !kept.isEmpty || !model.text.isEmpty else {
            return emptyState(
                title: t("Aucune fiche réflexe", "No reflex sheet"),
                text: t(
                    "La bibliothèque en propose\u{00A0}\(t.number(ContinuityLibrary.sheets.count))\u{00A0}: choisissez-en une, "
                        + "adaptez-la à vos locaux, imprimez-la.",
                    "The library offers \(t.number(ContinuityLibrary.sheets.count)): choose one, adapt it to your premises, print it."
                ),
                action: Action(t("Voir la bibliothèque", "See the library"), href: ContinuityURL.library(place).path))
        }
        let action = ContinuityURL.sheets(place).path
        let filter = filterForm(
            t, action: action,
            fields: textField(
                Field(t, "q", label: t("Titre ou unité", "Title or unit")), value: model.text, maxLength: 100),
            reset: model.text.isEmpty ? nil : action)
        let pages = Pager(page: model.page, pageSize: pageSize, total: kept.count) { page in
            action.with("q", model.text.isEmpty ? nil : model.text).with("page", page > 1 ? String(page) : nil)
        }
        let shown = kept.dropFirst((pages.currentPage - 1) * pageSize).prefix(pageSize)
        let caption = t("Fiches réflexes", "Reflex sheets")
        let rows = shown.map { row($0, model, t) }
        let content: HTML =
            rows.isEmpty
            ? paragraph(t("Aucune fiche ne correspond.", "No sheet matches."))
            : table(
                t,
                Table(
                    caption: caption, isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Fiche", "Sheet")), Column(t("Pour qui", "For whom")),
                        Column(t("Accrochée dans", "Hangs in")), Column(t("Version", "Version"), isShort: true),
                    ], rows: rows))
        return "\(filter)\(sheet(caption, "\(content)\(pager(t, pages))"))"
    }

    private static func row(_ sheet: ReflexSheet, _ model: Model, _ t: Language) -> [HTML] {
        let path = ContinuityURL.sheet(.init(model.place.id), .init(sheet.id)).path
        let keeper: HTML = when(
            sheet.keeper.id != model.place.id, "<br><small>\(t("Tenue par", "Kept by")) \(sheet.keeper.name)</small>")
        let units = sheet.draft.unitLines
        return [
            "<a href=\"\(path)\">\(sheet.draft.title)</a>\(keeper)", "\(sheet.draft.audience)",
            units.isEmpty
                ? badge(t, .unanswered, t("Nulle part encore", "Nowhere yet")) : "\(units.joined(separator: ", "))",
            "\(t("version", "version")) \(sheet.version)<br><small>\(t.date(sheet.updatedOn))</small>",
        ]
    }

    private static func removed(_ model: Model, _ t: Language) -> HTML {
        let gone = model.sheets.filter { $0.isRemoved && $0.keeper.id == model.place.id }
        guard !gone.isEmpty else { return HTML() }
        return disclosure(
            t("Fiches retirées", "Removed sheets"),
            items(
                gone.prefix(50).map { sheet in
                    let undo: HTML = when(
                        model.mayManage,
                        postButton(
                            action: ContinuityURL.sheetRestoration(.init(model.place.id), .init(sheet.id)).path,
                            t("Rétablir", "Restore")))
                    return ends("<span>\(sheet.draft.title)</span>", undo)
                }))
    }
}
