// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// An indicator as it travels: a value, and what whoever gave it said of it.
public struct ThreatIndicator: Sendable, Hashable {
    public var value: IndicatorValue
    /// What must be seen with it for it to count: the name of a file beside its sum.
    public var companions: [IndicatorValue]
    /// Nil while nobody said: whoever takes it in must.
    public var tlp: TLP?
    /// Who gave it.
    public var source: String
    public var note: String
    /// Meant to be looked for; false for what only tells the story (`to_ids` of MISP).
    public var isForDetection: Bool
    /// In milliseconds since 1970; nil when it does not end.
    public var validUntil: Int64?

    public static let sourceLimit = 200
    public static let noteLimit = 2000
    public static let companionLimit = 8

    public init(
        _ value: IndicatorValue, companions: [IndicatorValue] = [], tlp: TLP? = nil, source: String = "",
        note: String = "", isForDetection: Bool = true, validUntil: Int64? = nil
    ) {
        self.value = value
        self.companions = companions
        self.tlp = tlp
        self.source = source
        self.note = note
        self.isForDetection = isForDetection
        self.validUntil = validUntil
    }
}
