// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Finds where one JSON value ends, in pieces, without building anything (RFC 8259). Strings and their escapes are
/// understood; what stands between brackets is not checked further: `JSONScanner` does that on the element.
struct JSONSkimmer {
    enum Fault: Error {
        case malformed
        case tooDeep
    }

    private enum Mode {
        case start
        case scalar
        case inside
        case done
    }

    private let maximumDepth: Int
    private var mode = Mode.start
    private var depth = 0
    /// One bit for each open bracket: 1 is an object. `maximumDepth` is at most 64.
    private var kinds: UInt64 = 0
    private var isInString = false
    private var isEscaped = false

    init(maximumDepth: Int) { self.maximumDepth = min(max(maximumDepth, 1), 64) }

    var isDone: Bool { mode == .done }

    /// A number or a word ends where the document does; anything else was cut.
    var mayEndHere: Bool { mode == .scalar || mode == .done }

    /// Goes over the bytes of the value from `start`, and returns the first that does not belong to it.
    mutating func advance(over bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(Fault) -> Int {
        var index = start
        while index < bytes.count, mode != .done {
            let byte = bytes[index]
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                    if depth == 0 { mode = .done }
                }
                index += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                guard mode != .scalar else { throw .malformed }
                isInString = true
                mode = .inside
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard mode != .scalar else { throw .malformed }
                guard depth < maximumDepth else { throw .tooDeep }
                kinds = kinds << 1 | (byte == UInt8(ascii: "{") ? 1 : 0)
                depth += 1
                mode = .inside
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if mode == .scalar {
                    mode = .done
                    return index
                }
                guard depth > 0, kinds & 1 == (byte == UInt8(ascii: "}") ? 1 : 0) else { throw .malformed }
                kinds >>= 1
                depth -= 1
                if depth == 0 { mode = .done }
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
                if mode == .scalar {
                    mode = .done
                    return index
                }
                guard mode == .inside else { throw .malformed }
            default:
                if mode == .start { mode = .scalar }
            }
            index += 1
        }
        return index
    }
}
