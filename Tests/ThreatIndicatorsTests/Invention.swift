// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

@testable import ThreatIndicators

/// A stream of numbers that a seed decides, so that a failure comes back.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Indicators of every kind with awkward letters, as a property needs them.
struct Invention {
    var random: SeededGenerator

    init(_ seed: UInt64) { random = SeededGenerator(seed) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func word(_ letters: String, _ length: ClosedRange<Int>) -> String {
        let letters = Array(letters)
        return String((0..<number(length)).compactMap { _ in letters.randomElement(using: &random) })
    }

    mutating func value(_ kind: IndicatorKind) -> IndicatorValue? {
        let awkward = "abcXYZ019 é'\"\\|;,=[](){}<>%$&._-"
        let host = word("abcdefghij0123456789", 1...12) + "." + word("abcxyz", 2...8) + ".test"
        let four = (0..<4).map { _ in String(number(0...255)) }.joined(separator: ".")
        let six = (0..<8).map { _ in String(number(0...3) == 0 ? number(0...65535) : 0, radix: 16) }.joined(
            separator: ":")
        switch kind {
        case .ipv4: return IndicatorValue(kind, four)
        case .ipv6: return IndicatorValue(kind, six)
        case .network:
            return IndicatorValue(
                kind, number(0...1) == 0 ? "\(four)/\(number(8...31))" : "\(six)/\(number(16...127))")
        case .domain: return IndicatorValue(kind, host)
        case .url: return IndicatorValue(kind, "https://\(host)/" + word("abcXYZ019'\"|=[]()%&?#;,\\", 0...30))
        case .email: return IndicatorValue(kind, word("abc.+-_0", 1...10) + "@" + host)
        case .md5: return IndicatorValue(kind, word("0123456789abcdef", 32...32))
        case .sha1: return IndicatorValue(kind, word("0123456789abcdef", 40...40))
        case .sha256: return IndicatorValue(kind, word("0123456789abcdef", 64...64))
        case .fileName: return IndicatorValue(kind, "f" + word("abcXYZ019 é'\"|;,=[](){}<>%$&._-", 0...20) + "e")
        case .filePath:
            return IndicatorValue(
                kind, number(0...1) == 0 ? "C:\\" + word(awkward, 1...30) + "x" : "/tmp/" + word(awkward, 1...30) + "x")
        case .registryKey: return IndicatorValue(kind, "HKLM\\Software\\" + word(awkward, 1...20) + "x")
        case .process: return IndicatorValue(kind, "cmd " + word(awkward, 1...40) + "x")
        case .account: return IndicatorValue(kind, "CHU\\" + word(awkward, 1...20) + "x")
        }
    }

    mutating func indicators(_ count: Int) -> [ThreatIndicator] {
        var seen = Set<String>()
        var all: [ThreatIndicator] = []
        for _ in 0..<count {
            guard let kind = IndicatorKind.allCases.randomElement(using: &random), let value = value(kind),
                seen.insert(value.kind.rawValue + value.key).inserted
            else { continue }
            var indicator = ThreatIndicator(
                value, tlp: TLP.allCases.randomElement(using: &random), source: word("abc é\"'\\", 0...10).trimmedText,
                note: word("abc é\"'\\<>=\n", 0...40).trimmedText, isForDetection: number(0...3) > 0,
                validUntil: number(0...1) == 0 ? nil : Int64(number(1...4_000_000_000)) * 1000)
            if kind.isHash, number(0...1) == 0, let name = self.value(.fileName) { indicator.companions = [name] }
            if kind == .domain, number(0...4) == 0, let path = self.value(.process), let key = self.value(.registryKey)
            {
                indicator.companions = [key, path]
            }
            all.append(indicator)
        }
        return all
    }
}

let producer = Outgoing(
    producer: "0199b3c0-1111-7222-8333-444455556666", producerName: "CH d’essai", title: "Essai \"de\" fichier",
    file: "0199b3c0-aaaa-7bbb-8ccc-ddddeeeeffff", at: 1_795_262_520_000)

func outgoing(_ indicators: [ThreatIndicator]) -> [OutgoingIndicator] {
    indicators.enumerated().map { index, indicator in
        let digits = String(index, radix: 16)
        let id = "0199b3c0-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        return OutgoingIndicator(id: id, indicator: indicator, createdAt: 1_795_000_000_000)
    }
}
