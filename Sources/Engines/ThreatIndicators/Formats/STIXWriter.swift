// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// An indicator with what a file needs to name it again.
public struct OutgoingIndicator: Sendable, Hashable {
    /// A UUID in canonical text.
    public let id: String
    public let indicator: ThreatIndicator
    /// In milliseconds since 1970.
    public let createdAt: Int64

    public init(id: String, indicator: ThreatIndicator, createdAt: Int64) {
        self.id = id
        self.indicator = indicator
        self.createdAt = createdAt
    }
}

/// Who gives the file away, and when.
public struct Outgoing: Sendable, Hashable {
    /// A UUID: the same for every file of the same organisation.
    public let producer: String
    public let producerName: String
    public let title: String
    /// A UUID of this very file.
    public let file: String
    public let at: Int64

    public init(producer: String, producerName: String, title: String, file: String, at: Int64) {
        self.producer = producer
        self.producerName = producerName
        self.title = title
        self.file = file
        self.at = at
    }

    /// Readers of these formats check that a UUID is of a version up to 5: the version digit is said to be 4, and every
    /// other digit stays, so the same thing always has the same name.
    static func uuid(_ text: String) -> String {
        var bytes = Array(text.lowercased().utf8)
        guard bytes.count == 36 else { return text }
        bytes[14] = UInt8(ascii: "4")
        return String(decoding: bytes, as: UTF8.self)
    }
}

public enum STIXWriter {
    /// A bundle of STIX 2.1.
    public static func bundle(_ items: [OutgoingIndicator], _ outgoing: Outgoing) -> [UInt8] {
        let identity = "identity--" + Outgoing.uuid(outgoing.producer)
        let used = Set(items.compactMap(\.indicator.tlp))
        var objects: [JSONTree] = [
            .object([
                "type": .text("identity"), "spec_version": .text("2.1"), "id": .text(identity),
                "created": .text(Timestamp.text(outgoing.at)), "modified": .text(Timestamp.text(outgoing.at)),
                "name": .text(outgoing.producerName), "identity_class": .text("organization"),
            ])
        ]
        objects += TLP.allCases.filter(used.contains).map(STIXMarkings.definition)
        objects += items.map { object($0, identity) }
        let bundle = JSONTree.object([
            "type": .text("bundle"), "id": .text("bundle--" + Outgoing.uuid(outgoing.file)), "objects": .list(objects),
        ])
        return Array(bundle.text.utf8)
    }

    private static func object(_ item: OutgoingIndicator, _ identity: String) -> JSONTree {
        let indicator = item.indicator
        let created = Timestamp.text(item.createdAt)
        // `valid_until` must come after `valid_from` (§4.7): one that ended before it was entered begins at its end.
        let from = indicator.validUntil.map { min(item.createdAt, max(0, $0 - 1)) } ?? item.createdAt
        return .object([
            "type": .text("indicator"), "spec_version": .text("2.1"),
            "id": .text("indicator--" + Outgoing.uuid(item.id)), "created_by_ref": .text(identity),
            "created": .text(created), "modified": .text(created), "name": .text(ownName(indicator.value)),
            "description": indicator.note.isEmpty ? nil : .text(indicator.note),
            "labels": indicator.isForDetection ? nil : .list([.text(STIXFile.contextLabel)]),
            "indicator_types": .list([.text(indicator.isForDetection ? "malicious-activity" : "unknown")]),
            "pattern": .text(STIXPattern.text(indicator)), "pattern_type": .text("stix"),
            "pattern_version": .text("2.1"), "valid_from": .text(Timestamp.text(from)),
            "valid_until": indicator.validUntil.map { .text(Timestamp.text($0)) },
            "external_references": indicator.source.isEmpty
                ? nil : .list([.object(["source_name": .text(indicator.source), "description": .text(sourceMark)])]),
            "object_marking_refs": indicator.tlp.map { .list([.text(STIXMarkings.identifier($0))]) },
        ])
    }

    /// A reference must say something beside its name (§2.5); its reader finds the source by having no address.
    private static let sourceMark = "Source"

    static func ownName(_ value: IndicatorValue) -> String { value.kind.rawValue + ": " + value.text }

    /// Whether a name is one that we gave.
    static func isOwnName(_ name: String, _ pattern: String) -> Bool {
        IndicatorKind.allCases.contains { kind in
            guard name.hasPrefix(kind.rawValue + ": ") else { return false }
            guard let value = IndicatorValue(kind, String(name.dropFirst(kind.rawValue.count + 2))) else {
                return false
            }
            return pattern.hasPrefix(String(STIXPattern.text(ThreatIndicator(value)).dropLast()))
        }
    }
}
