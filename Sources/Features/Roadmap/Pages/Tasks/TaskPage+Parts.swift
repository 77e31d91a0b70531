// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

extension TaskPage {
    static func render(_ model: Model, _ t: Language) -> HTML {
        let task = model.task
        let head = PageHead(
            task.title, lead: TaskWords.sentence(task, today: model.today, t),
            state: TaskWords.badge(task, today: model.today, t))
        return """
            \(pageHead(t, head))\(columns(
                stack([when(model.updates, sheet(t("Où en est-on\u{00A0}?", "Where does it stand?"), form(model, t))), history(model, t)]),
                stack([sheet(t("Ce qui est prévu", "What is planned"), facts(model, t)), owner(model, t), proofs(model, t)]),
                .wideLeft))
            """
    }

    private static func facts(_ model: Model, _ t: Language) -> HTML {
        let task = model.task
        var list: [(term: String, value: HTML)] = [
            (t("Prévue", "Planned"), "\(t.date(task.plannedFrom)) – \(t.date(task.plannedUntil))"),
            (t("Coût prévu", "Planned cost"), "\(t.euros(task.planned)) <small>\(t("estimation", "estimate"))</small>"),
            (t("Dépensé", "Spent"), "\(t.euros(task.spent))"),
            (t("Confiée à", "Entrusted to"), "\(task.ownerName ?? t("personne encore", "nobody yet"))"),
        ]
        if model.members.count == 1, let member = model.members.first {
            list.append((t("Pour", "For"), "\(member.name)"))
        }
        let count = t.count(
            model.members.count, ("établissement", "établissements"), ("establishment", "establishments"))
        let shares: HTML = when(
            model.members.count > 1,
            disclosure(
                t("Partagée entre \(count)", "Shared by \(count)"),
                items(model.members.map { "\($0.name)\(t("\u{00A0}:", ":")) \(t.percent($0.share))" })))
        let link: HTML = when(
            model.readsRoadmap,
            """
            <p><a class="more" href="\(RoadmapURL.explanation(.init(task.roadmap), .init(task.key)).path)">\
            \(t("Pourquoi cette action\u{00A0}?", "Why this action?"))</a></p>
            """)
        return "\(definitionList(list))\(shares)\(link)"
    }

    private static func form(_ model: Model, _ t: Language) -> HTML {
        typealias Name = TaskDraft.Name
        let (draft, errors) = (model.draft, model.errors)
        return Components.form(
            action: RoadmapURL.task(.init(model.task.id)).path, hidden: [(Name.revision, draft.revision)],
            """
            \(errorSummary(t, errors.all.map { FieldError(name: $0.field, message: $0.message) }))\
            \(radioGroup(
                Field(t, Name.status, label: t("État", "State"), error: errors[Name.status]),
                RoadmapTask.Status.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: draft.status))\
            \(fieldRow([
                textField(
                    Field(t, Name.progress, label: t("Avancement", "Progress"), hint: t("En pourcentage.", "In percent."), error: errors[Name.progress]),
                    value: draft.progress, maxLength: 3, isNumeric: true),
                textField(
                    Field(t, Name.spent, label: t("Dépensé jusqu’ici", "Spent so far"), hint: t("En euros.", "In euros."), error: errors[Name.spent]),
                    value: draft.spent, maxLength: 20, isNumeric: true),
            ]))\
            \(fieldRow([
                dateField(
                    Field(t, Name.startedOn, label: t("Commencée le", "Begun on"), error: errors[Name.startedOn]),
                    value: Day(text: draft.startedOn), maximum: model.today),
                dateField(
                    Field(t, Name.endedOn, label: t("Finie le", "Ended on"), error: errors[Name.endedOn]),
                    value: Day(text: draft.endedOn), maximum: model.today),
            ]))\
            \(textArea(
                Field(t, Name.note, label: t("Ce qui s’est passé", "What happened"),
                    hint: t("Gardé dans l’historique.", "Kept in the history."), error: errors[Name.note]),
                value: draft.note, rows: 3, maxLength: TaskUpdate.longestNote))\
            \(formActions(submit(t("Mettre à jour", "Update"))))
            """)
    }

    private static func history(_ model: Model, _ t: Language) -> HTML {
        let comments = model.notes.reversed().map { note in
            Comment(
                author: note.author, writtenAt: t.moment(note.at, in: model.zone),
                text: note.text.isEmpty ? t("Sans commentaire.", "Without comment.") : note.text,
                state: StateBadge(
                    TaskWords.state(note.status), "\(note.status.title(t)), \(t.percent(Double(note.progress) / 100))"))
        }
        return sheet(
            t("Historique", "History"),
            comments.isEmpty
                ? paragraph(t("Rien ne s’est passé encore.", "Nothing has happened yet."), isQuiet: true)
                : conversation(t, comments))
    }

    private static func owner(_ model: Model, _ t: Language) -> HTML {
        guard model.manages else { return HTML() }
        return sheet(
            t("Qui s’en charge\u{00A0}?", "Who takes care of it?"),
            Components.form(
                action: RoadmapURL.owner(.init(model.task.id)).path,
                """
                \(select(
                    Field(t, "responsable", label: t("Responsable", "Person in charge")),
                    model.people.map { Choice($0.id.text, $0.name) }, selected: model.task.owner?.text,
                    placeholder: t("Personne", "Nobody")))\
                \(formActions(submit(t("Confier", "Entrust"), style: .plain)))
                """))
    }

    private static func proofs(_ model: Model, _ t: Language) -> HTML {
        let path = RoadmapURL.proofs(.init(model.task.id)).path
        let list = model.proofs.map { proof -> HTML in
            ends(
                "<span>\(proof.title) <small>\(t.date(proof.obtainedOn))</small></span>",
                when(
                    model.updates,
                    postButton(
                        action: path, t("Détacher", "Detach"), style: .quiet,
                        hidden: [("preuve", proof.id.text), ("retirer", "oui")])))
        }
        let adding: HTML = when(
            model.updates && !model.candidates.isEmpty,
            Components.form(
                action: path,
                """
                \(select(
                    Field(t, "preuve", label: t("Joindre une preuve du coffre", "Attach a proof of the vault")),
                    model.candidates.map { Choice($0.id.text, "\($0.title), \(t.date($0.obtainedOn))") },
                    placeholder: t("Choisir", "Choose")))\
                \(formActions(submit(t("Joindre", "Attach"), style: .plain)))
                """))
        return sheet(
            t("Preuves", "Proofs"), id: "preuves",
            """
            \(list.isEmpty ? paragraph(t("Aucune preuve jointe.", "No proof attached."), isQuiet: true) : items(list))\(adding)
            """)
    }
}
