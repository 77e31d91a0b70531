// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// Text that would change the meaning of a page if one component forgot to escape it.
let hostile = "\"><script>alert('x')</script><i onclick=\"x\" style='a'>&\u{0}"

/// A frame with everything in it.
func sampleFrame(_ t: Language, text: String = hostile, main: HTML = "<p>Contenu</p>") -> Frame {
    let path = URLPath("/e").with("q", text)
    return Frame(
        language: t, title: text, trail: [Crumb(text, href: path), Crumb(text)],
        navigation: [NavigationSection(text, [NavigationItem(text, href: path, isCurrent: true, count: 1240)])],
        account: AccountBadge(name: text, role: text, href: path, signOutHref: path),
        searchHref: path, notice: Notice(.danger, title: text, text: text),
        alarm: NavigationItem(text, href: path),
        assets: AssetPaths(style: "/site.css", script: "/site.js", icon: "/carene.svg"), printedAt: text,
        printAudience: text, otherLanguageHref: path, theme: .dark, themeHref: path, isCrisis: true,
        footer: [Crumb(text, href: path), Crumb(text)], main: main)
}

/// Every public component, fed with one text wherever it takes text.
struct Samples {
    var t: Language
    var text: String

    private var path: URLPath { URLPath("/e").with("q", text) }

    private func field(_ name: String = "nom") -> Field {
        Field(t, name, label: text, hint: text, error: text, isRequired: true)
    }

    private var choices: [Choice] { [Choice(text, text, note: text), Choice("b", "B")] }

    private var scores: [ChapterScore] {
        [
            ChapterScore(text, 0.2, target: 0.5, median: 0.4, href: path), ChapterScore("B", 0.9), ChapterScore("C", 1),
        ]
    }

    private func card(_ content: HTML) -> AnswerCard {
        AnswerCard(
            id: "carte", code: text, title: text, expectation: text, guidance: text,
            badges: [StateBadge(.proven, text)], note: text, content: content)
    }

    /// All of them, each under its name.
    func all() -> [(name: String, markup: HTML)] {
        layout() + lists() + fields() + charts() + assessment()
    }

    private func layout() -> [(name: String, markup: HTML)] {
        let action = Action(text, post: path, style: .danger, confirm: text)
        let link = Action(text, href: path)
        return [
            ("page", page(sampleFrame(t, text: text))), ("plainPage", plainPage(sampleFrame(t, text: text))),
            (
                "pageHead",
                pageHead(t, PageHead(text, lead: text, actions: [action, link], state: StateBadge(.closed, text)))
            ),
            ("buttonLink", buttonLink(text, href: path)),
            ("submit", submit(text, name: text, value: text, confirm: text, isHiddenByScript: true)),
            ("postButton", postButton(action: path, text, confirm: text, hidden: [(text, text)])),
            ("notice", notice(Notice(.warning, title: text, text: text), action: link)),
            ("sheet", sheet(text, id: text, action: link, "x")),
            ("sheet with a button", sheet(text, action: action, "x")),
            ("columns", columns("a", "b", .wideLeft)), ("stack", stack(["a", "b"])),
            ("items", items(["a", HTML(text: text)])),
            ("paragraph", paragraph(text, isQuiet: true)), ("prose", prose(text + "\r\n\n" + text)),
            ("disclosure", disclosure(text, isOpen: true, "x")),
            ("emptyState", emptyState(title: text, text: text, action: action)),
            ("definitionList", definitionList([(text, HTML(text: text))])),
            ("region", region(id: text, refreshFrom: path, "x")),
        ]
    }

