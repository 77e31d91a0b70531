// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The views of the backups of one organisation.
enum BackupsTabs: CaseIterable {
    case overview
    case jobs
    case reports
    case restores
    case alerts
    case deposits

    func title(_ t: Language) -> String {
        switch self {
        case .overview: t("Vue d’ensemble", "Overview")
        case .jobs: t("Tâches", "Jobs")
        case .reports: t("Comptes rendus", "Reports")
        case .restores: t("Essais de restauration", "Restore tests")
        case .alerts: t("Alertes", "Alerts")
        case .deposits: t("Dépôt automatique", "Automatic deposit")
        }
    }

    func path(_ organisation: Organisation.ID) -> URLPath {
        let place = URLPath.Part(organisation)
        return switch self {
        case .overview: BackupsURL.overview(place).path
        case .jobs: BackupsURL.jobs(place).path
        case .reports: BackupsURL.reports(place).path
        case .restores: BackupsURL.restores(place).path
        case .alerts: BackupsURL.alerts(place).path
        case .deposits: BackupsURL.deposits(place).path
        }
    }

    func crumb(_ organisation: Organisation.ID, _ t: Language) -> Crumb {
        Crumb(title(t), href: path(organisation))
    }

    static func render(_ organisation: Organisation.ID, current: BackupsTabs, mayManage: Bool, _ t: Language) -> HTML {
        tabs(
            t,
            allCases.filter { $0 != .deposits || mayManage }.map { tab in
                NavigationItem(tab.title(t), href: tab.path(organisation), isCurrent: tab == current)
            }, label: t("Sauvegardes", "Backups"))
    }
}

extension Visit {
    /// The organisation of the address, for somebody who may read its backups or keep them.
    func backedUp(_ permission: Permission = BackupsPermissions.read) async throws -> Place {
        try await place(try identifier("organisation"), for: permission)
    }

    func mayManage(_ lineage: Lineage) -> Bool { access.may(BackupsPermissions.manage, in: lineage) }

    /// The keepers of these jobs whose pages the reader may open: a member is told of its group's jobs without seeing them.
    func opened(_ jobs: [BackupJob]) -> Set<Organisation.ID> {
        Set(jobs.map(\.keeper).filter { access.may(BackupsPermissions.read, in: $0.lineage) }.map(\.id))
    }

    /// The page around what was rendered, below the backups.
    func backupsPage(
        _ title: String, at place: Place, tab: BackupsTabs, crumb: String? = nil, status: Site.Status = .ok,
        _ main: HTML
    ) -> Reply {
        let t = language
        let id = place.organisation.id
        var trail = [Crumb(t("Sauvegardes", "Backups"), href: BackupsURL.overview(.init(id)).path)]
        if tab != .overview { trail.append(tab.crumb(id, t)) }
        if let crumb { trail.append(Crumb(crumb)) }
        trail[trail.count - 1].href = nil
        return page(
            Page(
                title, at: place, trail: trail,
                printAudience: t("Diffusion restreinte", "Restricted distribution"), main: main), status: status)
    }

    /// A change of backups: the right is asked again inside the transaction, and the alerts follow what changed.
    func changeBackups<Value: Sendable>(
        at place: Organisation, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        let (now, today) = (now, today)
        return try await change { change in
            _ = try self.place(place.id, for: BackupsPermissions.manage, in: change.session)
            let value = try body(change)
            try AlertStore.settle(under: [place.lineage], at: now, today: today, in: change.session)
            return value
        }
    }
}

extension FormErrors {
    /// A day as the browser's calendar sends it; nil when absent or wrong, and then said beside the field.
    mutating func day(_ form: Site.Form, _ field: String, isRequired: Bool = false, in t: Language) -> Day? {
        let typed = form[field]
        guard !typed.isEmpty else {
            if isRequired { add(t("Cette date est nécessaire.", "This date is needed."), to: field) }
            return nil
        }
        guard let day = Day(text: typed), (1990...2200).contains(day.year) else {
            add(t("Cette date n’existe pas.", "This date does not exist."), to: field)
            return nil
        }
        return day
    }

    /// A number as people type it, with a comma or a dot; nil when absent or wrong, and then said beside the field.
    mutating func number(
        _ form: Site.Form, _ field: String, in range: ClosedRange<Double>, isRequired: Bool = false, _ t: Language
    ) -> Double? {
        let typed = form[field]
        guard !typed.isEmpty else {
            if isRequired { add(t("Ce nombre est nécessaire.", "This number is needed."), to: field) }
            return nil
        }
        let plain = String(typed.filter { !$0.isWhitespace && $0 != "\u{202F}" }).replacing(",", with: ".")
        guard plain.utf8.count <= 20, let number = Double(plain), number.isFinite, range.contains(number) else {
            add(
                t(
                    "Un nombre de \(t.decimal(range.lowerBound, 0)) à \(t.decimal(range.upperBound, 0)), comme 3,5.",
                    "A number from \(t.decimal(range.lowerBound, 0)) to \(t.decimal(range.upperBound, 0)), like 3.5."),
                to: field)
            return nil
        }
        return number
    }

    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}
