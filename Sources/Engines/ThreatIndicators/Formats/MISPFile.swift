// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Events of MISP in its core format (RFC-to-be « MISP core format »): one event, or what its search returns.
public enum MISPFile {
    public static func read(_ bytes: [UInt8]) throws(ReadingFault) -> IndicatorReading {
        let tree = try JSONReader.read(bytes)
        let events = events(tree)
        guard !events.isEmpty else { throw .notMISP }
        var reading = IndicatorReading()
        for event in events {
            let source = event["Orgc"]?["name"]?.string ?? event["Org"]?["name"]?.string ?? ""
            let tags = tags(event)
            let story = event["info"]?.string ?? ""
            for attribute in event["Attribute"]?.elements ?? [] {
                read(attribute, in: nil, source, tags, story, into: &reading)
            }
            for object in event["Object"]?.elements ?? [] {
                guard object["deleted"]?.flag != true else {
                    reading.leaveOut(.revoked, object["name"]?.string ?? "")
                    continue
                }
                for attribute in object["Attribute"]?.elements ?? [] {
                    read(attribute, in: object["name"]?.string ?? "?", source, tags, story, into: &reading)
                }
            }
            for name in ["Galaxy", "EventReport", "ShadowAttribute", "RelatedEvent"] {
                let count = event[name]?.elements.count ?? 0
                if count > 0 { reading.leaveOut(.object, name, count) }
            }
            for tag in tags where TLP(written: tag) == nil { reading.leaveOut(.property, "Event.Tag: " + tag) }
        }
        return reading
    }

    private static func events(_ tree: JSONTree) -> [JSONTree] {
        if let event = tree["Event"] { return [event] }
        let list = tree["response"].map { $0.elements.isEmpty ? [$0] : $0.elements } ?? tree.elements
        let found = list.compactMap { $0["Event"] }
        if !found.isEmpty { return found }
        return tree["Attribute"] != nil || tree["Object"] != nil ? [tree] : []
    }

    private static func tags(_ thing: JSONTree) -> [String] {
        (thing["Tag"]?.elements ?? []).compactMap { $0["name"]?.string }
    }

    private static func read(
        _ attribute: JSONTree, in object: String?, _ eventSource: String, _ eventTags: [String], _ story: String,
        into reading: inout IndicatorReading
    ) {
        let type = attribute["type"]?.string ?? "?"
        let text = attribute["value"]?.scalar ?? ""
        if attribute["deleted"]?.flag == true { return reading.leaveOut(.revoked, type) }
        let relation = attribute["object_relation"]?.string
        guard let form = MISPForm(type: type, object: object, relation: relation) else {
            return reading.leaveOut(.object, [object, relation ?? type].compactMap(\.self).joined(separator: "."))
        }
        let parts = form.values(text)
        guard !parts.isEmpty else { return reading.leaveOut(.value, type + ": " + text) }
        let own = tags(attribute)
        // What is said of the attribute itself is said with more care than what is said of the whole event.
        let levels = own.compactMap { TLP(written: $0) }
        let tlp = levels.max() ?? eventTags.compactMap { TLP(written: $0) }.max()
        var indicator = ThreatIndicator(
            parts[0][0], tlp: tlp, source: eventSource, note: attribute["comment"]?.string ?? "",
            isForDetection: attribute["to_ids"]?.flag ?? false)
        if indicator.note.isEmpty { indicator.note = story }
        for tag in own where TLP(written: tag) == nil {
            if !MISPTag.read(tag, into: &indicator) { reading.leaveOut(.property, "Attribute.Tag: " + tag) }
        }
        for values in parts {
            indicator.value = values[0]
            let companions = Array(values.dropFirst()) + indicator.companions
            var one = indicator
            one.companions = Array(companions.prefix(ThreatIndicator.companionLimit))
            reading.add(one)
        }
        if form == .withPort { reading.leaveOut(.property, "port") }
        if type == "regkey|value" { reading.leaveOut(.property, "regkey|value") }
    }
}

/// How the value of a type of attribute is read.
enum MISPForm: Hashable {
    case one([IndicatorKind])
    /// `address|port`.
    case withPort
    /// `domain|ip`: either is enough.
    case domainAndAddress
    /// `filename|sha256`: only both together count.
    case nameAndSum(IndicatorKind)
    /// `key|value`.
    case keyAndValue

