// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import CrisisLog

@Suite("The quick line")
struct QuickLineTests {
    /// 30 November 2026, 15:00 in Paris.
    private static let now = Moment(milliseconds: 1_796_047_200_000)
    private static let paris: @Sendable (Moment) -> Int = { _ in 3600 }

    private func read(_ line: String) -> QuickLine { QuickLine(line, at: Self.now, zone: Self.paris) }

    private func clock(_ hour: Int, _ minute: Int, day: Int = 0) -> Moment {
        Self.now.adding(seconds: (hour - 15) * 3600 + minute * 60 + day * 86_400)
    }

    @Test("A sign at the beginning says what the line is")
    func kinds() {
        let cases: [(String, LogKind)] = [
            ("! couper les accès distants", .decision), (">couper", .action), ("? lits en réanimation", .request),
            ("@ CERT Santé", .contact), ("# ARS prévenue", .notification), ("serveur éteint", .information),
        ]
        for (line, kind) in cases { #expect(read(line).kind == kind, "\(line)") }
    }

    @Test("Everything at once is understood, and the text is what is left")
    func everything() {
        let line = read("!~ 14h32 [strat] couper les accès distants /chef_de_garde échéance 16:00")
        #expect(line.kind == .decision)
        #expect(line.isUnconfirmed)
        #expect(line.factAt == clock(14, 32))
        #expect(line.cell == .strategic)
        #expect(line.owner == "chef de garde")
        #expect(line.due == clock(16, 0))
        #expect(line.text == "couper les accès distants")
        #expect(line.understood.count == 6)
        let statement = line.statement(at: Self.now, in: .operational)
        #expect(statement.decidedBy == "chef de garde")
        #expect(statement.owner.isEmpty)
        #expect(statement.status == nil)
    }

    @Test("A time that has not come yet was yesterday's, and a deadline that has passed is tomorrow's")
    func days() {
        #expect(read("23:50 écran noir").factAt == clock(23, 50, day: -1))
        #expect(read("15:04 écran noir").factAt == clock(15, 4))
        #expect(read("hier 14:00 écran noir").factAt == clock(14, 0, day: -1))
        #expect(read("> rappeler échéance 09:30").due == clock(9, 30, day: 1))
    }

    @Test("What is not recognised stays text")
    func text() {
        let lines = [
            "25:99 n’existe pas", "voir /etc/passwd et C:/temp", "[inconnue] bruit", "échéance inconnue",
            "un fait à 14:32 précises", "et/ou", "3 > 2", "dose de 12h", "/ seul", "!", "~", "[soins]",
        ]
        for line in lines { #expect(read(line).text == line, "\(line)") }
        #expect(read("!!! urgent").text == "!! urgent")
    }

    @Test("A request begins open and takes the cell of the page")
    func defaults() {
        let statement = read("? brancardiers /cadre").statement(at: Self.now, in: .care)
        #expect(statement.status == .open)
        #expect(statement.cell == .care)
        #expect(statement.owner == "cadre")
        #expect(statement.factAt == Self.now)
    }

    @Test("The night when the clocks change, a time is the wall’s")
    func summerTime() {
        // Sunday 25 October 2026: 03:00 becomes 02:00 at 01:00 UTC. At 10:00 (UTC+1), 01:30 was in summer time.
        let change: Int64 = 1_792_890_000_000
        let zone: (Moment) -> Int = { $0.milliseconds < change ? 7200 : 3600 }
        let morning = Moment(milliseconds: change + 8 * 3_600_000)
        #expect(
            QuickLine("01:30 alarme", at: morning, zone: zone).factAt == Moment(milliseconds: change - 5_400_000))
    }

    @Test("Nothing that can be typed stops the program, and no word is lost")
    func hostile() {
        var random = SplitMix(seed: 7)
        let pieces = [
            "!", ">", "?", "@", "#", "~", "14:32", "99:99", "[soins]", "[", "]", "/qui", "//", "échéance", "16:00",
            "hier",
            "<script>", "\u{202E}", "🙂", "a", "\u{0301}", "0", ":", "h", " ", "\t", "\n", "\0",
        ]
        for _ in 0..<4000 {
            let line = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined(separator: Bool.random(using: &random) ? " " : "")
            let read = read(line)
            let isBlank = line.allSatisfy(\.isWhitespace)
            #expect(read.text.isEmpty == isBlank, "\(line.debugDescription)")
        }
        for extreme in [Moment(milliseconds: .max), Moment(milliseconds: .min)] {
            _ = QuickLine("14:32 x échéance 15:00", at: extreme, zone: { _ in .max })
        }
    }
}

/// The same sequence on every machine (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
