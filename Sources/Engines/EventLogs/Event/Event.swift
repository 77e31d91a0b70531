// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One event, whatever it was read from: System and data by name, in UTF-8. A cursor that its reader uses again for every
/// event, so that reading millions takes no memory; nothing of it may be kept, which `~Copyable` and the spans see to.
///
/// Values are decoded when they are asked for, and once: a hundred rules may ask for the same command line.
public struct Event: ~Copyable {
    enum Origin {
        case evtx
        case json
    }

    let origin: Origin
    let table: FieldTable

    // Of a record
    var chunk: [UInt8]
    var templates: ChunkTemplates
    var content = RecordContent()
    var headerTime: UInt64 = 0
    var headerRecordID: UInt64 = 0

    // Of a JSON object
    var fields: FlatFields
    var source = 0..<0
    /// The layout in which the event came; nil for a record of a Windows log.
    public internal(set) var shape: JSONShape?

    /// Everything decoded for the event.
    var text = ByteBuffer(capacity: 131_072)
    var output = ByteBuffer(capacity: 16_384)
    var split: SplitFields
    var composites: [UInt64: Range<Int>] = [:]
    var compositeBytes = 0
    var wholeText: Range<Int>?

    /// The byte where the event begins: a record in its file, an object in the bytes given.
    public internal(set) var offset = 0

    init(table: FieldTable, origin: Origin) {
        self.table = table
        self.origin = origin
        let chunkSize = origin == .evtx ? EVTXLayout.chunkSize : 0
        chunk = Array(repeating: 0, count: chunkSize)
        templates = ChunkTemplates(table: table, chunkSize: chunkSize)
        fields = FlatFields(table: table)
        split = SplitFields(table: table)
    }

    /// Forgets what the last event held.
    mutating func begin(at offset: Int) {
        self.offset = offset
        text.count = 0
        output.count = 0
        split.isDone = false
        shape = nil
        wholeText = nil
        if compositeBytes > 0 || !composites.isEmpty {
            composites.removeAll(keepingCapacity: true)
            compositeBytes = 0
        }
        if origin == .evtx { content.removeAll() } else { fields.removeAll() }
    }
}

/// Where the bytes of a value are.
enum ValueBytes {
    case text(Range<Int>)
    case plan(Range<Int>)

    var count: Int {
        switch self {
        case .text(let range), .plan(let range): range.count
        }
    }
}
