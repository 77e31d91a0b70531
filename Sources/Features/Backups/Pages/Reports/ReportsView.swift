// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Components
import Markup
import Organisations
import Primitives
import Site

/// How the page of reports looks.
enum ReportsView {
    static func render(_ model: ReportsPage.Model, _ t: Language) -> HTML {
        let head = PageHead(
            ReportsPage.title(t),
            lead: model.unclaimed.isEmpty
                ? t(
                    "Tout ce qui est arrivé a trouvé sa tâche.", "All that came has found its job.")
                : t(
                    "\(t.count(model.unclaimed.count, ("source n’a pas de tâche", "sources n’ont pas de tâche"), ("", "")))\u{00A0}: leurs passages ne comptent pour rien.",
                    "\(t.count(model.unclaimed.count, ("", ""), ("source has no job", "sources have no job"))): their runs count for nothing."
                ))
        return """
            \(pageHead(t, head))\
            \(BackupsTabs.render(model.place.id, current: .reports, mayManage: model.mayManage, t))\
            \(errorSummary(t, model.errors.faults))\
            \(stack([unclaimed(model, t), upload(model, t), imports(model, t)].filter { !$0.isEmpty }))
            """
    }

    private static func unclaimed(_ model: ReportsPage.Model, _ t: Language) -> HTML {
        guard !model.unclaimed.isEmpty else { return HTML() }
        let title = t("À rattacher", "To attach")
        let rows = model.unclaimed.enumerated().map { index, source -> [HTML] in
            let name = [source.label, source.host, source.repository].filter { !$0.isEmpty }.joined(separator: " · ")
            let words = name.isEmpty ? t("sans nom", "no name") : name
            return [
                "\(words)<br><small>\(source.tool) · \(source.keeper.name)</small>", "\(t.number(source.count))",
                "\(t.moment(source.lastAt, in: model.zone))", claim(source, words, index, model, t),
            ]
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Source", "Source")), Column(t("Passages", "Runs"), isNumber: true),
                        Column(t("Dernier", "Last"), isShort: true), Column(t("Tâche", "Job")),
                    ], rows: rows)))
    }

    private static func claim(
        _ source: UnclaimedSource, _ words: String, _ index: Int, _ model: ReportsPage.Model, _ t: Language
    ) -> HTML {
        guard model.mayManage else { return "\(t("aucune", "none"))" }
        let hidden = [
            ("etablissement", source.keeper.id.text), ("outil", source.tool), ("depot", source.repository),
            ("machine", source.host), ("nom", source.label),
        ]
        let creation = BackupsURL.jobCreation(.init(source.keeper.id)).path.with("outil", source.tool)
            .with("nom", source.label).with("machine", source.host).with("depot", source.repository)
        let link: HTML =
            "<a class=\"more\" href=\"\(creation)\">\(t("Déclarer sa tâche", "Declare its job"))<span class=\"visually-hidden\"> (\(words))</span></a>"
        guard !model.jobs.isEmpty, !source.rule.isEmpty else { return link }
        // Each row has a list of its own: their names stay "tache", their identifiers must differ.
        let choices = model.jobs.html { job in "<option value=\"\(job.id.text)\">\(job.name)</option>" }
        return form(
            action: BackupsURL.attachment(.init(model.place.id)).path, hidden: hidden.map { (name: $0.0, value: $0.1) },
            """
            <div class="field"><label class="visually-hidden" for="tache-\(index)">\
            \(t("Tâche de \(words)", "Job of \(words)"))</label><select id="tache-\(index)" name="tache">\
            <option value="">\(t("Choisissez", "Choose"))</option>\(choices)</select></div>\
            <div class="actions">\(submit(t("Rattacher", "Attach"), style: .plain))\(link)</div>
            """)
    }

    private static func upload(_ model: ReportsPage.Model, _ t: Language) -> HTML {
        guard model.mayManage else { return HTML() }
        let file = fileField(
            Field(
                t, "fichier", label: t("Fichier", "File"),
                hint: t(
                    "JSON de restic ou de borg, ou tableau neutre pour les autres outils. \(BackupReport.sizeLimit >> 20)\u{00A0}Mo au plus. Ce qui est déjà connu n’est pas compté deux fois.",
                    "JSON of restic or borg, or the neutral table for other programs. \(BackupReport.sizeLimit >> 20) MB at most. What is known already is not counted twice."
                ),
                error: model.errors["fichier"], isRequired: true), accept: ".json,.csv,.txt,.log,.jsonl")
        let hints: HTML = """
            \(fieldRow([
                textField(
                    Field(
                        t, "date", label: t("Jour et heure", "Day and time"),
                        hint: t("Si le fichier ne les dit pas\u{00A0}: 2026-11-30T02:00.", "If the file does not say: 2026-11-30T02:00."),
                        error: model.errors["date"]), value: model.hints.date, maxLength: 30),
                select(
                    Field(
                        t, "nature", label: t("Nature", "Kind"), hint: t("Pour un journal.", "For a log."),
                        error: model.errors["nature"]),
                    BackupRun.Kind.allCases.map { Choice($0.rawValue, BackupWords.kind($0, t)) },
                    selected: model.hints.kind, placeholder: t("Celle que dit le fichier", "As the file says")),
                textField(
                    Field(
                        t, "code", label: t("Code de fin", "Exit code"),
                        hint: t("Tout code inconnu est un échec.", "Any unknown code is a failure."),
                        error: model.errors["code"]), value: model.hints.exitCode, maxLength: 6),
            ]))\
            \(fieldRow([
                textField(
                    Field(t, "tache", label: t("Nom", "Name"), error: model.errors["tache"]), value: model.hints.label,
                    maxLength: 200),
                textField(
                    Field(t, "machine", label: t("Machine", "Machine"), error: model.errors["machine"]),
                    value: model.hints.host, maxLength: 200),
                textField(
                    Field(t, "depot", label: t("Dépôt", "Repository"), error: model.errors["depot"]),
                    value: model.hints.repository, maxLength: 200),
            ]))
            """
        return sheet(
            t("Charger un compte rendu", "Load a report"), id: "charger",
            form(
                action: BackupsURL.reports(.init(model.place.id)).path, isMultipart: true,
                """
                \(file)\(disclosure(
                    t("Ce que le fichier ne dit pas", "What the file does not say"),
                    isOpen: model.hints != ReportHints(), hints))\
                \(formActions(submit(t("Lire le compte rendu", "Read the report"))))
                """))
    }

    private static func imports(_ model: ReportsPage.Model, _ t: Language) -> HTML {
        let title = t("Ce qui est arrivé", "What came")
        guard model.total > 0 else {
            return sheet(
                title,
                emptyState(
                    title: t("Aucun compte rendu", "No report"),
                    text: t(
                        "Chargez le premier ci-dessus, ou ouvrez un dépôt automatique\u{00A0}: l’outil enverra les siens.",
                        "Load the first above, or open an automatic deposit: the program will send its own.")))
        }
        let rows = model.imports.map { report -> [HTML] in
            let path = BackupsURL.report(.init(report.keeper.id), .init(report.id)).path
            let owner = report.keeper.id == model.place.id ? "" : " · \(report.keeper.name)"
            return [
                "<a href=\"\(path)\">\(report.name)</a><br><small>\(BackupWords.format(report.format, t))\(owner)</small>",
                "\(t.moment(report.importedAt, in: model.zone))<br><small>\(report.author)</small>",
                "\(t.number(report.added))", "\(t.number(report.known))", badge(t, ReportPage.state(report, t)),
            ]
        }
        return sheet(
            title,
            """
            \(table(t, Table(
                caption: title, isCaptionHidden: true,
                columns: [
                    Column(t("Compte rendu", "Report")), Column(t("Arrivé", "Came"), isShort: true),
                    Column(t("Ajoutés", "Added"), isNumber: true), Column(t("Déjà connus", "Known"), isNumber: true),
                    Column(t("État", "State"), isShort: true),
                ], rows: rows)))\
            \(pager(t, Pager(page: model.page, pageSize: ReportsPage.pageSize, total: model.total) { page in
                BackupsURL.reports(.init(model.place.id)).path.with("page", page > 1 ? String(page) : nil)
            }))
            """)
    }
}
