// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// How much is read at once. A feed of a day has some thousands of lines; more is a mistake or an attack.
public enum IndicatorLimits {
    public static let bytes = 8 << 20
    public static let indicators = 20_000
}

/// Why a file cannot be read at all.
public enum ReadingFault: Error, Sendable, Hashable {
    case tooLarge
    case tooDeep
    case tooMany
    case malformed(line: Int)
    /// Well-formed, but not a STIX bundle.
    case notSTIX
    /// Well-formed, but not a MISP event.
    case notMISP
    /// A table without a column of values.
    case noValueColumn
}

/// What was found, and what was not taken, by name: nothing is dropped without being told.
public struct IndicatorReading: Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// A kind of object, observable or attribute that is no indicator of ours.
        case object
        /// A pattern beyond equalities joined by AND and OR.
        case pattern
        /// A value that is not what its type says.
        case value
        /// Something said of an indicator that is not kept.
        case property
        /// Withdrawn by whoever gave it.
        case revoked
        /// A note longer than ours.
        case shortened
        /// A marking that is not in the file: taken as the most restricted.
        case unknownMarking
        case duplicate
        /// In a text: an address that every network has, a site that reports cite.
        case doubtful
        case beyondLimit
    }

    public struct Line: Sendable, Hashable {
        public let reason: Reason
        /// As the file names it, shortened; empty where there is nothing to name.
        public let name: String
        public let count: Int
    }

    public private(set) var indicators: [ThreatIndicator] = []
    private var counts: [Key: Int] = [:]
    private var known: [KnownValue: Int] = [:]

    private struct Key: Hashable {
        let reason: Reason
        let name: String
    }

    private struct KnownValue: Hashable {
        let kind: IndicatorKind
        let key: String
    }

    /// Names beyond this are counted together: a hostile file names everything differently.
    static let nameLimit = 200

    public init() {}

    /// The most frequent first.
    public var leftOut: [Line] {
        counts.map { Line(reason: $0.key.reason, name: $0.key.name, count: $0.value) }
            .sorted { ($1.count, $0.reason.rawValue, $0.name) < ($0.count, $1.reason.rawValue, $1.name) }
    }

    mutating func leaveOut(_ reason: Reason, _ name: String = "", _ count: Int = 1) {
        let printable = name.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        var key = Key(
            reason: reason, name: String(String.UnicodeScalarView(printable)).bounded(120).text)
        if counts[key] == nil, counts.count >= Self.nameLimit { key = Key(reason: reason, name: "…") }
        counts[key, default: 0] += count
    }

    /// Adds an indicator, or completes the one of the same value: the more restricted marking wins.
    mutating func add(_ given: ThreatIndicator) {
        var indicator = given
        for (text, limit, set) in [
            (given.note, ThreatIndicator.noteLimit, \ThreatIndicator.note),
            (given.source, ThreatIndicator.sourceLimit, \ThreatIndicator.source),
        ] as [(String, Int, WritableKeyPath<ThreatIndicator, String>)] {
            let (short, isCut) = text.trimmedText.bounded(limit)
            if isCut { leaveOut(.shortened, given.value.text) }
            indicator[keyPath: set] = short
        }
        let value = KnownValue(kind: indicator.value.kind, key: indicator.value.key)
        if let index = known[value] {
            leaveOut(.duplicate)
            if let tlp = indicator.tlp { indicators[index].tlp = max(indicators[index].tlp ?? tlp, tlp) }
            if indicator.isForDetection { indicators[index].isForDetection = true }
            return
        }
        guard indicators.count < IndicatorLimits.indicators else { return leaveOut(.beyondLimit) }
        known[value] = indicators.count
        indicators.append(indicator)
    }
}

extension IndicatorReading {
    /// What was recognised in a text, without what is doubtful: that is told by name.
    public init(of text: TextRecognition) {
        self.init()
        for one in text.found {
            if one.caution == nil {
                add(ThreatIndicator(one.value, tlp: text.tlp))
            } else {
                leaveOut(.doubtful, one.value.text)
            }
        }
        if text.otherSums > 0 { leaveOut(.object, "SHA-384, SHA-512", text.otherSums) }
        if text.beyondLimit > 0 { leaveOut(.beyondLimit, "", text.beyondLimit) }
    }
}
