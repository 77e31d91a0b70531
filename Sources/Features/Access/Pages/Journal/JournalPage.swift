// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What happened on an organisation and below it, newest first.
enum JournalPage {
    static let pageSize = 50

    struct Model: Sendable {
        let place: Organisation.ID
        let placeName: String
        let lines: [JournalLine]
        let total: Int
        let page: Int
        let family: JournalFamily?
        let person: String
        let zone: TimeZoneRule
        /// What the features tell of their own actions, by line.
        var told: [Int: String] = [:]

        var isFiltered: Bool { family != nil || !person.isEmpty }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: AccessPermissions.readJournal)
        let organisation = place.organisation
        let family = visit.query["famille"].flatMap(JournalFamily.init(rawValue:))
        let person = visit.query["personne"] ?? ""
        let query = JournalQuery(
            scope: [organisation.lineage], includesHouse: organisation.kind == .national, family: family,
            person: person, limit: pageSize,
            offset: (visit.query.page - 1) * pageSize)
        let (lines, total) = try await visit.read { try query.page(in: $0) }
        if lines.isEmpty, visit.query.page > 1 {
            return .redirect(PeopleURL.journal(.init(organisation.id)).path)
        }
        var model = Model(
            place: organisation.id, placeName: organisation.name, lines: lines, total: total, page: visit.query.page,
            family: family, person: person, zone: visit.zone)
        let t = visit.language
        for line in lines {
            model.told[line.sequence] =
                visit.house.features.lazy.compactMap {
                    $0.journalSentence(for: line.action, detail: line.detail, in: t)
                }.first
        }
        let title = t("Journal", "Journal")
        return visit.page(Page(title, at: place, trail: [Crumb(title)], main: render(model, t)))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let list = PeopleURL.journal(.init(model.place)).path
        let head = PageHead(
            t("Qui a fait quoi\u{00A0}?", "Who did what?"),
            lead: t(
                "\(model.placeName) et ce qui en dépend\u{00A0}: chaque écriture dans Carène laisse ici une ligne.",
                "\(model.placeName) and what is below: every write in Carène leaves a line here."))
        let family = Field(t, "famille", label: t("Actions", "Actions"))
        let person = Field(
            t, "personne", label: t("Personne", "Person"))
        let fields: HTML = """
            \(select(
                family, JournalFamily.allCases.map { Choice($0.rawValue, $0.title(t)) },
                selected: model.family?.rawValue, placeholder: t("Toutes", "All")))\
            \(textField(person, value: model.person, maxLength: 200))
            """
        let filters = filterForm(t, action: list, fields: fields, reset: model.isFiltered ? list : nil)
        return """
            \(pageHead(t, head))\(filters)\(model.lines.isEmpty ? nothing(model, t) : lines(model, list, t))\
            \(chain(model, t))
            """
    }

    private static func nothing(_ model: Model, _ t: Language) -> HTML {
        emptyState(
            title: t("Aucune ligne", "No line"),
            text: model.isFiltered
                ? t("Aucune action ne correspond à ce filtre.", "No action matches this filter.")
                : t("Rien n’a encore été écrit ici.", "Nothing has been written here yet."))
    }

    private static func lines(_ model: Model, _ list: URLPath, _ t: Language) -> HTML {
        let rows = model.lines.map { line -> [HTML] in
            [
                "\(t.moment(line.at, in: model.zone))", "\(actor(line, t))", what(line, model, t),
                "\(line.place ?? "Carène")",
            ]
        }
        let listed = Table(
            caption: t("Journal, du plus récent au plus ancien", "Journal, newest first"), isCaptionHidden: true,
            columns: [
                Column(t("Quand", "When"), isShort: true), Column(t("Qui", "Who")), Column(t("Quoi", "What")),
                Column(t("Où", "Where")),
            ],
            rows: rows, hasRowHeaders: false)
        let person = model.person.isEmpty ? nil : model.person
        let position = Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
            list.with("famille", model.family?.rawValue).with("personne", person).with("page", String(page))
        }
        return table(t, listed) + pager(t, position)
    }

    /// The program signs some lines itself: a refused sign-in has no author.
    private static func actor(_ line: JournalLine, _ t: Language) -> String {
        line.actor == "carene" ? t("Carène", "Carène") : line.actor
    }

    private static func what(_ line: JournalLine, _ model: Model, _ t: Language) -> HTML {
        if let sentence = JournalSentences.sentence(line, t) ?? model.told[line.sequence] { return "\(sentence)" }
        return "<span class=\"code\">\(line.action)</span> \(line.detail)"
    }

    private static func chain(_ model: Model, _ t: Language) -> HTML {
        sheet(
            t("Peut-on s’y fier\u{00A0}?", "Can it be trusted?"),
            """
            \(paragraph(t(
                "Chaque ligne porte l’empreinte de la précédente\u{00A0}: en changer ou en retirer une romprait la "
                    + "chaîne. La vérification relit tout le journal.",
                "Each line carries the hash of the one before: changing or removing one would break the chain. The "
                    + "check reads the whole journal again.")))\
            \(postButton(
                action: PeopleURL.journalCheck(.init(model.place)).path, t("Vérifier la chaîne", "Check the chain")))
            """)
    }
}
