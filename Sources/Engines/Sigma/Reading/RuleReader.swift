// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One rule, or one filter, of a document.
struct RuleReader {
    private let tree: YAMLTree
    private let origin: Origin
    private let placeholders: [String: [String]]
    private let subject: String

    /// Searches are written out wherever conditions name them: `a or a or a…` must not multiply a long list without end.
    /// The largest public rule takes some 3,000 tests.
    private static let largest = 200_000
    private static let mostDetections = 1000
    private static let mostConditions = 100

    init(_ tree: YAMLTree, _ origin: Origin, _ placeholders: [String: [String]]) {
        self.tree = tree
        self.origin = origin
        self.placeholders = placeholders
        subject = tree["title"]?.text ?? tree["id"]?.text ?? ""
    }

    func rule() throws(SigmaFault) -> SigmaRule {
        guard let detection = tree["detection"] else { throw fault(.missing("detection")) }
        guard let source = tree["logsource"] else { throw fault(.missing("logsource")) }
        guard let title = tree["title"]?.text else { throw fault(.missing("title")) }
        let detections = try detections(of: detection)
        let conditions = try conditions(of: detection, detections)
        return SigmaRule(
            id: tree["id"]?.text ?? "", name: tree["name"]?.text, title: title,
            description: tree["description"]?.text ?? "", status: tree["status"]?.text ?? "",
            level: try level(), author: tree["author"]?.text ?? "", licence: tree["license"]?.text ?? "",
            references: tree["references"]?.texts ?? [], tags: tree["tags"]?.texts ?? [],
            falsePositives: tree["falsepositives"]?.texts ?? [], logSource: logSource(source),
            detections: detections, conditions: conditions, origin: origin)
    }

    func filter() throws(SigmaFault) -> SigmaFilter {
        guard let filter = tree["filter"] else { throw fault(.missing("filter")) }
        guard let source = tree["logsource"] else { throw fault(.missing("logsource")) }
        let detections = try detections(of: filter, except: ["rules"])
        let conditions = try conditions(of: filter, detections)
        guard conditions.count == 1 else { throw fault(.badCondition("a filter has one condition")) }
        let names = filter["rules"]?.texts ?? []
        return SigmaFilter(
            id: tree["id"]?.text ?? "", title: subject, rules: names == ["any"] ? [] : names,
            logSource: logSource(source), detections: detections, condition: conditions[0], origin: origin)
    }

    /// A rule without level is not less important than one that says it is low.
    private func level() throws(SigmaFault) -> Level {
        guard let text = tree["level"]?.text else { return .medium }
        guard let level = Level(text) else { throw fault(.badValue("level")) }
        return level
    }

    private func logSource(_ source: YAMLTree) -> LogSource {
        LogSource(
            product: source["product"]?.text?.lowercased(), category: source["category"]?.text?.lowercased(),
            service: source["service"]?.text?.lowercased())
    }

    private func conditions(of detection: YAMLTree, _ detections: [Detection]) throws(SigmaFault) -> [Condition] {
        guard let texts = detection["condition"]?.texts, !texts.isEmpty else { throw fault(.missing("condition")) }
        guard texts.count <= Self.mostConditions else { throw fault(.tooLarge("the list of conditions")) }
        let sizes = detections.map(\.search.size)
        var conditions: [Condition] = []
        var size = 0
        for text in texts {
            do throws(ConditionFault) {
                conditions.append(try Condition.parse(text, names: detections.map(\.name)))
                size += conditions[conditions.count - 1].size(sizes, upTo: Self.largest)
            } catch {
                switch error {
                case .syntax(let detail): throw fault(.badCondition(detail))
                case .unknown(let name): throw fault(.unknownDetection(name))
                }
            }
            guard size <= Self.largest else { throw fault(.tooLarge("the rule")) }
        }
        return conditions
    }

    private func detections(
        of tree: YAMLTree, except others: Set<String> = []
    ) throws(SigmaFault) -> [Detection] {
        guard case .map(let map) = tree else { throw fault(.badValue("detection")) }
        var detections: [Detection] = []
        for (name, value) in map where name != "condition" && name != "timeframe" && !others.contains(name) {
            detections.append(Detection(name: name, search: try search(value)))
        }
        guard !detections.isEmpty else { throw fault(.missing("a search in detection")) }
        guard detections.count <= Self.mostDetections else { throw fault(.tooLarge("the detection")) }
        return detections
    }

    /// A map is all of its fields, a list any of its items, a bare value a keyword.
    private func search(_ tree: YAMLTree) throws(SigmaFault) -> Search {
        switch tree {
        case .scalar: return try values([tree], key: "")
        case .map(let map):
            var searches: [Search] = []
            for (key, value) in map {
                // A list of maps behind a key is no field's value.
                searches.append(try values(value.list, key: key))
            }
            guard !searches.isEmpty else { throw fault(.badValue("detection")) }
            return searches.count == 1 ? searches[0] : .all(searches)
        case .list(let list):
            guard !list.isEmpty else { throw fault(.badValue("detection")) }
            var searches: [Search] = []
            for item in list { searches.append(try search(item)) }
            return searches.count == 1 ? searches[0] : .any(searches)
        }
    }

    private func values(_ values: [YAMLTree], key: String) throws(SigmaFault) -> Search {
        do throws(SigmaFault.Reason) {
            return try FieldReader(key: key, placeholders: placeholders).search(values)
        } catch {
            throw fault(error)
        }
    }

    private func fault(_ reason: SigmaFault.Reason) -> SigmaFault {
        SigmaFault(origin: origin, reason: reason, subject: subject)
    }
}

extension Search {
    /// How many tests it holds.
    fileprivate var size: Int {
        switch self {
        case .all(let terms), .any(let terms): terms.reduce(0) { $0 + $1.size }
        case .field, .keyword, .keywordExpression: 1
        }
    }
}

extension Condition {
    /// How many tests it comes to, once its searches are written out.
    fileprivate func size(_ detections: [Int], upTo most: Int) -> Int {
        switch self {
        case .detection(let place): detections[place]
        case .not(let inner): inner.size(detections, upTo: most)
        case .and(let terms), .or(let terms):
            terms.reduce(0) { $0 > most ? $0 : $0 + $1.size(detections, upTo: most) }
        }
    }
}
