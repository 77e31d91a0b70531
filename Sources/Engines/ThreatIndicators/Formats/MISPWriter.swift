// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Writes one MISP event. Nobody but the receiving organisation sees it until somebody there decides so: the distribution
/// is « your organisation only ».
public enum MISPWriter {
    public static func event(_ items: [OutgoingIndicator], _ outgoing: Outgoing) -> [UInt8] {
        let plain = items.filter { template($0.indicator.value.kind) == nil }
        let structured = items.filter { template($0.indicator.value.kind) != nil }
        let tlp = items.compactMap(\.indicator.tlp).max()
        let event = JSONTree.object([
            "uuid": .text(Outgoing.uuid(outgoing.file)), "info": .text(outgoing.title),
            "date": .text(String(Timestamp.text(outgoing.at).prefix(10))), "timestamp": .text(seconds(outgoing.at)),
            "published": .bool(false), "analysis": .text("0"), "threat_level_id": .text("4"),
            "distribution": .text("0"),
            "Orgc": .object([
                "name": .text(outgoing.producerName), "uuid": .text(Outgoing.uuid(outgoing.producer)),
            ]),
            "Tag": .list(tlp.map { [tag("tlp:" + $0.rawValue)] } ?? []),
            "Attribute": .list(plain.map { attribute($0, relation: nil) }),
            "Object": .list(structured.map(object)),
        ])
        return Array(JSONTree.object(["Event": event]).text.utf8)
    }

    private static func seconds(_ milliseconds: Int64) -> String { String(max(0, milliseconds) / 1000) }

    private static func tag(_ name: String) -> JSONTree { .object(["name": .text(name)]) }

    private static func attribute(_ item: OutgoingIndicator, relation: String?) -> JSONTree {
        let indicator = item.indicator
        var companions = indicator.companions
        var (type, category) = form(indicator.value.kind)
        var text = indicator.value.text
        if indicator.value.kind.isHash, companions.count == 1, let name = companions.first, name.kind == .fileName {
            (type, text, companions) = ("filename|" + type, name.text + "|" + text, [])
        }
        return .object([
            "uuid": .text(Outgoing.uuid(item.id)), "type": .text(type), "category": .text(category),
            "object_relation": relation.map { .text($0) }, "value": .text(text),
            "to_ids": .bool(indicator.isForDetection), "comment": .text(indicator.note),
            "timestamp": .text(seconds(item.createdAt)), "distribution": .text("5"),
            "Tag": .list(MISPTag.list(indicator, companions: companions).map(tag)),
        ])
    }

    private static func object(_ item: OutgoingIndicator) -> JSONTree {
        guard let template = template(item.indicator.value.kind) else { return .null }
        // The object's own identifier must differ from its attribute's: the last digit is turned.
        var name = Array(Outgoing.uuid(item.id).utf8)
        if let last = name.last {
            name[name.count - 1] = last == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
        }
        return .object([
            "uuid": .text(String(decoding: name, as: UTF8.self)), "name": .text(template.name),
            "meta-category": .text("misc"), "template_uuid": .text(template.uuid),
            "template_version": .text(template.version), "timestamp": .text(seconds(item.createdAt)),
            "distribution": .text("5"), "Attribute": .list([attribute(item, relation: template.relation)]),
        ])
    }

    private struct Template {
        let name: String
        let uuid: String
        let version: String
        let relation: String
    }

    /// What MISP knows only as objects (misp-objects, `process` and `user-account`).
    private static func template(_ kind: IndicatorKind) -> Template? {
        switch kind {
        case .process:
            Template(
                name: "process", uuid: "02aeef94-ac23-455c-addb-731757ceafb5", version: "7", relation: "command-line")
        case .account:
            Template(
                name: "user-account", uuid: "49606b06-22f0-4ac8-8eee-2f12ad46f3d3", version: "6", relation: "username")
        default: nil
        }
    }

    private static func form(_ kind: IndicatorKind) -> (type: String, category: String) {
        switch kind {
        case .ipv4, .ipv6, .network: ("ip-dst", "Network activity")
        case .domain: ("domain", "Network activity")
        case .url: ("url", "Network activity")
        case .email: ("email-src", "Payload delivery")
        case .md5, .sha1, .sha256: (kind.rawValue, "Payload delivery")
        case .fileName, .filePath: ("filename", "Payload delivery")
        case .registryKey: ("regkey", "Persistence mechanism")
        case .process, .account: ("text", "Other")
        }
    }
}
