// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One correlation of a document.
struct CorrelationReader {
    private let tree: YAMLTree
    private let origin: Origin
    private let subject: String

    init(_ tree: YAMLTree, _ origin: Origin) {
        self.tree = tree
        self.origin = origin
        subject = tree["title"]?.text ?? tree["id"]?.text ?? ""
    }

    func correlation() throws(SigmaFault) -> Correlation {
        guard let body = tree["correlation"] else { throw fault(.missing("correlation")) }
        guard let title = tree["title"]?.text else { throw fault(.missing("title")) }
        guard let kind = body["type"]?.text.flatMap(Correlation.Kind.init) else { throw fault(.badValue("type")) }
        guard let rules = body["rules"]?.texts, !rules.isEmpty else { throw fault(.missing("rules")) }
        guard let span = body["timespan"]?.text else { throw fault(.missing("timespan")) }
        guard let seconds = Self.seconds(span) else { throw fault(.badValue("timespan")) }
        let (bounds, fields, percentile) = try condition(body["condition"], kind)
        let level = try tree["level"]?.text.map { text throws(SigmaFault) in
            guard let level = Level(text) else { throw fault(.badValue("level")) }
            return level
        }
        return Correlation(
            id: tree["id"]?.text ?? "", name: tree["name"]?.text, title: title,
            description: tree["description"]?.text ?? "", level: level ?? .medium,
            author: tree["author"]?.text ?? "", tags: tree["tags"]?.texts ?? [], kind: kind, rules: rules,
            groupBy: body["group-by"]?.texts ?? [], seconds: seconds, aliases: try aliases(body["aliases"]),
            bounds: bounds, fields: fields, percentile: percentile,
            generates: (body["generate"] ?? tree["generate"])?.scalar?.bool ?? false, origin: origin)
    }

    /// `15s`, `5m`, `1h`, `30d`.
    private static func seconds(_ text: String) -> Double? {
        guard let unit = text.last, let count = Double(text.dropLast()), count > 0, count < 1e9 else { return nil }
        switch unit {
        case "s": return count
        case "m": return count * 60
        case "h": return count * 3600
        case "d": return count * 86_400
        default: return nil
        }
    }

    private func condition(
        _ tree: YAMLTree?, _ kind: Correlation.Kind
    ) throws(SigmaFault) -> ([Correlation.Bound], [String], Double) {
        let isTemporal = kind == .temporal || kind == .temporalOrdered
        guard let tree, case .map(let map) = tree else {
            // All of the rules, then.
            guard isTemporal else { throw fault(.missing("condition")) }
            return ([], [], 50)
        }
        var bounds: [Correlation.Bound] = []
        for (key, value) in map {
            guard let sign = Correlation.Bound.Sign(rawValue: key) else {
                guard ["field", "percentile"].contains(key) else { throw fault(.badValue("condition")) }
                continue
            }
            guard let number = value.scalar?.number else { throw fault(.badValue(key)) }
            bounds.append(Correlation.Bound(sign: sign, value: number))
        }
        let fields = tree["field"]?.texts ?? []
        guard !bounds.isEmpty || isTemporal else { throw fault(.missing("a bound in condition")) }
        guard !fields.isEmpty || isTemporal || kind == .eventCount else { throw fault(.missing("field")) }
        let percentile = tree["percentile"]?.scalar?.number ?? 50
        guard (0...100).contains(percentile) else { throw fault(.badValue("percentile")) }
        return (bounds, fields, percentile)
    }

    private func aliases(_ tree: YAMLTree?) throws(SigmaFault) -> [String: [String: String]] {
        guard let tree else { return [:] }
        guard case .map(let map) = tree else { throw fault(.badValue("aliases")) }
        var aliases: [String: [String: String]] = [:]
        for (name, value) in map {
            guard case .map(let fields) = value else { throw fault(.badValue("aliases")) }
            for (rule, field) in fields { aliases[name, default: [:]][rule] = field.text }
        }
        return aliases
    }

    private func fault(_ reason: SigmaFault.Reason) -> SigmaFault {
        SigmaFault(origin: origin, reason: reason, subject: subject)
    }
}
