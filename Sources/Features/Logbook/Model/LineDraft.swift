// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Markup
import Primitives
import Site

/// A whole line as its form holds it: typed again as it was when something is wrong.
struct LineDraft: Sendable {
    var kind = ""
    var cell = ""
    var phase = ""
    var day = ""
    var time = ""
    var text = ""
    var source = ""
    var confidence = ""
    var decidedBy = ""
    var motive = ""
    var owner = ""
    var dueDay = ""
    var dueTime = ""
    var errors = FormErrors()

    init() {}

    init(_ form: Site.Form) {
        (kind, cell, phase) = (form["nature"], form["cellule"], form["phase"])
        (day, time, text) = (form["jour"], form["heure"], form["texte"])
        (source, confidence) = (form["source"], form["certitude"])
        (decidedBy, motive, owner) = (form["decideur"], form["motif"], form["responsable"])
        (dueDay, dueTime) = (form["jour-echeance"], form["heure-echeance"])
    }

    /// What a line says now, to be corrected.
    init(_ statement: LogStatement, _ zone: TimeZoneRule) {
        (kind, cell, phase) = (statement.kind.rawValue, statement.cell.rawValue, statement.phase?.rawValue ?? "")
        (day, time) = (zone.day(at: statement.factAt.instant).text, WallTime.text(statement.factAt, zone))
        (text, source) = (statement.text, statement.source)
        confidence = statement.confidence?.rawValue ?? ""
        (decidedBy, motive, owner) = (statement.decidedBy, statement.motive, statement.owner)
        if let due = statement.due { (dueDay, dueTime) = (zone.day(at: due.instant).text, WallTime.text(due, zone)) }
    }

    /// Nil when something is wrong, and then said beside the field.
    ///
    /// - Parameter original: the statement that a correction replaces, whose moments are kept where nobody touched them.
    mutating func statement(
        at now: Moment, _ zone: TimeZoneRule, correcting original: LogStatement? = nil, _ t: Language
    ) -> LogStatement? {
        if text.isEmpty { errors.add(CrisisLogError.emptyText.message(t), to: "texte") }
        errors.bound(text, "texte", limit: CrisisLogError.textLimit, in: t)
        errors.bound(motive, "motif", limit: CrisisLogError.textLimit, in: t)
        for (name, value) in [("source", source), ("decideur", decidedBy), ("responsable", owner)] {
            errors.bound(value, name, limit: CrisisLogError.shortLimit, in: t)
        }
        let fact = moment(day, time, "heure", "jour", original?.factAt, zone, t) ?? now
        let due =
            dueDay.isEmpty && dueTime.isEmpty
            ? nil : moment(dueDay, dueTime, "heure-echeance", "jour-echeance", original?.due, zone, t)
        guard let kind = LogKind(rawValue: kind), let cell = LogCell(rawValue: cell) else {
            if LogKind(rawValue: self.kind) == nil { errors.add(t("Choisissez.", "Choose."), to: "nature") }
            if LogCell(rawValue: self.cell) == nil { errors.add(t("Choisissez.", "Choose."), to: "cellule") }
            return nil
        }
        guard errors.isEmpty else { return nil }
        let isAsked = kind == .request || kind == .action
        return LogStatement(
            factAt: fact, kind: kind, cell: cell, phase: LogPhase(rawValue: phase), text: text, source: source,
            confidence: LogConfidence(rawValue: confidence), decidedBy: decidedBy, motive: motive, owner: owner,
            due: due, status: isAsked ? original?.status ?? .open : nil, paperSheet: original?.paperSheet ?? "",
            links: original?.links ?? [], attachments: original?.attachments ?? [])
    }

    private mutating func moment(
        _ day: String, _ time: String, _ timeField: String, _ dayField: String, _ former: Moment?, _ zone: TimeZoneRule,
        _ t: Language
    ) -> Moment? {
        guard !time.isEmpty else { return nil }
        if let former, time == WallTime.text(former, zone), day == zone.day(at: former.instant).text { return former }
        guard let minutes = WallTime.minutes(time) else {
            errors.add(t("Une heure comme 14:05.", "A time like 14:05."), to: timeField)
            return nil
        }
        guard let day = Day(text: day), (2000...2099).contains(day.year) else {
            errors.add(t("Cette date n’existe pas.", "This date does not exist."), to: dayField)
            return nil
        }
        return WallTime.moment(day, minutes, zone)
    }

    // MARK: Fields