    init?(type: String, object: String?, relation: String?) {
        switch (object, relation) {
        case ("process", "command-line"), ("process", "name"): self = .one([.process])
        case ("user-account", "username"), ("user-account", "user-id"): self = .one([.account])
        case ("file", "fullpath"): self = .one([.filePath])
        default:
            switch type {
            case "ip-src", "ip-dst", "ip": self = .one([.ipv4, .ipv6, .network])
            case "ip-src|port", "ip-dst|port": self = .withPort
            case "domain", "hostname": self = .one([.domain])
            case "domain|ip": self = .domainAndAddress
            case "url": self = .one([.url])
            case "email", "email-src", "email-dst", "email-reply-to": self = .one([.email])
            case "md5", "sha1", "sha256":
                guard let kind = IndicatorKind(rawValue: type) else { return nil }
                self = .one([kind])
            case "filename": self = .one([.fileName, .filePath])
            case "filename|md5", "filename|sha1", "filename|sha256":
                guard let kind = IndicatorKind(rawValue: String(type.dropFirst(9))) else { return nil }
                self = .nameAndSum(kind)
            case "regkey": self = .one([.registryKey])
            case "regkey|value": self = .keyAndValue
            default: return nil
            }
        }
    }

    /// Each list holds what counts together; empty when the text is not of this form.
    func values(_ text: String) -> [[IndicatorValue]] {
        switch self {
        case .one(let kinds):
            if kinds.contains(.network), let single = NetworkText.single(text) { return [[single]] }
            for kind in kinds {
                if let value = IndicatorValue(kind, text) { return [[value]] }
            }
            return []
        case .withPort:
            // An IPv6 address holds colons: the last separator is the one before the port.
            guard let cut = text.lastIndex(where: { $0 == "|" || $0 == ":" }) else { return [] }
            return Self.one([.ipv4, .ipv6]).values(String(text[..<cut]))
        case .domainAndAddress:
            let parts = text.split(separator: "|", maxSplits: 1).map(String.init)
            guard parts.count == 2, let domain = IndicatorValue(.domain, parts[0]) else { return [] }
            return [[domain]] + Self.one([.ipv4, .ipv6]).values(parts[1])
        case .nameAndSum(let kind):
            guard let cut = text.lastIndex(of: "|"),
                let sum = IndicatorValue(kind, String(text[text.index(after: cut)...])),
                let name = Self.one([.fileName, .filePath]).values(String(text[..<cut])).first
            else { return [] }
            return [[sum] + name]
        case .keyAndValue:
            return Self.one([.registryKey]).values(String(text.prefix { $0 != "|" }))
        }
    }
}

/// What MISP has no place for travels as machine tags of ours, which other programs show and ignore.
enum MISPTag {
    private static let source = "carene:source="
    private static let until = "carene:valid-until="
    private static let with = "carene:with-"

    static func list(_ indicator: ThreatIndicator, companions: [IndicatorValue]) -> [String] {
        var tags = indicator.tlp.map { ["tlp:" + $0.rawValue] } ?? []
        if !indicator.source.isEmpty { tags.append("\(source)\"\(indicator.source)\"") }
        if let end = indicator.validUntil { tags.append("\(until)\"\(Timestamp.text(end))\"") }
        tags += companions.map { "\(with)\($0.kind.rawValue)=\"\($0.text)\"" }
        return tags
    }

    /// Whether it was one of ours.
    static func read(_ tag: String, into indicator: inout ThreatIndicator) -> Bool {
        func value(after prefix: String) -> String? {
            guard tag.hasPrefix(prefix + "\""), tag.hasSuffix("\""), tag.utf8.count >= prefix.utf8.count + 2 else {
                return nil
            }
            return String(tag.dropFirst(prefix.count + 1).dropLast())
        }
        if let text = value(after: source) {
            indicator.source = text
            return true
        }
        if let text = value(after: until), let end = Timestamp.milliseconds(of: text) {
            indicator.validUntil = end
            return true
        }
        for kind in IndicatorKind.allCases {
            guard let text = value(after: with + kind.rawValue + "="), let companion = IndicatorValue(kind, text),
                indicator.companions.count < ThreatIndicator.companionLimit
            else { continue }
            indicator.companions.append(companion)
            return true
        }
        return false
    }
}
