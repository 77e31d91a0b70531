// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Event {
    /// Bytes of JSON written for one event, however often its template repeats a value.
    static let longestJSON = 4 << 20

    /// The event as one JSON object, for output: of a record, in the layout that analysts' tools read (`Event.System`,
    /// `Event.EventData`, attributes under `#attributes`); of an event that came as JSON, what came, in valid UTF-8.
    public mutating func withJSON<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R {
        output.count = 0
        switch origin {
        case .evtx: writeRecord()
        case .json: output.append(text, source)
        }
        return try body(output.bytes.span.extracting(0..<output.count))
    }
}

extension ByteBuffer {
    /// The content of a JSON string: quotes, backslashes and control characters escaped.
    mutating func append(escaped source: borrowing ByteBuffer, _ range: Range<Int>) {
        let bytes = source.bytes.span
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return }
        reserve(6 * range.count + 16)
        var written = count
        do {
            var out = self.bytes.mutableSpan
            let raw = bytes.bytes
            var index = range.lowerBound
            while index < range.upperBound {
                if range.upperBound - index >= 8 {
                    let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                    if EightBytes.needNoEscape(word) {
                        var target = out.mutableBytes
                        target.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
                        index += 8
                        written += 8
                        continue
                    }
                }
                let byte = bytes[index]
                index += 1
                if byte >= 0x20, byte != 0x22, byte != 0x5C {
                    out[written] = byte
                    written += 1
                    continue
                }
                out[written] = 0x5C
                switch byte {
                case 0x22, 0x5C: out[written + 1] = byte
                case 0x0A: out[written + 1] = UInt8(ascii: "n")
                case 0x0D: out[written + 1] = UInt8(ascii: "r")
                case 0x09: out[written + 1] = UInt8(ascii: "t")
                default:
                    out[written + 1] = UInt8(ascii: "u")
                    out[written + 2] = 0x30
                    out[written + 3] = 0x30
                    out[written + 4] = 0x30 + (byte >> 4)
                    let low = byte & 0xF
                    out[written + 5] = low < 10 ? 0x30 + low : 0x57 + low
                    written += 4
                }
                written += 2
            }
        }
        count = written
    }
}