    func fields(withFiles: Bool, isExercise: Bool, _ t: Language) -> HTML {
        let kinds = LogKind.allCases.map { Choice($0.rawValue, LogWords.kind($0, t)) }
        let rest: HTML = """
            \(fieldRow([
                textField(
                    Field(
                        t, "decideur", label: t("Qui a décidé", "Who decided"),
                        hint: t("Pour une décision.", "For a decision."), error: errors["decideur"]),
                    value: decidedBy, maxLength: CrisisLogError.shortLimit),
                textField(
                    Field(t, "motif", label: t("Sur quels motifs", "On what grounds"), error: errors["motif"]),
                    value: motive),
            ]))\
            \(fieldRow([
                textField(
                    Field(
                        t, "responsable", label: t("Qui s’en charge", "Who does it"),
                        hint: t("Pour une demande ou une action.", "For a request or an action."),
                        error: errors["responsable"]),
                    value: owner, maxLength: CrisisLogError.shortLimit),
                dateField(
                    Field(t, "jour-echeance", label: t("Échéance, jour", "Due, day"), error: errors["jour-echeance"]),
                    value: Day(text: dueDay)),
                textField(
                    Field(t, "heure-echeance", label: t("Échéance, heure", "Due, time"), error: errors["heure-echeance"]),
                    value: dueTime, maxLength: 8),
            ]))
            """
        return """
            \(fieldRow([
                select(
                    Field(t, "nature", label: t("Nature", "Kind"), error: errors["nature"], isRequired: true), kinds,
                    selected: kind),
                select(
                    Field(t, "cellule", label: t("Cellule", "Cell"), error: errors["cellule"], isRequired: true),
                    Self.cells(isExercise, t), selected: cell),
                dateField(Field(t, "jour", label: t("Jour du fait", "Day of the fact"), error: errors["jour"]), value: Day(text: day)),
                textField(
                    Field(t, "heure", label: t("Heure du fait", "Time of the fact"), error: errors["heure"]), value: time,
                    maxLength: 8),
            ]))\
            \(textArea(
                Field(t, "texte", label: t("Ce qui s’est passé", "What happened"), error: errors["texte"], isRequired: true),
                value: text, rows: 3, maxLength: CrisisLogError.textLimit))\
            \(fieldRow([
                textField(
                    Field(
                        t, "source", label: t("Source", "Source"),
                        hint: t("Une personne, un appel, un écran.", "A person, a call, a screen."),
                        error: errors["source"]), value: source, maxLength: CrisisLogError.shortLimit),
                select(
                    Field(t, "certitude", label: t("Certitude", "Confidence")),
                    LogConfidence.allCases.map { Choice($0.rawValue, LogWords.confidence($0, t)) },
                    selected: confidence, placeholder: t("Non précisée", "Not said")),
                select(
                    Field(t, "phase", label: t("Phase de la crise", "Phase of the crisis")),
                    LogPhase.allCases.map { Choice($0.rawValue, LogWords.phase($0, t)) }, selected: phase,
                    placeholder: t("Non précisée", "Not said")),
            ]))\(rest)\
            \(when(withFiles, fileField(
                Field(
                    t, "fichiers", label: t("Pièces jointes", "Attachments"),
                    hint: t(
                        "Cinq au plus, de 10\u{00A0}Mo chacune\u{00A0}: photo, PDF, document, texte.",
                        "Five at most, 10 MB each: picture, PDF, document, text."),
                    error: errors["fichiers"]), isMultiple: true)))
            """
    }

    /// The animators' cell exists in an exercise only.
    static func cells(_ isExercise: Bool, _ t: Language) -> [Choice] {
        LogCell.allCases.filter { isExercise || $0 != .direction }.map { Choice($0.rawValue, LogWords.cell($0, t)) }
    }
}

/// Times as people type them.
enum WallTime {
    static func text(_ moment: Moment, _ zone: TimeZoneRule) -> String {
        let (hour, minute) = zone.time(at: moment.instant)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// "14:05", "14h05", "14 h".
    static func minutes(_ typed: String) -> Int? {
        guard typed.utf8.count <= 12 else { return nil }
        let plain = typed.replacing("h", with: ":").replacing("H", with: ":").filter { !$0.isWhitespace }
        let parts = plain.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let hour = Int(parts[0]), (0...23).contains(hour) else { return nil }
        guard parts.count == 2, !parts[1].isEmpty else { return hour * 60 }
        guard let minute = Int(parts[1]), (0...59).contains(minute) else { return nil }
        return hour * 60 + minute
    }

    static func moment(_ day: Day, _ minutes: Int, _ zone: TimeZoneRule) -> Moment {
        let local = day.startUTC.adding(seconds: minutes * 60)
        let guess = local.adding(seconds: -zone.offsetMinutes(at: local) * 60)
        // Asked again where it fell: the night when the clocks change.
        return Moment(local.adding(seconds: -zone.offsetMinutes(at: guess) * 60))
    }
}
