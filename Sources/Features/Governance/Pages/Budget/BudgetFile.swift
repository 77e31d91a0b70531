// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The budget as a spreadsheet: one line of the file for each line of the budget, of an organisation and of what stands
/// below it.
enum BudgetFile {
    @Sendable
    static func export(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed()
        let organisation = place.organisation
        let (years, lines) = try await visit.read { session in
            (
                try BudgetStore.years(under: organisation.lineage, in: session),
                try BudgetStore.lines(under: organisation.lineage, in: session)
            )
        }
        // Figures leave Carène: the journal keeps who took them.
        try await visit.change { change in
            try change.record("budget.exported", organisation: organisation.id.text)
        }
        return .download(
            write(years, lines, on: visit.today, visit.language), name: "budget-\(organisation.name).csv",
            mediaType: "text/csv; charset=utf-8")
    }

    static func write(_ years: [BudgetYear], _ lines: [BudgetLine], on day: Day, _ t: Language) -> [UInt8] {
        var file = CSVWriter(.frenchExcel)
        file.write([
            t("Établissement", "Establishment"), t("Année", "Year"), t("Budget d’exploitation", "Operating budget"),
            t("Part", "Share"), t("Intitulé", "Title"), t("Domaine", "Domain"), t("Nature", "Kind"),
            t("Prévu", "Planned"),
            t("Réalisé", "Spent"),
        ])
        let kept = Dictionary(grouping: lines.filter { !$0.isRemoved }) { "\($0.keeper)/\($0.year)" }
        for year in years {
            let start = [
                year.keeper.name, String(year.year), year.operating.plain(t),
                year.share(on: day).map { t.decimal($0 * 100, 2) } ?? "",
            ]
            let own = kept["\(year.keeper.id)/\(year.year)"] ?? []
            // A year without lines is said too: its operating budget is known.
            if own.isEmpty { file.write(start + Array(repeating: "", count: 5)) }
            for line in own {
                file.write(
                    start + [
                        line.title, line.domain.title(t), line.nature.title(t), line.planned.plain(t),
                        line.spent?.plain(t) ?? "",
                    ])
            }
        }
        return file.take()
    }
}
