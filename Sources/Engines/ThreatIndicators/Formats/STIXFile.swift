// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Bundles of STIX 2.1 (OASIS, June 2021), and of 2.0 where they are alike.
public enum STIXFile {
    public static let mediaType = "application/stix+json;version=2.1"

    /// What is read without being kept: the envelope of an object.
    private static let envelope: Set<String> = [
        "type", "spec_version", "id", "created", "modified", "valid_from", "pattern", "pattern_type", "pattern_version",
        "name", "description", "valid_until", "created_by_ref", "object_marking_refs", "granular_markings", "revoked",
        "lang", "labels", "external_references", "indicator_types",
    ]

    /// Our word for what is kept to tell the story and not to be looked for.
    static let contextLabel = "not-for-detection"

    public static func read(_ bytes: [UInt8]) throws(ReadingFault) -> IndicatorReading {
        let tree = try JSONReader.read(bytes)
        guard tree["type"]?.string == "bundle", case .list(let objects) = tree["objects"] ?? .list([]) else {
            throw .notSTIX
        }
        var reading = IndicatorReading()
        let names = names(objects)
        let markings = STIXMarkings(objects)
        for object in objects {
            switch object["type"]?.string {
            case "indicator": read(object, names, markings, into: &reading)
            case "identity", "bundle": continue
            case "marking-definition":
                if let id = object["id"]?.string, !markings.isTLP(id) {
                    reading.leaveOut(.object, "marking-definition: " + (object["definition_type"]?.string ?? "?"))
                }
            case let type: reading.leaveOut(.object, type ?? "?")
            }
        }
        return reading
    }

    private static func names(_ objects: [JSONTree]) -> [String: String] {
        var names: [String: String] = [:]
        for object in objects where object["type"]?.string == "identity" {
            if let id = object["id"]?.string { names[id] = object["name"]?.string ?? "" }
        }
        return names
    }

    private static func read(
        _ object: JSONTree, _ names: [String: String], _ markings: STIXMarkings, into reading: inout IndicatorReading
    ) {
        let pattern = object["pattern"]?.string ?? ""
        if object["revoked"]?.flag == true { return reading.leaveOut(.revoked, object["name"]?.string ?? pattern) }
        // STIX 2.0 has no type of pattern: its patterns are STIX.
        let type = object["pattern_type"]?.string ?? "stix"
        guard type == "stix" else { return reading.leaveOut(.pattern, "pattern_type: " + type) }
        let alternatives: [[IndicatorValue]]
        do {
            alternatives = try STIXPattern.alternatives(pattern)
        } catch {
            switch error {
            case .unsupported: reading.leaveOut(.pattern, pattern)
            case .value(let text): reading.leaveOut(.value, text)
            }
            return
        }
        for member in object.members where !envelope.contains(member.name) {
            reading.leaveOut(.property, "indicator." + member.name)
        }
        let labels = (object["labels"]?.elements ?? []).compactMap(\.string)
        for label in labels where label != contextLabel && label != "malicious-activity" {
            reading.leaveOut(.property, "indicator.labels: " + label)
        }
        let (tlp, unknown) = markings.tlp(of: object)
        for name in unknown { reading.leaveOut(.unknownMarking, name) }
        let source = source(of: object, names, into: &reading)
        for values in alternatives {
            guard let first = values.first else { continue }
            reading.add(
                ThreatIndicator(
                    first, companions: Array(values.dropFirst()), tlp: tlp, source: source,
                    note: note(of: object, pattern), isForDetection: !labels.contains(contextLabel),
                    validUntil: object["valid_until"]?.string.flatMap(Timestamp.milliseconds)))
        }
    }

    /// A name that only repeats the value says nothing.
    private static func note(of object: JSONTree, _ pattern: String) -> String {
        let description = object["description"]?.string ?? ""
        guard let name = object["name"]?.string, !name.isEmpty, !pattern.contains(name),
            !STIXWriter.isOwnName(name, pattern)
        else { return description }
        if description.isEmpty || description.hasPrefix(name) { return description.isEmpty ? name : description }
        return name + "\n" + description
    }

    private static func source(
        of object: JSONTree, _ names: [String: String], into reading: inout IndicatorReading
    ) -> String {
        var source: String?
        for reference in object["external_references"]?.elements ?? [] {
            let name = reference["source_name"]?.string ?? ""
            if source == nil, reference["url"] == nil, reference["external_id"] == nil {
                source = name
            } else {
                reading.leaveOut(.property, "indicator.external_references: " + name)
            }
        }
        return source ?? object["created_by_ref"]?.string.flatMap { names[$0] } ?? ""
    }
}

/// Who may be told, as STIX says it: TLP 2.0 by the extension that OASIS published for it, TLP 1 by the standard itself.
struct STIXMarkings {
    static let `extension` = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"

    static func identifier(_ tlp: TLP) -> String {
        switch tlp {
        case .clear: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"
        case .green: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"
        case .amber: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"
        case .amberStrict: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"
        case .red: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"
        }
    }

    /// Of the first version, which STIX 2.1 itself fixes (§7.2.1.4).
    private static let first: [String: TLP] = [
        "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": .clear,
        "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": .green,
        "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": .amber,
        "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": .red,
    ]

    private var levels = first
    /// Statements and such: they limit nothing by themselves.
    private var others: Set<String> = []

    init(_ objects: [JSONTree]) {
        for tlp in TLP.allCases { levels[Self.identifier(tlp)] = tlp }
        for object in objects where object["type"]?.string == "marking-definition" {
            guard let id = object["id"]?.string, levels[id] == nil else { continue }
            if let tlp = Self.level(object) { levels[id] = tlp } else { others.insert(id) }
        }
    }

    private static func level(_ object: JSONTree) -> TLP? {
        if let word = object["definition"]?["tlp"]?.string { return TLP(written: word) }
        for member in object["extensions"]?.members ?? [] {
            if let word = member.value["tlp_2_0"]?.string { return TLP(written: word) }
        }
        return object["name"]?.string.flatMap { TLP(written: $0) }
    }

    func isTLP(_ id: String) -> Bool { levels[id] != nil }

    /// The strictest of all that the object carries, whole or in part. A marking that the file does not hold may be anything:
    /// it counts as red.
    func tlp(of object: JSONTree) -> (TLP?, unknown: [String]) {
        var found: TLP?
        var unknown: [String] = []
        let whole = object["object_marking_refs"]?.elements ?? []
        let parts = (object["granular_markings"]?.elements ?? []).compactMap { $0["marking_ref"] }
        for reference in (whole + parts).compactMap(\.string) {
            if let level = levels[reference] {
                found = max(found ?? level, level)
            } else if !others.contains(reference) {
                unknown.append(reference)
                found = .red
            }
        }
        return (found, unknown)
    }

    static func definition(_ tlp: TLP) -> JSONTree {
        .object([
            "type": .text("marking-definition"), "spec_version": .text("2.1"), "id": .text(identifier(tlp)),
            "created": .text("2022-10-01T00:00:00.000Z"), "name": .text(tlp.label),
            "extensions": .object([
                JSONTree.Member(
                    name: `extension`,
                    value: .object([
                        "extension_type": .text("property-extension"), "tlp_2_0": .text(tlp.rawValue),
                    ]))
            ]),
        ])
    }
}
