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
import ThreatIndicators

typealias OpenLog = (id: CrisisLogRecord.ID, title: String, isExercise: Bool)

extension Visit {
    func indicatorsPlace(_ permission: Permission = IndicatorsPermissions.read) async throws -> Place {
        try await place(try identifier("organisation"), for: permission)
    }

    func mayManageIndicators(_ lineage: Lineage) -> Bool {
        access.may(IndicatorsPermissions.manage, in: lineage) && !house.settings.isReadOnly
    }

    /// A write, the right asked again inside the transaction.
    func changeIndicators<Value: Sendable>(
        _ place: Organisation.ID, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change { change in
            _ = try self.place(place, for: IndicatorsPermissions.manage, in: change.session)
            return try body(change)
        }
    }

    func indicatorsPage(
        _ title: String, at place: Place, crumb: String? = nil, status: Site.Status = .ok, _ main: HTML
    ) -> Reply {
        let t = language
        let room = Crumb(
            t("Indicateurs à chercher", "Indicators to look for"),
            href: crumb == nil ? nil : IndicatorsURL.list(.init(place.organisation.id)).path)
        return page(
            Page(
                title, at: place, trail: [room] + (crumb.map { [Crumb($0)] } ?? []),
                printAudience: t(
                    "Diffusion selon le marquage TLP de chaque indicateur",
                    "Distribution by the TLP marking of each indicator"), main: main), status: status)
    }
}

extension FormErrors {
    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}

/// What is said of one indicator or of many at once: marking, source, note, last day, log.
struct IndicatorFields: Sendable {
    var tlp = ""
    var source = ""
    var note = ""
    var until: Day?
    var log = ""
    var errors = FormErrors()

    init() {}

    init(_ form: Site.Form, isTLPRequired: Bool, _ t: Language) {
        tlp = form["tlp"]
        source = form["source"]
        note = form["note"]
        log = form["main-courante"]
        if isTLPRequired || !tlp.isEmpty, TLP(rawValue: tlp) == nil {
            errors.add(t("Choisissez le marquage TLP.", "Choose the TLP marking."), to: "tlp")
        }
        errors.bound(source, "source", limit: ThreatIndicator.sourceLimit, in: t)
        errors.bound(note, "note", limit: ThreatIndicator.noteLimit, in: t)
        let typed = form["expire"]
        if !typed.isEmpty {
            until = Day(text: typed)
            if until.map({ !(1990...2200).contains($0.year) }) ?? true {
                until = nil
                errors.add(t("Cette date n’existe pas.", "This date does not exist."), to: "expire")
            }
        }
        if !log.isEmpty, CrisisLogRecord.ID(log) == nil {
            errors.add(IndicatorError.unknownLog.message(t), to: "main-courante")
        }
    }

    /// Nil when there is none, or not one of the open ones.
    func chosenLog(_ logs: [OpenLog]) -> CrisisLogRecord.ID? { logs.first { $0.id.text == log }?.id }

    func render(_ logs: [OpenLog], isTLPRequired: Bool, hasNote: Bool = true, _ t: Language) -> HTML {
        """
        \(fieldRow([
            select(
                Field(
                    t, "tlp", label: t("Marquage TLP", "TLP marking"),
                    hint: isTLPRequired
                        ? t("Celui du message reçu\u{00A0}; dans le doute, le plus strict.", "That of the message received; in doubt, the strictest.")
                        : t("Pour ce qui n’en porte pas.", "For what carries none."),
                    error: errors["tlp"], isRequired: isTLPRequired),
                TLP.allCases.map { IndicatorWords.choice($0, t) },
                selected: tlp, placeholder: t("Choisissez", "Choose")),
            textField(
                Field(t, "source", label: t("Source", "Source"), hint: t("CERT Santé, CERT-FR, prestataire, enquête…", "CERT, provider, own investigation…"), error: errors["source"]),
                value: source, maxLength: ThreatIndicator.sourceLimit),
        ]))\
        \(when(hasNote, textArea(Field(t, "note", label: t("Note", "Note"), error: errors["note"]), value: note, rows: 3, maxLength: ThreatIndicator.noteLimit)))\
        \(fieldRow([
            dateField(
                Field(t, "expire", label: t("À chercher jusqu’au", "To look for until"), hint: t("Vide\u{00A0}: sans fin. Une adresse change de mains en quelques semaines.", "Empty: without end. An address changes hands within weeks."), error: errors["expire"]),
                value: until),
            select(
                Field(t, "main-courante", label: t("Incident", "Incident"), error: errors["main-courante"]),
                logs.map { IndicatorWords.choice($0, t) },
                selected: log, placeholder: t("Aucun", "None")),
        ]))
        """
    }
}
