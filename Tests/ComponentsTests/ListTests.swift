// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives
import TestSupport
import Testing

@testable import Components

struct ListTests {
    private static func pager(_ page: Int, _ size: Int, _ total: Int) -> Pager {
        Pager(page: page, pageSize: size, total: total, href: { URLPath("/l").with("page", String($0)) })
    }

    @Test(arguments: [
        (2, 50, 1240, "51 à 100 sur 1\u{202F}240"), (1, 50, 3, "1 à 3 sur 3"), (99, 50, 120, "101 à 120 sur 120"),
        (-4, 0, 2, "1 à 1 sur 2"),
        (
            1, .max, .max,
            "1 à \(Language.french.number(.max)) sur \(Language.french.number(.max))"
        ),
    ])
    func `says which part of the list is shown`(_ page: Int, _ size: Int, _ total: Int, _ sentence: String) {
        #expect(Components.pager(.french, Self.pager(page, size, total)).text.contains("<p>\(sentence)</p>"))
    }

    @Test func `leads to the neighbours that exist`() {
        func links(_ page: Int) -> [String?] {
            elements(in: Components.pager(.french, Self.pager(page, 10, 25)).text).filter { $0.name == "a" }
                .map { $0.attributes["href"] }
        }
        #expect(links(1) == ["/l?page=2"])
        #expect(links(2) == ["/l?page=1", "/l?page=3"])
        #expect(links(3) == ["/l?page=2"])
        #expect(Components.pager(.french, Self.pager(1, 10, 0)).isEmpty)
    }

    @Test func `sorts by a link, the other way on the column already sorted`() {
        let markup = table(
            .french,
            Table(
                caption: "Établissements", columns: [Column("Nom", sortKey: "nom"), Column("Lits", sortKey: "lits")],
                rows: [["A", "1"]], sort: ("nom", false),
                sortHref: { URLPath("/l").with("tri", $0).with("ordre", $1 ? "desc" : "asc") })
        ).text
        let read = elements(in: markup)
        #expect(
            read.filter { $0.name == "a" }.map { $0.attributes["href"] } == [
                "/l?tri=nom&amp;ordre=desc", "/l?tri=lits&amp;ordre=asc",
            ])
        #expect(read.filter { $0.name == "th" }.map { $0.attributes["aria-sort"] } == ["ascending", nil, nil])
    }

    @Test func `gives every row as many cells as there are columns`() {
        let columns = [Column("A"), Column("B", isNumber: true)]
        let markup = table(.french, Table(caption: "c", columns: columns, rows: [["1"], ["1", "2", "3"], []])).text
        let body = elements(in: markup).drop { $0.name != "tbody" }
        #expect(body.count { $0.name == "tr" } == 3)
        #expect(body.count { $0.name == "th" } == 3)
        #expect(body.count { $0.name == "td" } == 3)
    }

    @Test(arguments: [(5, 7, "5 sur 7", "7", "5"), (9, 7, "7 sur 7", "7", "7"), (-1, 0, "0 sur 0", "1", "0")])
    func `counts what is done`(_ done: Int, _ total: Int, _ words: String, _ maximum: String, _ value: String) throws {
        let markup = progress(.french, done: done, total: total, label: "Exigences").text
        let element = try #require(elements(in: markup).first { $0.name == "progress" })
        #expect(element.attributes["max"] == maximum)
        #expect(element.attributes["value"] == value)
        #expect(markup.contains("<strong>\(words)</strong>"))
    }

    @Test func `gives each state its own shape and word`() {
        #expect(Set(State.allCases.map(\.icon)).count == State.allCases.count)
        for language in Language.allCases {
            #expect(Set(State.allCases.map { $0.word(language) }).count == State.allCases.count)
        }
        #expect(badge(.french, .expiring, "Expire dans 9 jours").text.hasSuffix("Expire dans 9 jours</span>"))
    }
}
