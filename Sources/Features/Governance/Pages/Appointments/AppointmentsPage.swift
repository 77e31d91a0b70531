// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Who is responsible for what, and which function nobody holds.
enum AppointmentsPage {
    struct Model: Sendable {
        let place: Organisation
        /// Kept here or serving here, whatever their state.
        let appointments: [Appointment]
        /// Of a group: whether each member has a RSSI.
        var members: [(member: Keeper, isHeld: Bool)] = []
        /// Kept below, in force or to come.
        var below: [Appointment] = []
        var belowTotal = 0
        var page = 1
        var mayManage = false
        let today: Day

        var lines: [JobLine] { JobLine.lines(of: place, appointments, on: today) }
        /// In force or to come, outside of the expected functions.
        var others: [Appointment] {
            let told = Set(lines.flatMap(\.holders).map(\.id))
            return appointments.filter { $0.removedAt == nil && !$0.isOver(on: today) && !told.contains($0.id) }
        }
        var past: [Appointment] {
            appointments.filter { ($0.removedAt != nil || $0.isOver(on: today)) && $0.keeper.id == place.id }
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed()
        let organisation = place.organisation
        let (day, page) = (visit.today, visit.query.page)
        let found = try await visit.read { session in
            let holdsMembers = organisation.kind.holdsMembers
            let around = try AppointmentStore.around(organisation.lineage, in: session)
            let members =
                holdsMembers
                ? try AppointmentStore.coverage(of: .rssi, under: organisation.lineage, on: day, in: session) : []
            let below = try AppointmentStore.below(
                organisation.lineage, on: day, limit: pageSize, offset: (page - 1) * pageSize, in: session)
            return Model(
                place: organisation, appointments: around, members: members, below: below.rows,
                belowTotal: below.total, page: page, today: day)
        }
        var model = found
        model.mayManage = visit.mayManage(organisation.lineage)
        let t = visit.language
        return visit.governancePage(
            title(model, t), at: place, crumb: GovernanceTabs.appointments.title(t), render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "\(model.place.name)\u{00A0}: qui est responsable de quoi\u{00A0}?",
            "\(model.place.name): who is responsible for what?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let creation = Action(
            t("Inscrire une nomination", "Record an appointment"),
            href: GovernanceURL.appointmentCreation(.init(model.place.id)).path, style: .primary)
        let isEmpty = model.appointments.isEmpty && model.belowTotal == 0 && model.lines.isEmpty
        let head = PageHead(
            title(model, t), lead: lead(model, t), actions: model.mayManage && !isEmpty ? [creation] : [])
        let content: HTML =
            isEmpty
            ? emptyState(
                title: t("Aucune nomination pour l’instant", "No appointment yet"),
                text: t(
                    "Inscrivez qui tient chaque fonction\u{00A0}: la nomination servira de preuve.",
                    "Record who holds each function: the appointment will serve as a proof."),
                action: model.mayManage ? creation : nil)
            : stack([expected(model, t), others(model, t), below(model, t), past(model, t)].filter { !$0.isEmpty })
        return "\(pageHead(t, head))\(GovernanceTabs.render(model.place.id, current: .appointments, t))\(content)"
    }

    static func lead(_ model: Model, _ t: Language) -> String {
        let vacant = model.lines.filter { $0.isVacant }
        var sentences = vacant.prefix(2).map { AppointmentWords.vacant($0.expected.job, t) }
        if vacant.isEmpty, !model.lines.isEmpty {
            sentences.append(t("Chaque fonction attendue a son titulaire.", "Every expected function is held."))
        }
        if !model.members.isEmpty {
            let held = model.members.count { $0.isHeld }
            sentences.append(
                t(
                    "\(t.count(held, ("établissement", "établissements"), ("", ""))) sur \(t.number(model.members.count)) "
                        + "\(held < 2 ? "a un RSSI, le sien ou un RSSI partagé" : "ont un RSSI, le leur ou un RSSI partagé").",
                    "\(t.number(held)) of \(t.number(model.members.count)) establishments have a security officer, "
                        + "own or shared."
                ))
        }
        return sentences.joined(separator: " ")
    }

