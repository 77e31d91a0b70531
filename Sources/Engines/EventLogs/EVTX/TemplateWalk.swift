// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Binary XML copied out of a chunk into a form that stands alone: names and texts in UTF-8 in their place, no offset,
/// no size. Two chunks hold the same template at different offsets; its walk is the same, so that it is planned once.
///
/// Steps: 1 name, element opens · 2 name, attribute · 3 attributes end · 4 element closes · 5 text · 6 substitution:
/// index, type, whether optional.
struct TemplateWalk: ~Copyable {
    enum Step {
        static let open: UInt8 = 1
        static let attribute: UInt8 = 2
        static let content: UInt8 = 3
        static let close: UInt8 = 4
        static let text: UInt8 = 5
        static let substitution: UInt8 = 6
    }

    /// Longer than any template of Windows (a few kilobytes); names are taken from elsewhere in the chunk, so that few
    /// bytes could stand for many.
    static let longestWalk = 131_072
    static let longestName = 1024
    static let deepest = 48

    var steps = ByteBuffer(capacity: 8192)
    private var position = 0
    private var depth = 0
    /// Between the name of an element and its content.
    private var isInTag = false
    private var isInAttribute = false

    /// Walks one fragment. Whether a dependency identifier stands in each element depends on the place of the fragment.
    mutating func walk(_ chunk: RawSpan, _ range: Range<Int>, withDependencies: Bool) -> Bool {
        steps.count = 0
        position = range.lowerBound
        depth = 0
        isInTag = false
        isInAttribute = false
        let end = range.upperBound
        guard end <= chunk.byteCount else { return false }
        while position < end {
            guard steps.count <= TemplateWalk.longestWalk, let token = chunk.uint8(at: position) else { return false }
            position += 1
            switch token {
            case 0x00:
                return depth == 0 && steps.count > 0
            case 0x0F:
                position += 3
            case 0x01, 0x41:
                position += withDependencies ? 6 : 4
                guard !isInTag, depth < TemplateWalk.deepest, name(chunk, as: Step.open) else { return false }
                depth += 1
                isInTag = true
                if token == 0x41 { position += 4 }
            case 0x06, 0x46:
                guard isInTag, name(chunk, as: Step.attribute) else { return false }
                isInAttribute = true
            case 0x02:
                guard endTag() else { return false }
            case 0x03:
                guard endTag() else { return false }
                steps.append(Step.close)
                depth -= 1
            case 0x04:
                guard depth > 0, !isInTag else { return false }
                steps.append(Step.close)
                depth -= 1
            default:
                guard depth > 0, isInAttribute || !isInTag, content(token, chunk) else { return false }
            }
        }
        // A fragment within a value has no end token.
        return position == end && depth == 0 && steps.count > 0
    }

    private mutating func endTag() -> Bool {
        guard isInTag else { return false }
        isInTag = false
        isInAttribute = false
        steps.append(Step.content)
        return true
    }

    private mutating func content(_ token: UInt8, _ chunk: RawSpan) -> Bool {
        switch token {
        case 0x05, 0x45:
            // Values written in the template itself are texts ([MS-EVEN6] 2.2.12, ValueText).
            guard chunk.uint8(at: position) == 0x01 else { return false }
            position += 1
            return text(chunk, isKept: true)
        case 0x07, 0x47: return text(chunk, isKept: true)
        case 0x08, 0x48:
            guard let value = chunk.uint16(at: position) else { return false }
            position += 2
            append { $0.append(scalar: UInt32(value)) }
            return true
        case 0x09, 0x49: return entity(chunk)
        case 0x0A:
            // Processing instructions carry nothing about the event.
            let before = steps.count
            guard name(chunk, as: Step.text) else { return false }
            steps.count = before
            return true
        case 0x0B: return text(chunk, isKept: false)
        case 0x0D, 0x0E:
            guard let index = chunk.number(UInt16.self, at: position), let type = chunk.uint8(at: position + 2) else {
                return false
            }
            position += 3
            steps.append(Step.substitution)
            steps.append(UInt8(truncatingIfNeeded: index))
            steps.append(UInt8(truncatingIfNeeded: index >> 8))
            steps.append(type)
            steps.append(token == 0x0E ? 1 : 0)
            return true
        default: return false
        }
    }

    /// A name by its offset: its text follows where it is used first, and is elsewhere in the chunk after that.
    private mutating func name(_ chunk: RawSpan, as step: UInt8) -> Bool {
        guard let offset = chunk.uint32(at: position) else { return false }
        position += 4
        guard let units = chunk.uint16(at: offset + 6), units <= TemplateWalk.longestName,
            offset + 8 + 2 * units <= chunk.byteCount
        else { return false }
        if offset == position { position += 10 + 2 * units }
        steps.append(step)
        let sizeAt = steps.count
        steps.append(0)
        steps.append(0)
        steps.append(utf16: chunk, from: offset + 8, units: units)
        let size = steps.count - sizeAt - 2
        steps.bytes[sizeAt] = UInt8(truncatingIfNeeded: size)
        steps.bytes[sizeAt + 1] = UInt8(truncatingIfNeeded: size >> 8)
        return true
    }

    private mutating func text(_ chunk: RawSpan, isKept: Bool) -> Bool {
        guard let units = chunk.uint16(at: position), position + 2 + 2 * units <= chunk.byteCount else { return false }
        let start = position + 2
        position = start + 2 * units
        if isKept { append { $0.append(utf16: chunk, from: start, units: units) } }
        return true
    }

    private mutating func entity(_ chunk: RawSpan) -> Bool {
        let before = steps.count
        guard name(chunk, as: Step.text) else { return false }
        let known = steps.string(from: before + 3, count: steps.count - before - 3)
        steps.count = before
        append {
            switch known {
            case "amp": $0.append("&")
            case "lt": $0.append("<")
            case "gt": $0.append(">")
            case "quot": $0.append("\"")
            case "apos": $0.append("'")
            default:
                $0.append("&")
                for byte in known.utf8 { $0.append(byte) }
                $0.append(";")
            }
        }
        return true
    }

    /// A text step, its size in four bytes.
    private mutating func append(_ write: (inout ByteBuffer) -> Void) {
        steps.append(Step.text)
        let sizeAt = steps.count
        for _ in 0..<4 { steps.append(0) }
        write(&steps)
        let size = UInt32(truncatingIfNeeded: steps.count - sizeAt - 4)
        for byte in 0..<4 { steps.bytes[sizeAt + byte] = UInt8(truncatingIfNeeded: size >> UInt32(8 * byte)) }
    }
}
