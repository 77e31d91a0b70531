// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLogs
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Opens a log by hand: when doubt begins, before anybody has declared anything.
enum OpeningPage {
    struct Model: Sendable {
        let place: Place
        var title = ""
        var kind = ""
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.logbookPlace(LogbookPermissions.manage)
        let t = visit.language
        return page(visit, Model(place: place, title: t("Incident du ", "Incident of ") + t.date(visit.today)))
    }

    @Sendable
    static func open(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.logbookPlace(LogbookPermissions.manage)
        let t = visit.language
        var model = Model(place: place, title: form["titre"], kind: form["nature"])
        model.errors.require(model.title, "titre", limit: CrisisLogError.shortLimit, in: t)
        guard let kind = CrisisLogRecord.Kind(rawValue: model.kind), model.errors.isEmpty else {
            if CrisisLogRecord.Kind(rawValue: model.kind) == nil {
                model.errors.add(t("Dites si c’est un exercice.", "Say whether this is an exercise."), to: "nature")
            }
            return page(visit, model, status: .unprocessable)
        }
        let (title, organisation) = (model.title, place.organisation.id)
        let id = try await visit.change { change in
            _ = try visit.place(organisation, for: LogbookPermissions.manage, in: change.session)
            return try CrisisLogStore.open(kind, title: title, at: organisation, in: change)
        }
        return .redirect(
            LogbookURL.log(.init(id)).path,
            notice: t(
                "La main courante est ouverte. Écrivez la première ligne\u{00A0}: ce qui a été vu, et à quelle heure.",
                "The log is open. Write its first line: what was seen, and at what time."))
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Ouvrir une main courante", "Open a log")
        let list = LogbookURL.list(.init(model.place.organisation.id)).path
        return visit.page(
            Page(
                title, at: model.place,
                trail: [Crumb(t("Mains courantes", "Crisis logs"), href: list), Crumb(title)],
                main: render(model, t)), status: status)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.organisation.id)
        let fields: HTML = """
            \(radioGroup(
                Field(t, "nature", label: t("Nature", "Kind"), error: model.errors["nature"], isRequired: true),
                [
                    Choice("incident", t("Incident réel", "Real incident")),
                    Choice(
                        "exercise", t("Exercice", "Exercise"),
                        note: t("Chaque page et chaque impression le dira.", "Every page and every print will say so.")),
                ], selected: model.kind))\
            \(textField(
                Field(t, "titre", label: t("Titre", "Title"), error: model.errors["titre"], isRequired: true),
                value: model.title, maxLength: CrisisLogError.shortLimit))\
            \(formActions("\(submit(t("Ouvrir", "Open")))\(buttonLink(t("Annuler", "Cancel"), href: LogbookURL.list(part).path))"))
            """
        return """
            \(pageHead(t, PageHead(
                t("Ouvrir une main courante", "Open a log"),
                lead: t(
                    "Elle sera lue par tous ceux qui tiennent la crise. Aucune ligne ne s’efface\u{00A0}: une erreur se corrige par une autre ligne.",
                    "Everybody who holds the crisis will read it. No line is ever erased: a mistake is corrected by another line."))))\
            \(errorSummary(t, model.errors.faults))\(form(action: LogbookURL.opening(part).path, fields))
            """
    }
}
