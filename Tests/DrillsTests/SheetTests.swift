// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Foundation
import Testing

@Suite struct SheetTests {
    @Test(
        arguments: [
            ("T+15", SheetTime.relative(15)), ("t + 1h30", .relative(90)), ("T0", .relative(0)), ("T0+5", .relative(5)),
            ("H+2", .relative(120)), ("+20", .relative(20)), ("+0:15", .relative(15)), ("90", .relative(90)),
            ("15 min", .relative(15)), ("15’", .relative(15)), ("14h30", .clock(day: nil, minute: 870)),
            ("14:30", .clock(day: nil, minute: 870)), ("14H", .clock(day: nil, minute: 840)),
            ("14:30:00", .clock(day: nil, minute: 870)), ("9 h 05", .clock(day: nil, minute: 545)),
            ("J1 09:00", .clock(day: 0, minute: 540)), ("J+1 9h", .clock(day: 1, minute: 540)),
            ("J0 22h15", .clock(day: 0, minute: 1335)), ("J2 - 08h00", .clock(day: 1, minute: 480)),
            ("0.604166666666667", .clock(day: nil, minute: 870)),
            ("2026-12-01T14:30:00", .date(day: 20_788, minute: 870)),
            ("01/12/2026 14h30", .date(day: 20_788, minute: 870)), ("01/12/2026", .date(day: 20_788, minute: 0)),
        ])
    func `Times are read as people write them`(_ text: String, _ expected: SheetTime) {
        #expect(SheetTime(text) == expected)
    }

