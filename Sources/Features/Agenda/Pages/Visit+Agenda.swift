// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Identity
import Organisations
import Primitives
import Site

/// What the pages of both agendas ask of the request.
extension Visit {
    /// The agenda of some parts of the tree, as this person sees it, filtered as the address says.
    ///
    /// - Parameter until: further than the usual eighteen months when a month beyond is asked for.
    func agenda(_ scope: AgendaScope, under lineages: [Lineage], until: Day? = nil) async throws -> AgendaModel {
        let usual = today.adding(days: DutySight.reach)
        let all = try await DutySight.duties(
            under: lineages, for: access, today: today, until: max(usual, until ?? usual), in: house)
        return AgendaModel(
            scope, all, filter: DutyFilter(query), account: access.account, today: today, page: query.page)
    }

    /// The month in the address, or this one when there is none or it lies too far.
    var askedMonth: Month {
        guard let month = query["mois"].flatMap({ Month(text: $0) }), MonthTable.reach(today).contains(month) else {
            return Month(containing: today)
        }
        return month
    }

    /// The agenda as a file. It leaves the house, so the journal is told.
    func calendar(_ model: AgendaModel, at organisation: Organisation.ID?) async throws -> Reply {
        let file = CalendarExport.file(
            model.duties, name: model.scope.fileTitle(language), today: today, language: language, address: origin)
        let (account, count) = (access.account, file.events.count)
        try await change { change in
            try change.record("agenda.exported", of: account, at: organisation, detail: String(count))
        }
        return .download(file.bytes, name: "agenda.ics", mediaType: CalendarFile.mediaType)
    }
}
