// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A piece of a text or of an attribute.
enum Piece {
    case text(String)
    case cdata(String)
    case entity(String)
    case character(UInt16)
    case value(Int, UInt8, optional: Bool = true)
}

/// Binary XML to write.
indirect enum Node {
    case element(String, attributes: [(String, [Piece])] = [], _ content: [Node] = [])
    case piece(Piece)

    /// Tells two templates apart.
    var text: String {
        switch self {
        case .element(let name, let attributes, let content):
            "<\(name) \(attributes.map { "\($0.0)=\($0.1)" })>" + content.map(\.text).joined() + "</>"
        case .piece(let piece): "\(piece)"
        }
    }

    static func data(_ name: String?, _ pieces: Piece...) -> Node {
        .element("Data", attributes: name.map { [("Name", [.text($0)])] } ?? [], pieces.map { .piece($0) })
    }
}

/// A value of a template instance.
enum Value {
    case bytes(UInt8, [UInt8])
    case nested(Node, [Value])

    static let null = Value.bytes(0, [])

    static func string(_ text: String) -> Value { .bytes(1, utf16(text)) }
    static func uint8(_ value: UInt8) -> Value { .bytes(4, [value]) }
    static func uint16(_ value: UInt16) -> Value { .bytes(6, little(value)) }
    static func uint32(_ value: UInt32) -> Value { .bytes(8, little(value)) }
    static func uint64(_ value: UInt64) -> Value { .bytes(10, little(value)) }
    static func fileTime(_ value: UInt64) -> Value { .bytes(0x11, little(value)) }
    static func hex64(_ value: UInt64) -> Value { .bytes(0x15, little(value)) }
}

func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { little($0) } }

func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
}

/// Writes small logs, sound in every respect, for the tests to read and to damage.
struct EVTXWriter {
    /// Where things are in the file, for tests that damage them.
    struct Place {
        var chunk: Int
        var start: Int
        var end: Int
    }

    private(set) var chunks: [[UInt8]] = []
    private(set) var places: [Place] = []
    private var chunk: [UInt8] = []
    private var names: [String: Int] = [:]
    private var definitions: [String: Int] = [:]
    private var records = 0
    private var recordsInChunk = 0
    private var lastStart = 0
    var isDirty = false

    init() {
        beginChunk()
    }

    private mutating func beginChunk() {
        chunk = Array(repeating: 0, count: 512)
        names = [:]
        definitions = [:]
        recordsInChunk = 0
    }

    /// A record of a template and its values; the template is written where it is used first.
    mutating func add(_ root: Node, _ values: [Value], time: UInt64 = 133_000_000_000_000_000) {
        let (size, names, definitions) = (chunk.count, names, definitions)
        if tryAdd(root, values, time) { return }
        chunk.removeLast(chunk.count - size)
        self.names = names
        self.definitions = definitions
        endChunk()
        _ = tryAdd(root, values, time)
    }

    private mutating func tryAdd(_ root: Node, _ values: [Value], _ time: UInt64) -> Bool {
        let start = chunk.count
        chunk += [0x2A, 0x2A, 0, 0, 0, 0, 0, 0] + little(UInt64(records + 1)) + little(time)
        instance(root, values)
        chunk.append(0)
        while (chunk.count + 4) % 8 != 0 { chunk.append(0) }
        let size = UInt32(chunk.count + 4 - start)
        chunk += little(size)
        patch(size, at: start + 4)
        guard chunk.count <= 65_536 else { return false }
        lastStart = start
        records += 1
        recordsInChunk += 1
        places.append(Place(chunk: chunks.count, start: start, end: chunk.count))
        return true
    }

    mutating func endChunk() {
        guard recordsInChunk > 0 else { return }
        let free = chunk.count
        let first = UInt64(records - recordsInChunk + 1)
        chunk.replaceSubrange(0..<8, with: Array("ElfChnk".utf8) + [0])
        for (offset, value) in [(8, first), (16, UInt64(records)), (24, first), (32, UInt64(records))] {
            chunk.replaceSubrange(offset..<offset + 8, with: little(value))
        }
        patch(128, at: 40)
        patch(UInt32(lastStart), at: 44)
        patch(UInt32(free), at: 48)
        patch(crc32(chunk[512..<free]), at: 52)
        chunk += Array(repeating: 0, count: 65_536 - chunk.count)
        patch(crc32(chunk[0..<120] + chunk[128..<512]), at: 124)
        chunks.append(chunk)
        beginChunk()
    }

