// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import TestSupport
import Testing

@Suite struct TextTests {
    @Test(arguments: [
        ("Hôpital  Sœur-Élise", "hopital soeur-elise"), ("  L’Haÿ-les-Roses ", "l'hay-les-roses"), ("", ""),
        (" \u{A0}\t", ""),
        ("E\u{301}cole", "ecole"), ("ŒUVRE ÆGIR ß", "oeuvre aegir ss"), ("CHU 2A\u{202F}B", "chu 2a b"),
        ("Καρδιά", "καρδιά"), ("a\nb", "a b"), ("A–B", "a-b"),
    ])
    func `folding`(_ text: String, _ expected: String) {
        #expect(folded(text) == expected)
    }

    @Test func `folding twice changes nothing`() {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<500 {
            let text = String(decoding: generator.bytes(40), as: UTF8.self)
            #expect(folded(folded(text)) == folded(text))
        }
    }

    @Test(arguments: [
        (0, "0", "0"), (999, "999", "999"), (1000, "1\u{202F}000", "1,000"),
        (-1_234_567, "−1\u{202F}234\u{202F}567", "−1,234,567"),
        (.min, "−9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}808", "−9,223,372,036,854,775,808"),
    ])
    func `numbers`(_ value: Int, _ french: String, _ english: String) {
        #expect(Language.french.number(value) == french)
        #expect(Language.english.number(value) == english)
    }

    @Test(arguments: [
        (1.25, 1, "1,3"), (-1.25, 1, "−1,3"), (0.04, 1, "0,0"), (-0.04, 1, "0,0"), (2.5, 0, "3"),
        (1234.5, 2, "1\u{202F}234,50"),
        (.nan, 1, "–"), (.infinity, 1, "–"), (1e30, 1, "–"), (0.1234567, 99, "0,123457"), (3.7, -4, "4"),
    ])
    func `decimals`(_ value: Double, _ decimals: Int, _ expected: String) {
        #expect(Language.french.decimal(value, decimals) == expected)
    }

    @Test func `dates and counts`() throws {
        let day = try #require(Day(year: 2027, month: 3, day: 1))
        #expect(Language.french.date(day) == "1er\u{A0}mars 2027")
        #expect(Language.english.date(day) == "1\u{A0}March 2027")
        #expect(Language.french.percent(0.634) == "63\u{A0}%")
        #expect(Language.english.percent(0.634) == "63%")
        #expect(Language.french.count(0, ("exigence", "exigences"), ("", "")) == "0\u{A0}exigence")
        #expect(Language.french.count(2, ("exigence", "exigences"), ("", "")) == "2\u{A0}exigences")
        #expect(Language.english.count(0, ("", ""), ("requirement", "requirements")) == "0 requirements")
        #expect(Language.french.distance(from: day, to: day.adding(days: 9)) == "dans 9\u{A0}jours")
        #expect(Language.french.distance(from: day, to: day) == "aujourd’hui")
        #expect(Language.english.distance(from: day, to: day.adding(days: -1)) == "1 day ago")
        let instant = try #require(Instant(text: "2026-11-21T13:02:00Z"))
        #expect(Language.french.moment(instant, in: .paris) == "21\u{A0}novembre 2026 à 14\u{A0}h\u{A0}02")
        #expect(Language.english.moment(instant, in: .paris) == "21\u{A0}November 2026, 14:02")
    }

    @Test func `hexadecimal`() {
        #expect(Hexadecimal.text(of: [0, 15, 255]) == "000fff")
        #expect(Hexadecimal.bytes(of: "000FfF") == [0, 15, 255])
        #expect(Hexadecimal.bytes(of: "") == [])
        #expect(Hexadecimal.bytes(of: "0") == nil)
        #expect(Hexadecimal.bytes(of: "0g") == nil)
        #expect(Hexadecimal.bytes(of: "é") == nil)
    }
}

@Suite struct IdentifierTests {
    private enum Thing {}

    @Test func `identifiers made later sort later`() {
        let early = Identifier<Thing>.make(at: Instant(millisecondsSinceEpoch: 1_000))
        let late = Identifier<Thing>.make(at: Instant(millisecondsSinceEpoch: 1_001))
        #expect(early.text < late.text)
    }

    @Test func `the text is a version 7 UUID of the time`() {
        let entropy = Entropy { count in Array(repeating: 0xFF, count: count) }
        let identifier = Identifier<Thing>.make(
            at: Instant(millisecondsSinceEpoch: 0x0123_4567_89AB), entropy: entropy)
        #expect(identifier.text == "01234567-89ab-7fff-bfff-ffffffffffff")
        #expect(Identifier<Thing>(identifier.text) == identifier)
        #expect(Identifier<Thing>(identifier.text.uppercased()) == identifier)
    }

    @Test func `any instant makes an identifier`() {
        for milliseconds in [Int64.min, -1, 0, .max] {
            let made = Identifier<Thing>.make(at: Instant(millisecondsSinceEpoch: milliseconds))
            #expect(Identifier<Thing>(made.text) == made)
        }
    }

    @Test func `identifiers of the same millisecond differ`() {
        let made = (0..<2000).map { _ in Identifier<Thing>.make(at: Instant(millisecondsSinceEpoch: 5)) }
        #expect(Set(made).count == 2000)
    }

    @Test func `a source of too few bytes does not stop the program`() {
        let made = Identifier<Thing>.make(at: Instant(millisecondsSinceEpoch: 5), entropy: Entropy { _ in [] })
        #expect(Identifier<Thing>(made.text) == made)
    }

    @Test(arguments: [
        "", "x", "01234567-89ab-7fff-bfff-fffffffffff", "01234567-89ab-7fff-bfff-fffffffffffff",
        "01234567x89ab-7fff-bfff-ffffffffffff", "01234567-89ab-7fff-bfff-fffffffffffg",
        "０1234567-89ab-7fff-bfff-fffffffffff", "01234567-89ab-7fff-bfff-ffffffffff/ ",
    ])
    func `other forms are nil`(_ text: String) {
        #expect(Identifier<Thing>(text) == nil)
    }
}