    @Test(
        arguments: [
            "", "plus tard", "25h", "14:75", "T+", "J", "J99 10:00", "1/2", "32/13/2026", "99999999", "-5", "2,5", "é",
            "h30",
            "0.0.1", "T+999999", "12:30:99", "J1", "1e3", "0x10", "١٥",
        ])
    func `What says no time is none`(_ text: String) { #expect(SheetTime(text) == nil) }

    private static let french = [
        "N°", "Heure prévue", "Émetteur", "Destinataire(s)", "Canal", "Objet", "Contenu du message",
        "Réaction attendue",
        "Commentaires", "Fait ?",
    ]

    private static func options(_ headings: [String]) -> SheetImport.Options {
        .init(
            columns: SheetColumn.suggested(for: headings), cells: Cell.allCases,
            roles: [Role(id: "garde", kind: .player, cell: .strategic, title: "Administrateur de garde")],
            objectives: [Objective(id: "alerter", title: "Alerter")])
    }

    private static func rows(_ rows: [[String]]) -> [SheetImport.Row] {
        rows.enumerated().map { SheetImport.Row(number: $0 + 2, cells: $1) }
    }

    @Test func `Headings in French and in English are understood`() {
        #expect(
            SheetColumn.suggested(for: Self.french) == [
                .number, .time, .from, .to, .channel, .title, .text, .expected, .animator, nil,
            ])
        #expect(
            SheetColumn.suggested(for: [
                "ID", "Planned time", "From", "To", "Medium", "Subject", "Content", "Expected action",
            ]) == [
                .number, .time, .from, .to, .channel, .title, .text, .expected,
            ])
        #expect(SheetColumn.suggested(for: ["Heure", "Heure", "", "Horaire réel"]) == [.time, nil, nil, nil])
    }

    @Test func `Hours on the wall become minutes, also over midnight, and merged cells mean what stands above`() {
        let table = SheetImport(
            Self.rows([
                [
                    "1", "23h30", "Urgences", "Cellule opérationnelle", "Appel téléphonique", "Panne", "Rien ne marche",
                    "- Prévenir\n- Noter", "",
                ],
                ["", "", "", "", "", "Suite", "Toujours rien", "", ""],
                ["PHASE 2", "", "", "", "", "", "", "", ""],
                ["", "", "", "", "", "", "", "", ""],
                ["3", "00:15", "Presse", "Administrateur de garde", "mail + article", "Article", "", "", "Insister"],
            ]), Self.options(Self.french))
        #expect(table.injects.map(\.at) == [0, 0, 45])
        #expect(table.injects.map(\.id) == ["s01", "s02", "s03"])
        #expect(table.injects.map(\.to) == ["operational", "operational", "garde"])
        #expect(table.injects.map(\.channel) == [.phone, .phone, .mail])
        #expect(table.injects[0].expected.map(\.text) == ["Prévenir", "Noter"])
        #expect(table.injects[1].from == "Urgences")
        #expect(table.lines[1].filled == [.channel, .from, .time, .to])
        #expect(table.start == 1410)
        #expect(!table.hasErrors)
        #expect(table.faults.map(\.row) == [4])
    }

    @Test func `A cell that cannot be read is named, and the others are read`() {
        let table = SheetImport(
            Self.rows([
                ["1", "T+0", "A", "Cellule de crise", "tél", "Un", "a"],
                ["2", "bientôt", "A", "DSI", "tél", "Deux", "b"],
                ["3", "T+20", "A", "Le chat", "pigeon", "Trois", "c"],
                ["4", "#REF!", "A", "DSI", "tél", "Quatre", "d"],
            ]), Self.options(Self.french))
        #expect(table.injects.map(\.id) == ["s01"])
        #expect(table.faults.filter { $0.weight == .error }.map(\.place) == ["B3", "D4", "B5", "B5"])
        #expect(table.faults.filter { $0.weight == .warning }.map(\.place) == ["E4"])
        #expect(table.hasErrors)
    }

    @Test func `A default recipient takes what nobody knows`() {
        var options = Self.options(Self.french)
        options.recipient = "strategic"
        let table = SheetImport(
            Self.rows([["1", "T+0", "A", "Le chat", "tél", "Un", "a"], ["2", "T+5", "A", "", "", "Deux"]]), options)
        #expect(table.injects.map(\.to) == ["strategic", "strategic"])
        #expect(!table.hasErrors)
    }

    @Test func `A table that begins at zero counts from the start, and one can say so`() {
        let headings = ["Temps", "Titre", "Destinataire"]
        let rows = Self.rows([["0:00", "Un", "DSI"], ["1:30", "Deux", "DSI"]])
        #expect(SheetImport(rows, Self.options(headings)).injects.map(\.at) == [0, 90])
        let others = Self.rows([["0:10", "Un", "DSI"], ["1:30", "Deux", "DSI"]])
        #expect(SheetImport(others, Self.options(headings)).injects.map(\.at) == [0, 80])
        var options = Self.options(headings)
        options.times = .relative
        #expect(SheetImport(others, options).injects.map(\.at) == [10, 90])
        options.times = .clock
        options.start = 30
        #expect(SheetImport(others, options).faults.map(\.place) == ["A2"])
    }

    @Test func `Dates as text and days by number are placed after the first`() {
        let headings = ["Date", "Titre", "Destinataire"]
        let dated = Self.rows([["01/12/2026 22h00", "Un", "DSI"], ["2026-12-02T06:00:00", "Deux", "DSI"]])
        #expect(SheetImport(dated, Self.options(headings)).injects.map(\.at) == [0, 480])
        let numbered = Self.rows([["J1 09:00", "Un", "DSI"], ["10h", "Deux", "DSI"], ["J2 08:30", "Trois", "DSI"]])
        #expect(SheetImport(numbered, Self.options(headings)).injects.map(\.at) == [0, 60, 1410])
    }

    @Test func `What is exported comes back alike`() throws {
        let scenario = try Sample.scenario()
        for isFrench in [true, false] {
            let headings = SheetExport.columns.map { SheetExport.heading($0, isFrench: isFrench) }
            let columns = SheetColumn.suggested(for: headings)
            #expect(columns == SheetExport.columns)
            let options = SheetImport.Options(
                columns: columns, cells: scenario.cells, roles: scenario.roles, objectives: scenario.objectives)
            let table = SheetImport(
                Self.rows(scenario.injects.map { SheetExport.row($0, isFrench: isFrench) }), options)
            #expect(table.injects == scenario.injects)
            #expect(table.faults.isEmpty)
        }
    }

    @Test func `Hostile tables end in words`() {
        let wide = Array(repeating: String(repeating: "x", count: 9000), count: 60)
        let table = SheetImport(
            Self.rows(Array(repeating: wide, count: 3000)),
            .init(columns: [.time, .title, .text] + Array(repeating: nil, count: 57), cells: [.care]))
        #expect(table.hasErrors)
        #expect(table.lines.count == SheetImport.mostRows)
        var generator = Steady(seed: 11)
        let letters = Array("0123456789hHtTjJ+-:/. →[];éÀ\n\u{0}\u{301}💥=\"'#")
        for _ in 0..<400 {
            let row = (0..<13).map { _ in
                String(
                    (0..<Int.random(in: 0...14, using: &generator)).map { _ in
                        letters.randomElement(using: &generator) ?? "x"
                    })
            }
            let table = SheetImport(Self.rows([row, row]), .init(columns: SheetExport.columns, cells: [.care]))
            #expect(table.injects.allSatisfy { ($0.at ?? 0) >= 0 && !$0.title.isEmpty && !$0.id.isEmpty })
        }
    }

    @Test func `The common exercise format has its four parts and names what it refers to`() throws {
        let scenario = try Sample.scenario().filled()
        let uuids = [
            "s01": "0197a000-0000-7000-8000-000000000010", "s02": "0197a000-0000-7000-8000-000000000020",
            "r01": "0197a000-0000-7000-8000-000000000030",
        ]
        let bytes = try CommonExerciseFormat.json(
            scenario, title: "Essai", identifier: "0197a000-0000-7000-8000-000000000000", injects: scenario.injects,
            uuids: uuids,
            author: "CH")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(Set(object.keys) == ["exercise", "inject_flow", "inject_payloads", "injects"])
        let exercise = try #require(object["exercise"] as? [String: Any])
        #expect(exercise["total_duration"] as? String == "7200")
        let flow = try #require(object["inject_flow"] as? [[String: Any]])
        #expect(flow.compactMap { $0["inject_uuid"] as? String } == ["s01", "s02", "r01"].compactMap { uuids[$0] })
        #expect((flow[2]["requirements"] as? [String: String])?["inject_uuid"] == uuids["s01"])
        let payloads = try #require(object["inject_payloads"] as? [[String: Any]])
        let items = try #require(object["injects"] as? [[String: Any]])
        #expect(
            items.compactMap { $0["action_payload_resource_uuid"] as? String }
                == payloads.compactMap { $0["uuid"] as? String })
        let content = (payloads[0]["parameters"] as? [String: String])?["content"] ?? ""
        #expect(
            String(decoding: Data(base64Encoded: content) ?? Data(), as: UTF8.self).hasPrefix("Ici Centre hospitalier.")
        )
    }
}
