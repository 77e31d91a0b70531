// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The body of a `_bulk` request: a line that says what to do, then the event, for each (Elasticsearch reference, "Bulk
/// API"). Actions are answered in their order; what is kept is the events alone, one a line.
struct BulkBody: Sendable, Hashable {
    enum Item: Sendable, Hashable {
        case kept(action: String)
        case refused(action: String, status: Int, reason: String)

        var action: String {
            switch self {
            case .kept(let action), .refused(let action, _, _): action
            }
        }
    }

    /// Of one event; Windows' own limit is 64 kB, and JSON doubles it at most.
    static let mostEventBytes = 1 << 20
    static let mostItems = 100_000

    private(set) var items: [Item] = []
    private(set) var lines: [UInt8] = []
    private(set) var hasTooMany = false

    init(_ body: [UInt8]) {
        lines.reserveCapacity(body.count)
        var pending: String?
        var start = 0
        while start < body.count {
            let end = body[start...].firstIndex(of: 0x0A) ?? body.count
            let line = body[start..<end]
            start = end + 1
            guard let first = line.first(where: { $0 > 0x20 }) else { continue }
            guard items.count < Self.mostItems else {
                hasTooMany = true
                return
            }
            if let action = pending {
                pending = nil
                keep(line, first, action)
            } else if let action = Self.action(line) {
                switch action {
                case "index", "create": pending = action
                case "update":
                    // An event is never changed; the line that follows is gone past.
                    start = (body[min(start, body.count)...].firstIndex(of: 0x0A) ?? body.count) + 1
                    items.append(.refused(action: action, status: 400, reason: "events are not updated"))
                default: items.append(.refused(action: action, status: 400, reason: "events are not deleted"))
                }
            } else {
                items.append(.refused(action: "index", status: 400, reason: "malformed action line"))
            }
        }
        if let pending { items.append(.refused(action: pending, status: 400, reason: "the event is missing")) }
    }

    private mutating func keep(_ line: ArraySlice<UInt8>, _ first: UInt8, _ action: String) {
        guard line.count <= Self.mostEventBytes else {
            return items.append(.refused(action: action, status: 413, reason: "the event is larger than 1 MiB"))
        }
        let last = line.last { $0 > 0x20 }
        guard first == UInt8(ascii: "{"), last == UInt8(ascii: "}") else {
            return items.append(.refused(action: action, status: 400, reason: "the event is not a JSON object"))
        }
        lines += line
        lines.append(0x0A)
        items.append(.kept(action: action))
    }

    /// The name of the only member of `{"create":{…}}`.
    private static func action(_ line: ArraySlice<UInt8>) -> String? {
        let words = line.drop { $0 <= 0x20 }
        guard words.first == UInt8(ascii: "{") else { return nil }
        let inside = words.dropFirst().drop { $0 <= 0x20 }
        guard inside.first == UInt8(ascii: "\"") else { return nil }
        let name = inside.dropFirst().prefix(16).prefix { $0 != UInt8(ascii: "\"") }
        let text = String(decoding: name, as: UTF8.self)
        return ["index", "create", "update", "delete"].contains(text) ? text : nil
    }

    /// What Elasticsearch would answer, as far as forwarders read it.
    func answer(milliseconds: Int) -> [UInt8] {
        let hasErrors = items.contains { if case .refused = $0 { true } else { false } }
        var text = "{\"took\":\(milliseconds),\"errors\":\(hasErrors),\"items\":["
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            switch item {
            case .kept(let action):
                text += """
                    {"\(action)":{"_index":"carene","_id":"\(index)","_version":1,"result":"created",\
                    "_shards":{"total":1,"successful":1,"failed":0},"_seq_no":\(index),"_primary_term":1,"status":201}}
                    """
            case .refused(let action, let status, let reason):
                text += """
                    {"\(action)":{"_index":"carene","_id":"\(index)","status":\(status),\
                    "error":{"type":"document_parsing_exception","reason":"\(reason)"}}}
                    """
            }
        }
        return Array((text + "]}").utf8)
    }
}
