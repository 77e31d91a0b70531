// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// One sheet, as it is held in the hand.
enum SheetPage {
    struct Model: Sendable {
        let place: Organisation
        let sheet: ReflexSheet
        let versions: [(number: Int, changed: String, author: String, madeOn: Day)]
        let mayManage: Bool
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let sheet = model.sheet
        let (place, id) = (URLPath.Part(model.place.id), URLPath.Part(sheet.id))
        let isOwn = model.mayManage && sheet.keeper.id == model.place.id
        var list: [Action] = []
        if isOwn, !sheet.isRemoved {
            list.append(
                Action(t("Adapter", "Adapt"), href: ContinuityURL.sheetEdition(place, id).path, style: .primary))
        }
        let head = PageHead(
            sheet.draft.title,
            lead: t(
                "Imprimez cette page (Ctrl+P)\u{00A0}: elle tient sur une feuille, en grands caractères.",
                "Print this page (Ctrl+P): it holds on one sheet, in large type."),
            actions: list, state: sheet.isRemoved ? StateBadge(.closed, t("Retirée", "Removed")) : nil)
        return """
            \(pageHead(t, head))\(card(sheet.draft, footer: footer(sheet, t), hasTitle: false, t))\
            \(history(model, t))\(isOwn ? removal(sheet, place, id, t) : HTML())
            """
    }

    private static func footer(_ sheet: ReflexSheet, _ t: Language) -> String {
        t(
            "Version \(sheet.version) du \(t.date(sheet.updatedOn)), \(sheet.keeper.name)",
            "Version \(sheet.version) of \(t.date(sheet.updatedOn)), \(sheet.keeper.name)")
    }

    /// The sheet itself: the same on the page, on paper and in the kit.
    static func card(_ draft: ReflexSheetDraft, footer: String, hasTitle: Bool, _ t: Language) -> HTML {
        func list(_ title: String, _ lines: [String], _ style: StaticString) -> HTML {
            guard !lines.isEmpty else { return HTML() }
            return """
                <section class="\(flag: style, when: true)"><h2>\(title)</h2>\
                <ul>\(lines.html { "<li>\($0)</li>" })</ul></section>
                """
        }
        let who: HTML = when(
            !draft.audience.isEmpty,
            "<p><strong>\(t("Pour", "For"))\(t("\u{00A0}: ", ": "))</strong>\(draft.audience)</p>")
        let trigger: HTML = when(
            !draft.trigger.isEmpty,
            "<p><strong>\(t("Quand", "When"))\(t("\u{00A0}: ", ": "))</strong>\(draft.trigger)</p>")
        return """
            <article class="reflex">\(when(hasTitle, "<h1>\(draft.title)</h1>"))<div class="reflex-head">\(who)\(trigger)</div>\
            <section class="reflex-steps"><h2>\(t("Faites, dans l’ordre", "Do, in order"))</h2>\
            <ol>\(draft.stepLines.html { "<li>\($0)</li>" })</ol></section>\
            <div class="reflex-sides">\(list(t("Ne faites pas", "Do not"), draft.avoidLines, "reflex-avoid"))\
            \(list(t("Appelez", "Call"), draft.callLines, "reflex-call"))</div>\
            \(when(!footer.isEmpty, "<p class=\"quiet\">\(footer)</p>"))</article>
            """
    }

    private static func history(_ model: Model, _ t: Language) -> HTML {
        guard model.versions.count > 1 || model.sheet.model != nil else { return HTML() }
        let lines = model.versions.map { one -> HTML in
            let what = one.changed.isEmpty ? "" : t("\u{00A0}: \(one.changed)", ": \(one.changed)")
            return "\(t("Version", "Version")) \(one.number), \(t.date(one.madeOn)), \(one.author)\(what)"
        }
        let origin: HTML = when(model.sheet.model.flatMap { ContinuityLibrary.sheet($0) }) { one in
            paragraph(
                t(
                    "Reprise du modèle «\u{00A0}\(one.title)\u{00A0}» de la bibliothèque.",
                    "Copied from the model “\(one.title)” of the library."), isQuiet: true)
        }
        return disclosure(t("Versions", "Versions"), "\(items(lines))\(origin)")
    }

    private static func removal(
        _ sheet: ReflexSheet, _ place: URLPath.Part, _ id: URLPath.Part, _ t: Language
    ) -> HTML {
        actions([
            sheet.isRemoved
                ? Action(t("Rétablir", "Restore"), post: ContinuityURL.sheetRestoration(place, id).path)
                : Action(
                    t("Retirer", "Remove"), post: ContinuityURL.sheetRemoval(place, id).path, style: .danger,
                    confirm: t(
                        "Retirer cette fiche\u{00A0}? Décrochez aussi les exemplaires imprimés. Vous pourrez la rétablir.",
                        "Remove this sheet? Take down the printed copies too. You can restore it."))
        ])
    }
}
