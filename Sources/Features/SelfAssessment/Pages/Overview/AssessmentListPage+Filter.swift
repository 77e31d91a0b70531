// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Organisations
import Primitives
import Site

extension AssessmentListPage {
    /// What the address asks of the list; every link of the page is made from it.
    struct Filter: Sendable, Hashable {
        var state: AssessmentQuery.State?
        var framework: String?
        var text: String?
        var sort = AssessmentQuery.Sort.opened
        var isDescending = true
        var page = 1

        static let states: [(word: String, state: AssessmentQuery.State)] = [("ouvertes", .open), ("closes", .closed)]

        var isSet: Bool { state != nil || framework != nil || text != nil }
        var stateWord: String? { Self.states.first { $0.state == state }?.word }

        func query(under lineage: Lineage) -> AssessmentQuery {
            AssessmentQuery(
                under: lineage, state: state, framework: framework, text: text, sort: sort, isDescending: isDescending,
                limit: pageSize, offset: (page - 1) * pageSize)
        }

        func href(_ organisation: Organisation.ID, page: Int = 1) -> URLPath {
            AssessmentURL.list(.init(organisation)).path
                .with("etat", stateWord).with("referentiel", framework).with("nom", text)
                .with("tri", sort == .opened ? nil : sort.rawValue)
                .with("sens", isDescending == (sort == .opened) ? nil : isDescending ? "desc" : "asc")
                .with("page", page > 1 ? String(page) : nil)
        }

        func sorted(_ key: String, _ isDescending: Bool) -> Filter {
            var copy = self
            copy.sort = AssessmentQuery.Sort(rawValue: key) ?? .opened
            copy.isDescending = isDescending
            return copy
        }
    }

    static func filters(_ model: Model, _ t: Language) -> HTML {
        let filter = model.filter
        // The frameworks at hand: those of the rows, and the one that is asked for.
        var known: [String: String] = [:]
        for row in model.rows { known[row.framework.identifier] = row.frameworkTitle }
        if let asked = filter.framework, known[asked] == nil { known[asked] = asked }
        let frameworks = known.sorted { folded($0.value) < folded($1.value) }.map { Choice($0.key, $0.value) }
        let fields: HTML = """
            \(textField(
                Field(t, "nom", label: t("Établissement", "Establishment")), value: filter.text ?? "", maxLength: 100))\
            \(select(
                Field(t, "etat", label: t("État", "State")),
                [Choice("ouvertes", t("En cours", "In progress")), Choice("closes", t("Closes", "Closed"))],
                selected: filter.stateWord, placeholder: t("Toutes", "All")))\
            \(select(
                Field(t, "referentiel", label: t("Référentiel", "Framework")), frameworks,
                selected: filter.framework, placeholder: t("Tous", "All")))
            """
        let path = AssessmentURL.list(.init(model.place.id)).path
        return filterForm(t, action: path, fields: fields, reset: filter.isSet ? path : nil)
    }
}

extension AssessmentListPage.Filter {
    init(_ query: Query) {
        state = Self.states.first { $0.word == query["etat"] }?.state
        framework = query["referentiel"].map(Visit.plain)
        text = query["nom"].map { Visit.plain(String($0.prefix(100))) }
        sort = query["tri"].flatMap(AssessmentQuery.Sort.init(rawValue:)) ?? .opened
        isDescending = query["sens"].map { $0 == "desc" } ?? (sort == .opened)
        page = query.page
    }
}