    private func lists() -> [(name: String, markup: HTML)] {
        [
            (
                "figures",
                figures(
                    t,
                    Tone.allCases.map {
                        Figure(text, meaning: text, note: text, tone: $0, spark: [1, 2], href: path)
                    })
            ),
            (
                "todoList",
                todoList(
                    t,
                    [
                        TodoItem(
                            text, reason: text, state: StateBadge(.missing, text), href: path, code: text),
                        TodoItem("Sans lien", reason: ""),
                    ])
            ),
            ("progress", progress(t, done: 5, total: 7, label: text)),
            (
                "table",
                table(
                    t,
                    Table(
                        caption: text,
                        columns: [Column(text, sortKey: text), Column(text, isNumber: true), Column("")],
                        rows: [[HTML(text: text)], ["a", "b", "c", "d"]], sort: (text, true),
                        sortHref: { key, _ in URLPath("/e").with("tri", key) }))
            ),
            (
                "pager",
                pager(t, Pager(page: 2, pageSize: 50, total: 1240, href: { URLPath("/e").with("page", String($0)) }))
            ),
            ("tabs", tabs(t, [NavigationItem(text, href: path, isCurrent: true, count: 3)], label: text)),
            ("filterForm", filterForm(t, action: path, fields: "x", reset: path)),
            (
                "conversation",
                conversation(
                    t,
                    [
                        Comment(
                            author: text, role: text, writtenAt: text, text: text,
                            state: StateBadge(.toReview, text))
                    ])
            ),
        ]
    }

    private func fields() -> [(name: String, markup: HTML)] {
        let day = Day(year: 2026, month: 11, day: 21)
        return [
            ("textField", textField(field(), value: text, autocomplete: text, maxLength: 10, isNumeric: true)),
            ("emailField", emailField(field(), value: text)), ("passwordField", passwordField(field(), isNew: true)),
            ("dateField", dateField(field(), value: day, minimum: day, maximum: day)),
            ("textArea", textArea(field(), value: "</textarea>" + text, maxLength: 100)),
            ("fileField", fileField(field(), accept: text, isMultiple: true)),
            ("select", select(field(), choices, selected: text, placeholder: text)),
            ("select in groups", select(field(), groups: [(text, choices)], selected: "b", placeholder: text)),
            ("checkbox", checkbox(field(), isChecked: true, value: text)),
            ("checkboxGroup", checkboxGroup(field(), choices, selected: [text])),
            ("radioGroup", radioGroup(field(), choices, selected: text)),
            ("scale", scale(field(text), choices, selected: text)),
            (
                "form",
                form(
                    action: path, isMultipart: true, autosave: true, hidden: [(text, text)],
                    fieldRow([formActions("x")]))
            ),
            ("errorSummary", errorSummary(t, [FieldError(name: text, message: text)])),
        ]
    }

    private func charts() -> [(name: String, markup: HTML)] {
        let days = [10, 400, 20].map { Day(daysSinceEpoch: 20_000 + $0) }
        return [
            ("barsByChapter", barsByChapter(t, scores, caption: text)),
            ("trend", trend(t, days.map { TrendPoint($0, 0.4, label: text) }, target: 0.8, caption: text)),
            (
                "heatMap",
                heatMap(
                    t, caption: text, rowTitle: text, columns: [text, "B"],
                    rows: [HeatRow(text, [12, nil], href: path)], summary: HeatRow(text, [.nan, 100]))
            ),
            ("sparkline", sparkline(t, [1, 4, 2])),
        ]
    }

    private func assessment() -> [(name: String, markup: HTML)] {
        let version = AnswerVersion(author: text, answer: text, comment: text, form: "x")
        return [
            ("answerCard", answerCard(t, card("x"))),
            ("conflictCard", conflictCard(t, card("x"), theirs: version, mine: version)),
            ("keyboardHelp", keyboardHelp(t, answers: 4)),
            (
                "questionStep",
                questionStep(
                    t,
                    QuestionStep(
                        number: 7, total: 30, question: text, help: text, name: text, choices: choices,
                        selected: text, error: text, action: path, previous: path,
                        hidden: [(text, text)]))
            ),
        ]
    }
}

func samples(_ t: Language) -> [(name: String, markup: HTML)] { Samples(t: t, text: hostile).all() }
