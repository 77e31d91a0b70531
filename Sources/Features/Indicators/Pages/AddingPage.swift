// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site
import ThreatIndicators

/// A text is pasted, what it holds is shown, and what is ticked is kept.
enum AddingPage {
    struct Model: Sendable {
        let place: Organisation
        var text = ""
        /// Nil before anything was pasted.
        var found: TextRecognition?
        var chosen: Set<String>?
        var fields = IndicatorFields()
        var logs: [OpenLog] = []
        var fault: String?
    }

    /// Of one paste: nobody reads through more, and a longer list is a file.
    static let shownLimit = 1000
    private static let textLimit = 400_000

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.indicatorsPlace(IndicatorsPermissions.manage)
        return page(visit, place, Model(place: place.organisation))
    }

    @Sendable
    static func preview(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(limit: 4 << 20)
        let place = try await visit.indicatorsPlace(IndicatorsPermissions.manage)
        let t = visit.language
        var model = Model(place: place.organisation)
        model.text = form["texte"]
        guard !model.text.isEmpty, model.text.utf8.count <= textLimit,
            let found = try? TextRecognition(model.text), !found.found.isEmpty
        else {
            model.fields.errors.add(
                model.text.isEmpty
                    ? t("Collez un texte.", "Paste a text.")
                    : model.text.utf8.count > textLimit
                        ? t(
                            "Ce texte est trop long\u{00A0}: reprenez-le comme fichier.",
                            "This text is too long: take it as a file.")
                        : t(
                            "Aucun indicateur n’a été reconnu. Une adresse, un domaine, une empreinte ou un chemin s’écrit d’un seul tenant.",
                            "No indicator was recognised. An address, a domain, a sum or a path is written without a break."
                        ),
                to: "texte")
            return page(visit, place, model, status: .unprocessable)
        }
        model.found = found
        model.fields.tlp = found.tlp?.rawValue ?? ""
        model.logs = try await visit.read { session in
            try IndicatorStore.openLogs(around: place.organisation.lineage, in: session)
        }
        return page(visit, place, model)
    }

    @Sendable
    static func keep(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(limit: 4 << 20)
        let place = try await visit.indicatorsPlace(IndicatorsPermissions.manage)
        let t = visit.language
        var model = Model(place: place.organisation)
        model.text = form["texte"]
        model.fields = IndicatorFields(form, isTLPRequired: true, t)
        model.logs = try await visit.read { session in
            try IndicatorStore.openLogs(around: place.organisation.lineage, in: session)
        }
        let values = IndicatorKind.allCases.flatMap { form.all("valeur-" + $0.rawValue) }.prefix(shownLimit)
            .compactMap(value)
        model.chosen = Set(values.map(key))
        if values.isEmpty { model.fault = IndicatorError.nothingChosen.message(t) }
        if !model.fields.log.isEmpty, model.fields.chosenLog(model.logs) == nil {
            model.fields.errors.add(IndicatorError.unknownLog.message(t), to: "main-courante")
        }
        guard model.fault == nil, model.fields.errors.isEmpty else {
            model.found = try? TextRecognition(String(model.text.prefix(textLimit)))
            return page(visit, place, model, status: .unprocessable)
        }
        let fields = model.fields
        let log = fields.chosenLog(model.logs)
        let drafts = values.map { value in
            IndicatorDraft(
                ThreatIndicator(value, tlp: TLP(rawValue: fields.tlp), source: fields.source, note: fields.note),
                validUntil: fields.until, log: log)
        }
        let id = place.organisation.id
        let (added, known) = try await visit.changeIndicators(id) { change in
            try IndicatorStore.keep(drafts, at: id, as: "indicators.added", in: change)
        }
        return .redirect(
            IndicatorsURL.list(.init(id)).path,
            notice: t(
                "Indicateurs gardés\u{00A0}: \(t.number(added)) nouveaux, \(t.number(known)) déjà connus.",
                "Indicators kept: \(t.number(added)) new, \(t.number(known)) known already."))
    }

    static func key(_ value: IndicatorValue) -> String { value.kind.rawValue + " " + value.text }

    static func value(_ key: String) -> IndicatorValue? {
        let parts = key.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let kind = IndicatorKind(rawValue: String(parts[0])) else { return nil }
        return IndicatorValue(kind, String(parts[1]))
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.indicatorsPage(
            title(model, t), at: place, crumb: t("Coller", "Paste"), status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        guard let found = model.found else {
            return t("Que dit l’alerte que vous avez reçue\u{00A0}?", "What does the alert that you received say?")
        }
        let count = t.count(
            found.found.count, ("indicateur reconnu", "indicateurs reconnus"), ("indicator", "indicators"))
        return t("\(count)\u{00A0}: lesquels garder\u{00A0}?", "\(count) recognised: which to keep?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        guard let found = model.found else {
            let head = PageHead(
                title(model, t),
                lead: t(
                    "Collez le texte tel quel, rapport ou liste. Les écritures prudentes (hxxp, [.]) sont comprises. Rien n’est gardé avant votre choix.",
                    "Paste the text as it is, report or list. Cautious writings (hxxp, [.]) are understood. Nothing is kept before you choose."
                ))
            return """
                \(pageHead(t, head))\(errorSummary(t, model.fields.errors.faults))\
                \(form(action: IndicatorsURL.adding(place).path, """
                    \(textArea(Field(t, "texte", label: t("Texte reçu", "Text received"), error: model.fields.errors["texte"], isRequired: true), value: model.text, rows: 14))\
                    \(formActions("\(submit(t("Reconnaître", "Recognise")))\(buttonLink(t("Annuler", "Cancel"), href: IndicatorsURL.list(place).path))"))
                    """))
                """
        }
        return """
            \(pageHead(t, PageHead(title(model, t), lead: lead(found, t))))\
            \(when(model.fault) { notice(Notice(.danger, title: $0)) })\(errorSummary(t, model.fields.errors.faults))\
            \(form(action: IndicatorsURL.keeping(place).path, hidden: [("texte", model.text)], """
                \(choices(found, model.chosen, t))\
                \(sheet(t("Ce qu’on en dit", "What is said of them"), model.fields.render(model.logs, isTLPRequired: true, t)))\
                \(formActions("\(submit(t("Garder ce qui est coché", "Keep what is ticked")))\(buttonLink(t("Annuler", "Cancel"), href: IndicatorsURL.list(place).path))"))
                """))
            """
    }

    private static func lead(_ found: TextRecognition, _ t: Language) -> String {
        var words = [
            t(
                "Décochez ce qui n’est pas à chercher. Les adresses internes et les sites souvent cités ne sont pas cochés.",
                "Untick what is not to be looked for. Internal addresses and often cited sites are not ticked.")
        ]
        if found.otherSums > 0 {
            words.append(
                t(
                    "Empreintes SHA-384 ou SHA-512 laissées\u{00A0}: \(t.number(found.otherSums)).",
                    "SHA-384 or SHA-512 sums left: \(t.number(found.otherSums))."))
        }
        let beyond = found.beyondLimit + max(0, found.found.count - shownLimit)
        if beyond > 0 {
            words.append(
                t(
                    "Au-delà de \(t.number(shownLimit)), \(t.number(beyond)) ne sont pas montrés\u{00A0}: reprenez le texte comme fichier.",
                    "Beyond \(t.number(shownLimit)), \(t.number(beyond)) are not shown: take the text as a file."))
        }
        return words.joined(separator: " ")
    }

    private static func choices(_ found: TextRecognition, _ chosen: Set<String>?, _ t: Language) -> HTML {
        let shown = found.found.prefix(shownLimit)
        return IndicatorKind.allCases.html { kind in
            let ones = shown.filter { $0.value.kind == kind }
            guard !ones.isEmpty else { return HTML() }
            let list = ones.map { one in
                var notes = [
                    t("ligne \(t.number(one.line))", "line \(t.number(one.line))"),
                    t.count(one.times, ("fois", "fois"), ("time", "times")),
                ]
                if let caution = one.caution { notes.append(IndicatorWords.caution(caution)(t)) }
                return Choice(key(one.value), one.value.text, note: notes.joined(separator: ", "))
            }
            let selected = chosen ?? Set(ones.filter { $0.caution == nil }.map { key($0.value) })
            return checkboxGroup(
                Field(t, "valeur-" + kind.rawValue, label: IndicatorWords.kind(kind)(t)), list, selected: selected)
        }
    }
}
