// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Markup
import Primitives
import Site

/// One line with everything that was said of it, and what one may add: how it ended, an answer, a correction.
enum LinePage {
    struct Model: Sendable {
        let desk: LogDesk
        let line: LogReading.Line
        var draft: LineDraft
        var answer = ""
        var errors = FormErrors()
    }

    static func show(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let desk = try await LogDesk.open(visit, shelf)
        return page(visit, model(desk, try desk.line(visit)))
    }

    static func model(_ desk: LogDesk, _ line: LogReading.Line) -> Model {
        Model(desk: desk, line: line, draft: LineDraft(line.current, desk.zone))
    }

    static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Ligne ", "Line ") + LogWords.number(model.line)
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, t))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let (desk, line) = (model.desk, model.line)
        let isWritten = desk.mayWrite && desk.record.isOpen && !line.isCorrection
        let head = PageHead(
            t("Ligne ", "Line ") + LogWords.number(line), state: LogWords.badge(line, at: desk.now, t))
        return """
            \(pageHead(t, head))\(errorSummary(t, model.draft.errors.faults + model.errors.faults))\
            \(sheet(t("Ce qui est écrit", "What is written"), LineView(desk: desk, t: t).list([line])))\
            \(history(model, t))\
            \(when(isWritten, "\(ending(model, t))\(correction(model, t))"))\
            \(when(line.isCorrection && line.entry.statement.about != nil, paragraph(t(
                "Ceci est une correction\u{00A0}: corrigez plutôt la ligne dont elle parle.",
                "This is a correction: correct the line that it speaks of again."), isQuiet: true)))\(proof(model, t))
            """
    }

    private static func history(_ model: Model, _ t: Language) -> HTML {
        let (desk, line) = (model.desk, model.line)
        let later = line.corrections + line.answers + line.closings.filter { !line.answers.contains($0) }
        guard !later.isEmpty else { return HTML() }
        let first: HTML = """
            <div><p><strong>\(line.reference.description)</strong> \(desk.clock(line.entry.countedAt, t)) <span class="quiet">\(line.entry.author)</span></p>\
            <p class="log-text">\(line.entry.statement.text)</p></div>
            """
        let rest = later.map { entry -> HTML in
            let verb =
                switch entry.statement.relation {
                case .corrects: t("correction", "correction")
                case .closes: t("clôture", "closing")
                case .answers: t("réponse", "answer")
                case nil: ""
                }
            return """
                <div><p><strong>\(entry.reference.description)</strong> \(verb) \(desk.clock(entry.countedAt, t)) \
                <span class="quiet">\(entry.author)</span></p><p class="log-text">\(entry.statement.text)</p></div>
                """
        }
        return sheet(t("Ce qui en a été dit ensuite", "What was said of it since"), itemsApart([first] + rest))
    }

    private static func ending(_ model: Model, _ t: Language) -> HTML {
        let (desk, line) = (model.desk, model.line)
        let part = desk.key(line.reference)
        let text = textField(
            Field(
                t, "texte-reponse", label: t("Ce qui est répondu ou fait", "What is answered or done"),
                error: model.errors["texte-reponse"]),
            value: model.answer, maxLength: CrisisLogError.textLimit)
        guard line.isOpen else {
            return sheet(
                t("Répondre ou compléter", "Answer or complete"),
                form(
                    action: LogbookURL.answer(desk.part, part).path,
                    "\(text)\(formActions(submit(t("Consigner la réponse", "Enter the answer"), style: .plain)))"))
        }
        return sheet(
            t("Comment cela se termine", "How it ends"),
            form(
                action: LogbookURL.ending(desk.part, part).path,
                """
                \(text)\(formActions("""
                    \(submit(t("C’est fait", "It is done"), name: "issue", value: "done"))\
                    \(submit(t("On y renonce", "It is given up"), style: .plain, name: "issue", value: "dropped"))\
                    \(submit(t("Réponse, sans clore", "Answer without closing"), style: .plain, name: "issue", value: "open"))
                    """))
                """))
    }

    private static func correction(_ model: Model, _ t: Language) -> HTML {
        let (desk, line) = (model.desk, model.line)
        let versions: HTML =
            line.isConflicting
            ? select(
                Field(
                    t, "version-corrigee", label: t("Version à remplacer", "Version to replace"),
                    hint: t(
                        "Celle qui n’est pas bonne\u{00A0}; écrivez ci-dessous ce qui est juste.",
                        "The one that is wrong; write below what is right.")),
                line.conflicting.map {
                    Choice(
                        "\($0.reference.device)-\($0.reference.sequence)",
                        "\($0.reference)\u{00A0}: \($0.statement.text.prefix(80))")
                }) : HTML()
        return disclosure(
            t("Corriger cette ligne", "Correct this line"), isOpen: !model.draft.errors.isEmpty || line.isConflicting,
            form(
                action: LogbookURL.correction(desk.part, desk.key(line.reference)).path,
                """
                \(paragraph(t("La ligne reste telle qu’elle a été saisie\u{00A0}; la correction s’affiche à sa place et garde son propre numéro.", "The line stays as it was entered; the correction is shown in its place and has a number of its own."), isQuiet: true))\
                \(versions)\(model.draft.fields(withFiles: false, isExercise: desk.isExercise, t))\
                \(formActions(submit(t("Consigner la correction", "Enter the correction"), style: .plain)))
                """))
    }

    private static func proof(_ model: Model, _ t: Language) -> HTML {
        let entry = model.line.entry
        return disclosure(
            t("Chaînage", "Chaining"),
            definitionList([
                (t("Numéro complet", "Full number"), "<code>\(model.desk.key(entry.reference).encodedText)</code>"),
                (t("Empreinte", "Hash"), "<code class=\"hash\">\(entry.hash)</code>"),
                (t("Ligne précédente", "Line before"), "<code class=\"hash\">\(entry.previousHash)</code>"),
                (
                    t("Heure lue sur la machine", "Time read on the machine"),
                    "\(t.moment(entry.enteredAt.instant, in: model.desk.zone))"
                ),
                (t("Écart d’horloge connu", "Known clock offset"), "\(entry.clockOffset)\u{00A0}s"),
            ]))
    }
}
