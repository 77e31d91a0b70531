// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension ByteBuffer {
    @inline(__always)
    mutating func append(value type: UInt8, in chunk: borrowing [UInt8], at offset: Int, size: Int) {
        append(value: type, chunk.span.bytes, at: offset, size: size)
    }

    /// A value as text, in the forms Event Viewer's XML and the usual converters give: numbers in decimal, GUIDs in upper
    /// case without braces, hexadecimal in lower case, times in UTC. A value of a wrong size is shown in hexadecimal.
    mutating func append(value type: UInt8, _ bytes: RawSpan, at offset: Int, size: Int) {
        if type & ValueType.arrayBit != 0 {
            append(array: type & ~ValueType.arrayBit, bytes, at: offset, size: size)
            return
        }
        guard size > 0, let type = ValueType(rawValue: type) else { return }
        switch type {
        case .string:
            let units = unitsWithoutTrailingZeros(bytes, from: offset, units: size / 2)
            append(utf16: bytes, from: offset, units: units)
        case .ansiString: append(ansi: bytes, at: offset, size: size)
        case .uint16: append(unsigned: UInt16.self, bytes, offset, size)
        case .uint32: append(unsigned: UInt32.self, bytes, offset, size)
        case .uint64: append(unsigned: UInt64.self, bytes, offset, size)
        case .uint8: append(unsigned: UInt8.self, bytes, offset, size)
        case .int8: append(signed: Int8.self, bytes, offset, size)
        case .int16: append(signed: Int16.self, bytes, offset, size)
        case .int32: append(signed: Int32.self, bytes, offset, size)
        case .int64: append(signed: Int64.self, bytes, offset, size)
        case .real32, .real64: append(real: type, bytes, offset, size)
        case .bool:
            let isTrue =
                (size >= 4 ? bytes.number(UInt32.self, at: offset) ?? 0 : UInt32(bytes.uint8(at: offset) ?? 0)) != 0
            append(isTrue ? "true" : "false")
        case .guid where size == 16: append(guid: bytes, at: offset)
        case .fileTime where size == 8: append(fileTime: bytes.number(UInt64.self, at: offset) ?? 0)
        case .systemTime where size == 16: append(systemTime: bytes, at: offset)
        case .sid: append(sid: bytes, at: offset, size: size)
        case .hexInt32, .hexInt64, .sizeT, .handle:
            if size == 4, let value = bytes.number(UInt32.self, at: offset) {
                append(hexadecimal: UInt64(value))
            } else if size == 8, let value = bytes.number(UInt64.self, at: offset) {
                append(hexadecimal: value)
            } else {
                append(binary: bytes, at: offset, size: size)
            }
        case .xml: append(utf16: bytes, from: offset, units: size / 2)
        case .binary, .guid, .fileTime, .systemTime: append(binary: bytes, at: offset, size: size)
        case .null, .binaryXML: break
        }
    }

    private mutating func append<Number: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        unsigned type: Number.Type, _ bytes: RawSpan, _ offset: Int, _ size: Int
    ) {
        guard size == MemoryLayout<Number>.size, let value = bytes.number(type, at: offset) else {
            return append(binary: bytes, at: offset, size: size)
        }
        append(decimal: UInt64(value))
    }

    private mutating func append<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
        signed type: Number.Type, _ bytes: RawSpan, _ offset: Int, _ size: Int
    ) {
        guard size == MemoryLayout<Number>.size, let value = bytes.number(type, at: offset) else {
            return append(binary: bytes, at: offset, size: size)
        }
        append(decimal: Int64(value))
    }

    private mutating func append(real type: ValueType, _ bytes: RawSpan, _ offset: Int, _ size: Int) {
        let text: String
        if type == .real32, size == 4, let bits = bytes.number(UInt32.self, at: offset) {
            text = Float(bitPattern: bits).description
        } else if size == 8, let bits = bytes.number(UInt64.self, at: offset) {
            text = Double(bitPattern: bits).description
        } else {
            return append(binary: bytes, at: offset, size: size)
        }
        for byte in text.utf8 { append(byte) }
    }

    /// Bytes above ASCII depend on the machine's code page, which the file does not say: read as Latin-1.
    private mutating func append(ansi bytes: RawSpan, at offset: Int, size: Int) {
        for index in offset..<offset + size {
            guard let byte = bytes.uint8(at: index), byte != 0 else { return }
            if byte < 0x80 { append(byte) } else { append(scalar: UInt32(byte)) }
        }
    }

    private mutating func append(binary bytes: RawSpan, at offset: Int, size: Int) {
        reserve(2 * size)
        for index in offset..<offset + size {
            if let byte = bytes.uint8(at: index) { append(hexadecimalByte: byte) }
        }
    }

    /// The items of an array, one a line.
    private mutating func append(array type: UInt8, _ bytes: RawSpan, at offset: Int, size: Int) {
        var items = ArrayItems(type: type, offset: offset, size: size)
        var isFirst = true
        while let item = items.next(bytes) {
            if !isFirst { append(UInt8(ascii: "\n")) }
            isFirst = false
            append(value: type, bytes, at: item.lowerBound, size: item.count)
        }
    }
}

/// The items of an array value: texts end with a zero, other values follow each other.
struct ArrayItems {
    private let type: UInt8
    private var position: Int
    private let end: Int

    init(type: UInt8, offset: Int, size: Int) {
        self.type = type
        position = offset
        end = offset + size
    }

    mutating func next(_ bytes: RawSpan) -> Range<Int>? {
        guard position < end else { return nil }
        let start = position
        switch ValueType(rawValue: type) {
        case .string:
            var units = 0
            while start + 2 * units + 1 < end, bytes.number(UInt16.self, at: start + 2 * units) != 0 { units += 1 }
            position = start + 2 * units + 2
            return start..<start + 2 * units
        case .ansiString:
            while position < end, bytes.uint8(at: position) != 0 { position += 1 }
            position += 1
            return start..<position - 1
        case .sid:
            position += 8 + 4 * Int(bytes.uint8(at: start + 1) ?? 0)
        case .sizeT, .handle:
            position += 8
        case let known:
            position += max(known?.size ?? 0, 1)
        }
        return start..<min(position, end)
    }
}
