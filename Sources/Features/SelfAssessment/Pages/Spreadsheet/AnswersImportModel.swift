// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

/// The page that takes a table of answers and shows what it would change.
struct AnswersImportModel: Sendable {
    /// The field in which accepted lines come back.
    static let confirmed = "contenu"

    let assessment: URLPath.Part
    var error: String?
    var preview: AnswersImportPreview?
    /// Somebody answered between the preview and its confirmation.
    var isOvertaken = false

    static func render(_ model: AnswersImportModel, _ t: Language) -> HTML {
        let head = PageHead(
            t("Répondre depuis un tableur", "Answer from a spreadsheet"),
            lead: t(
                "Exportez les réponses, complétez-les dans un tableur, puis renvoyez le fichier\u{00A0}: Carène montre ce qui changera avant d’enregistrer quoi que ce soit.",
                "Export the answers, complete them in a spreadsheet, then send the file back: Carène shows what will change before saving anything."
            ),
            actions: [
                Action(
                    t("Exporter vers Excel", "Export to Excel"), href: AssessmentURL.workbook(model.assessment).path,
                    style: .plain),
                Action(
                    t("Exporter en CSV", "Export as CSV"), href: AssessmentURL.csv(model.assessment).path,
                    style: .plain),
            ])
        var parts: [HTML] = []
        if model.isOvertaken {
            parts.append(
                notice(
                    Notice(
                        .warning,
                        title: t("Quelqu’un a répondu entre-temps", "Somebody answered meanwhile"),
                        text: t(
                            "Rien n’a été enregistré. Voici ce que le fichier changerait maintenant.",
                            "Nothing was saved. This is what the file would change now."))))
        }
        if let preview = model.preview { parts += preview.render(for: model.assessment, t) }
        parts.append(sending(model, t))
        return pageHead(t, head) + stack(parts)
    }

    private static func sending(_ model: AnswersImportModel, _ t: Language) -> HTML {
        let field = Field(
            t, "fichier", label: t("Classeur Excel ou fichier CSV", "Excel workbook or CSV file"),
            hint: t(
                "5 Mo au plus, .xlsx ou .csv. D’un classeur, Carène lit la feuille «\u{00A0}Réponses\u{00A0}», sinon la première. Gardez les colonnes «\u{00A0}code\u{00A0}» et «\u{00A0}révision\u{00A0}»\u{00A0}: la révision évite d’écraser la réponse d’un collègue.",
                "5 MB at most, .xlsx or .csv. Of a workbook, Carène reads the “Answers” sheet, else the first. Keep the columns “code” and “revision”: the revision keeps you from overwriting a colleague's answer."
            ),
            error: model.error, isRequired: true)
        let hasPreview = model.preview != nil
        let button = submit(
            hasPreview ? t("Lire un autre fichier", "Read another file") : t("Lire le fichier", "Read the file"),
            style: hasPreview ? .plain : .primary)
        return sheet(
            hasPreview ? t("Recommencer", "Start again") : t("Envoyer le fichier", "Send the file"),
            form(
                action: AssessmentURL.csvImport(model.assessment).path, isMultipart: true,
                fileField(field, accept: ".xlsx,.csv,text/csv,\(AssessmentDownloads.workbookType)")
                    + formActions(button)))
    }
}

/// What a table would change, line by line, and what is refused.
struct AnswersImportPreview: Sendable {
    let result: AnswersImport
    /// The accepted lines as a table again, for the confirmation.
    let content: String
    let scale: Scale
    let people: People

    init(_ result: AnswersImport, _ desk: Desk, _ people: People) {
        self.init(result, scale: desk.framework.scale, people)
    }

    init(_ result: AnswersImport, scale: Scale, _ people: People) {
        self.result = result
        self.scale = scale
        self.people = people
        content = String(decoding: AnswersCSV.write(result.accepted, people: people), as: UTF8.self)
    }