    mutating func file() -> [UInt8] {
        endChunk()
        var header = [UInt8](repeating: 0, count: 4096)
        header.replaceSubrange(0..<8, with: Array("ElfFile".utf8) + [0])
        header.replaceSubrange(16..<24, with: little(UInt64(max(0, chunks.count - 1))))
        header.replaceSubrange(24..<32, with: little(UInt64(records + 1)))
        header.replaceSubrange(32..<36, with: little(UInt32(128)))
        header.replaceSubrange(
            36..<44, with: little(UInt16(1)) + little(UInt16(3)) + little(UInt16(4096)) + little(UInt16(chunks.count)))
        header.replaceSubrange(120..<124, with: little(UInt32(isDirty ? 1 : 0)))
        header.replaceSubrange(124..<128, with: little(crc32(header[0..<120])))
        return header + chunks.joined()
    }

    private mutating func patch(_ value: UInt32, at offset: Int) {
        chunk.replaceSubrange(offset..<offset + 4, with: little(value))
    }

    private mutating func instance(_ root: Node, _ values: [Value]) {
        chunk += [0x0F, 1, 1, 0, 0x0C, 1] + little(UInt32(0x1234))
        let key = root.text
        if let known = definitions[key] {
            chunk += little(UInt32(known))
        } else {
            let offset = chunk.count + 4
            definitions[key] = offset
            chunk += little(UInt32(offset)) + little(UInt32(0)) + Array(repeating: 7, count: 16) + little(UInt32(0))
            let start = chunk.count
            chunk += [0x0F, 1, 1, 0]
            element(root)
            chunk.append(0)
            patch(UInt32(chunk.count - start), at: offset + 20)
        }
        chunk += little(UInt32(values.count))
        let descriptors = chunk.count
        chunk += Array(repeating: 0, count: 4 * values.count)
        for (index, value) in values.enumerated() {
            let start = chunk.count
            let type: UInt8
            switch value {
            case .bytes(let given, let bytes):
                type = given
                chunk += bytes
            case .nested(let root, let values):
                type = 0x21
                instance(root, values)
                chunk.append(0)
            }
            let size = UInt16(truncatingIfNeeded: chunk.count - start)
            chunk.replaceSubrange(
                descriptors + 4 * index..<descriptors + 4 * index + 4, with: little(size) + [type, 0])
        }
    }

    private mutating func element(_ node: Node) {
        guard case .element(let name, let attributes, let content) = node else {
            if case .piece(let piece) = node { self.piece(piece) }
            return
        }
        chunk += [attributes.isEmpty ? 0x01 : 0x41, 0xFF, 0xFF]
        let sizeAt = chunk.count
        chunk += little(UInt32(0))
        self.name(name)
        if !attributes.isEmpty {
            let listAt = chunk.count
            chunk += little(UInt32(0))
            for (index, attribute) in attributes.enumerated() {
                chunk.append(index + 1 < attributes.count ? 0x46 : 0x06)
                self.name(attribute.0)
                for piece in attribute.1 { self.piece(piece) }
            }
            patch(UInt32(chunk.count - listAt - 4), at: listAt)
        }
        if content.isEmpty {
            chunk.append(0x03)
        } else {
            chunk.append(0x02)
            for node in content { element(node) }
            chunk.append(0x04)
        }
        patch(UInt32(chunk.count - sizeAt - 4), at: sizeAt)
    }

    private mutating func piece(_ piece: Piece) {
        switch piece {
        case .text(let text): chunk += [0x05, 0x01] + little(UInt16(text.utf16.count)) + utf16(text)
        case .cdata(let text): chunk += [0x07] + little(UInt16(text.utf16.count)) + utf16(text)
        case .entity(let name):
            chunk.append(0x09)
            self.name(name)
        case .character(let value): chunk += [0x08] + little(value)
        case .value(let index, let type, let isOptional):
            chunk += [isOptional ? 0x0E : 0x0D] + little(UInt16(index)) + [type]
        }
    }

    private mutating func name(_ name: String) {
        if let known = names[name] {
            chunk += little(UInt32(known))
            return
        }
        let offset = chunk.count + 4
        names[name] = offset
        chunk += little(UInt32(offset)) + little(UInt32(0)) + little(UInt16(0)) + little(UInt16(name.utf16.count))
        chunk += utf16(name) + [0, 0]
    }
}

/// Bit by bit, so that it shares nothing with the reader's.
func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var value: UInt32 = ~0
    for byte in bytes {
        value ^= UInt32(byte)
        for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
}
