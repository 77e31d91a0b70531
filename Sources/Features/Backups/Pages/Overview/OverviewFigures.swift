// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// The figures at the top of the overview; the first page of the establishment borrows two of them.
enum OverviewFigures {
    static func all(_ model: OverviewPage.Model, _ t: Language) -> [Figure] {
        let place = URLPath.Part(model.place.id)
        let considered = model.covers.filter { $0.exemption == nil }
        let fresh = considered.count(where: \.isFresh)
        let tested = considered.count(where: \.isTested)
        let immutable = model.facts.jobs.count(where: \.hasImmutable)
        let covered = model.essentials.count(where: \.isCovered)
        var found = [
            Figure(
                t.number(model.counts.open),
                meaning: t.count(
                    model.counts.open, ("alerte à traiter", "alertes à traiter"), ("open alert", "open alerts")
                ).drop(t.number(model.counts.open)),
                note: model.counts.severe > 0
                    ? t(
                        "dont \(model.counts.severe) mettent des données en jeu",
                        "\(model.counts.severe) put data at risk")
                    : t("aucune ne met des données en jeu", "none puts data at risk"),
                tone: model.counts.severe > 0 ? .bad : model.counts.open > 0 ? .warn : .good,
                href: BackupsURL.alerts(place).path),
            share(
                fresh, considered.count, t("ont une copie assez récente", "have a recent enough copy"),
                t("plus jeune que la perte admise (PDMA)", "younger than the accepted loss (RPO)"), t),
            share(
                tested, considered.count, t("ont été restaurés", "were restored"),
                t(
                    "depuis moins de \(t.days(Double(model.facts.retestDays)))",
                    "within \(t.days(Double(model.facts.retestDays)))"), t),
            share(
                immutable, model.facts.jobs.count,
                t("tâches ont une copie que nul ne peut effacer", "jobs have a copy that nobody can erase"),
                t("immuable ou hors ligne", "immutable or offline"), t),
        ]
        if !model.essentials.isEmpty {
            found.append(
                share(
                    covered, model.essentials.count, t("indispensables sont couverts", "essentials are covered"),
                    t("annuaire, hyperviseur, catalogue, clés", "directory, hypervisor, catalogue, keys"), t))
        }
        return found
    }

    private static func share(
        _ part: Int, _ whole: Int, _ meaning: String, _ note: String, _ t: Language
    ) -> Figure {
        Figure(
            "\(t.number(part))\u{00A0}/\u{00A0}\(t.number(whole))", meaning: meaning,
            note: note, tone: whole == 0 ? .neutral : part == whole ? .good : part * 2 < whole ? .bad : .warn)
    }
}

extension String {
    /// Without the number that begins it: the figure shows it larger.
    fileprivate func drop(_ number: String) -> String {
        hasPrefix(number) ? String(dropFirst(number.count)).trimmed : self
    }
}