    func render(for assessment: URLPath.Part, _ t: Language) -> [HTML] {
        var parts: [HTML] = [verdict(t)]
        if !result.accepted.isEmpty {
            let confirmation = form(
                action: AssessmentURL.csvImport(assessment).path,
                hidden: [(AnswersImportModel.confirmed, content)],
                formActions(submit(button(t))))
            parts.append(
                sheet(t("Ce qui changera", "What will change"), table(t, changes(t)) + confirmation))
        }
        if !result.refused.isEmpty {
            let rest = result.refusedCount - result.refused.count
            parts.append(
                sheet(
                    t("Ce qui est refusé", "What is refused"),
                    table(t, refusals(t))
                        + when(
                            rest > 0,
                            paragraph(
                                t("Et \(t.number(rest)) autres lignes.", "And \(t.number(rest)) more lines."),
                                isQuiet: true))))
        }
        return parts
    }

    private func button(_ t: Language) -> String {
        let count = t.count(result.accepted.count, ("réponse", "réponses"), ("answer", "answers"))
        return t("Enregistrer \(count)", "Save \(count)")
    }

    private func verdict(_ t: Language) -> HTML {
        let accepted = t.count(
            result.accepted.count, ("ligne changera", "lignes changeront"), ("line will change", "lines will change"))
        let unchanged = t.count(
            result.unchanged, ("est identique", "sont identiques"), ("is identical", "are identical"))
        let refused = t.count(result.refusedCount, ("est refusée", "sont refusées"), ("is refused", "are refused"))
        let title = "\(accepted), \(unchanged), \(refused)."
        let text =
            result.refusedCount > 0 && !result.accepted.isEmpty
            ? t(
                "Les lignes refusées ne seront pas enregistrées\u{00A0}; les autres le seront toutes ensemble.",
                "Refused lines will not be saved; the others will be saved together.") : ""
        return notice(Notice(result.refusedCount > 0 ? .warning : .information, title: title, text: text))
    }

    private func changes(_ t: Language) -> Table {
        Table(
            caption: t("Réponses que le fichier change", "Answers that the file changes"), isCaptionHidden: true,
            columns: [
                Column(t("Ligne", "Line"), isNumber: true), Column(t("Exigence", "Requirement")),
                Column(t("Changement", "Change")),
            ],
            rows: result.accepted.map { change in
                let differences = differences(change, t)
                return [
                    "\(t.number(change.line))",
                    "<span class=\"code\">\(change.requirement.code)</span> \(change.requirement.words(t).title)",
                    "\(differences.joined(separator: t(" ; ", "; ")))",
                ]
            }, hasRowHeaders: false)
    }

    /// In words, field by field: "réponse : Non → Oui".
    func differences(_ change: AnswersImport.Accepted, _ t: Language) -> [String] {
        let words = AnswerWords(scale: scale, t: t)
        let (before, after) = (change.before, change.edit)
        var list: [String] = []
        func add(_ name: String, _ old: String, _ new: String) {
            guard old != new else { return }
            list.append("\(name)\(t("\u{00A0}: ", ": "))\(old) → \(new)")
        }
        let none = t("aucune", "none")
        let someoneless = t("personne", "nobody")
        add(
            t("réponse", "answer"), words.title(before.status, before.level), words.title(after.status, after.level))
        if before.comment != after.comment {
            list.append(
                after.comment.isEmpty
                    ? t("commentaire effacé", "comment removed") : t("commentaire modifié", "comment changed"))
        }
        add(t("cible", "target"), before.target.map(words.title) ?? none, after.target.map(words.title) ?? none)
        add(
            t("date de la cible", "target date"), before.targetOn.map(t.date) ?? none,
            after.targetOn.map(t.date) ?? none)
        if before.isToReview != after.isToReview {
            list.append(after.isToReview ? t("à relire", "to review") : t("n’est plus à relire", "no longer to review"))
        }
        if before.responsible != after.responsible {
            add(
                t("responsable", "responsible person"), before.responsibleName ?? someoneless,
                after.responsible.flatMap { people.name(of: $0) } ?? someoneless)
        }
        return list
    }

    private func refusals(_ t: Language) -> Table {
        Table(
            caption: t("Lignes refusées, avec la raison", "Refused lines, with the reason"), isCaptionHidden: true,
            columns: [
                Column(t("Où", "Where")), Column(t("Code", "Code")), Column(t("Raison", "Reason")),
            ],
            rows: result.refused.map { refusal in
                [
                    "\(result.place(of: refusal)(t))", "<span class=\"code\">\(refusal.code)</span>",
                    "\(refusal.reason.phrase(t))",
                ]
            }, hasRowHeaders: false)
    }
}
