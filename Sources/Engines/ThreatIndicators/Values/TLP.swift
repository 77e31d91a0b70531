// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The Traffic Light Protocol, version 2.0 (FIRST, August 2022): how far what was received may be told on. From the least
/// to the most restricted.
public enum TLP: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
    case clear
    case green
    case amber
    case amberStrict = "amber+strict"
    case red

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .clear: 0
        case .green: 1
        case .amber: 2
        case .amberStrict: 3
        case .red: 4
        }
    }

    /// `TLP:AMBER+STRICT`: capitals and no space, as the standard asks.
    public var label: String { "TLP:" + rawValue.uppercased() }

    /// Whom a file is meant for, from the nearest to the farthest.
    public enum Audience: String, Sendable, Hashable, CaseIterable {
        /// People of one's own organisation who need to know.
        case organisation
        /// And those whom the organisation serves, who need to know to protect themselves.
        case clients
        /// Peers and partners of the sector; never a public page.
        case community
        case everyone
    }

    /// Whether the standard lets it go that far. Red is for those in the room when it was said: no file carries it further.
    public func allows(_ audience: Audience) -> Bool {
        switch self {
        case .clear: true
        case .green: audience != .everyone
        case .amber: audience == .organisation || audience == .clients
        case .amberStrict: audience == .organisation
        case .red: false
        }
    }

    /// Reads what people, MISP tags and STIX write: `TLP:AMBER`, `tlp:amber+strict`, `white` of the first version.
    public init?(written text: some StringProtocol) {
        var word = text.lowercased().filter { !$0.isWhitespace }
        if word.hasPrefix("tlp:") || word.hasPrefix("tlp-") { word.removeFirst(4) }
        switch word {
        case "white": self = .clear
        case "amber-strict", "amber_strict", "amberstrict": self = .amberStrict
        default: self.init(rawValue: word)
        }
    }
}