    private static func expected(_ model: Model, _ t: Language) -> HTML {
        guard !model.lines.isEmpty else { return HTML() }
        let title = t("Les fonctions attendues", "The expected functions")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true, columns: columns(t),
                    rows: model.lines.flatMap { line in
                        line.isVacant ? [vacancy(line, model, t)] : line.holders.map { row($0, line, model, t) }
                    })))
    }

    private static func columns(_ t: Language) -> [Column] {
        [
            Column(t("Fonction", "Function")), Column(t("Personne", "Person")),
            Column(t("Temps plein", "Full time"), isNumber: true), Column(t("Pour", "For")),
            Column(t("Lettre de mission", "Letter of mission")), Column(t("État", "State"), isShort: true),
        ]
    }

    private static func vacancy(_ line: JobLine, _ model: Model, _ t: Language) -> [HTML] {
        let job = line.expected.job
        let path = GovernanceURL.appointmentCreation(.init(model.place.id)).path.with("fonction", job.rawValue)
        let name: HTML = "\(capitalised(job.title(t)))<br><small>\(job.meaning(t))</small>"
        let word = line.expected.isRequired ? t("Personne", "Nobody") : t("Personne, conseillé", "Nobody, advised")
        let appoint: HTML = when(
            model.mayManage, " <a href=\"\(path)\">\(t("Nommer quelqu’un", "Appoint somebody"))</a>")
        return [
            name, "\(AppointmentWords.vacant(job, t))\(appoint)<br><small>\(line.expected.reason(t))</small>", "–", "–",
            "–", badge(t, line.expected.isRequired ? .missing : .expiring, word),
        ]
    }

    private static func row(_ one: Appointment, _ line: JobLine?, _ model: Model, _ t: Language) -> [HTML] {
        let meaning: HTML = when(line) { "<br><small>\($0.expected.job.meaning(t))</small>" }
        let path = GovernanceURL.appointment(.init(one.keeper.id), .init(one.id)).path
        let isHere = one.keeper.id == model.place.id || model.place.lineage.contains(one.keeper.lineage)
        let name: HTML =
            model.mayManage && isHere
            ? "<a href=\"\(path)\">\(capitalised(one.name(t)))</a>" : "\(capitalised(one.name(t)))"
        let period = "<br><small>\(AppointmentWords.period(one, on: model.today, t))</small>" as HTML
        let from: HTML = when(
            one.keeper.id != model.place.id,
            "<br><small>\(t("Nomination tenue par", "Appointment kept by")) \(one.keeper.name)</small>")
        return [
            "\(name)\(meaning)", "\(one.person)\(period)", "\(one.share)\(t("\u{00A0}%", "%"))",
            "\(AppointmentWords.served(one, t))\(from)", "\(one.mission?.title ?? "–")",
            badge(t, AppointmentWords.state(one, on: model.today, t)),
        ]
    }

    private static func others(_ model: Model, _ t: Language) -> HTML {
        guard !model.others.isEmpty else { return HTML() }
        let title = t("Autres fonctions et nominations à venir", "Other functions and appointments to come")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true, columns: columns(t),
                    rows: model.others.map { row($0, nil, model, t) })))
    }

    private static func below(_ model: Model, _ t: Language) -> HTML {
        let uncovered = model.members.filter { !$0.isHeld }.map(\.member)
        guard model.belowTotal > 0 || !uncovered.isEmpty else { return HTML() }
        let title = t("Dans les établissements", "In the establishments")
        let names = uncovered.prefix(10).map(\.name).joined(separator: ", ")
        let missing: HTML = when(
            !uncovered.isEmpty,
            paragraph(
                t(
                    "Sans RSSI\u{00A0}: \(names)\(uncovered.count > 10 ? "…" : "").",
                    "Without a security officer: \(names)\(uncovered.count > 10 ? "…" : "").")))
        let rows = model.below.map { one -> [HTML] in
            let period: HTML = "<br><small>\(AppointmentWords.period(one, on: model.today, t))</small>"
            return [
                "<a href=\"\(GovernanceURL.appointments(.init(one.keeper.id)).path)\">\(one.keeper.name)</a>",
                "\(capitalised(one.name(t)))", "\(one.person)\(period)", "\(one.share)\(t("\u{00A0}%", "%"))",
                badge(t, AppointmentWords.state(one, on: model.today, t)),
            ]
        }
        let list: HTML = when(
            !rows.isEmpty,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Établissement", "Establishment")), Column(t("Fonction", "Function")),
                        Column(t("Personne", "Person")), Column(t("Temps plein", "Full time"), isNumber: true),
                        Column(t("État", "State"), isShort: true),
                    ], rows: rows)))
        return sheet(
            title,
            """
            \(missing)\(list)\(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.belowTotal) { page in
                GovernanceURL.appointments(.init(model.place.id)).path.with("page", page > 1 ? String(page) : nil)
            }))
            """)
    }

    private static func past(_ model: Model, _ t: Language) -> HTML {
        guard !model.past.isEmpty else { return HTML() }
        let place = URLPath.Part(model.place.id)
        let rows = model.past.map { one -> [HTML] in
            let undo: HTML = when(
                model.mayManage,
                postButton(
                    action: GovernanceURL.appointmentResumption(place, .init(one.id)).path,
                    one.removedAt != nil ? t("Rétablir", "Restore") : t("Reprendre", "Take up again")))
            return [
                "\(capitalised(one.name(t)))", "\(one.person)", "\(AppointmentWords.period(one, on: model.today, t))",
                badge(t, AppointmentWords.state(one, on: model.today, t)), undo,
            ]
        }
        let title = t("Nominations terminées ou retirées", "Ended or removed appointments")
        return disclosure(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Fonction", "Function")), Column(t("Personne", "Person")),
                        Column(t("Durée", "Period")),
                        Column(t("État", "State"), isShort: true), Column(""),
                    ], rows: rows)))
    }

    /// At the beginning of a cell.
    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
