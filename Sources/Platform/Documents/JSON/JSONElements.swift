// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Hands out, one after the other, the elements of one array at the top level of a JSON document of any size:
/// `{ "pmej": [ … ] }`. Holds one element at a time; everything else is stepped over.
public struct JSONElements {
    public struct Element: Sendable, Hashable {
        /// The line on which the element begins.
        public let line: Int
        /// Where it stands in the document, in bytes.
        public let range: Range<Int>
        public let bytes: [UInt8]
    }

    private enum Place {
        case beforeDocument
        case beforeKey(isFirst: Bool)
        case inArray(isFirst: Bool)
        case afterDocument
    }

    public static let maximumElementLength = 4 << 20
    public static let maximumDepth = 64

    private var window: ByteWindow
    private let name: String
    private var place = Place.beforeDocument
    private var line = 1
    private var offset = 0
    private var hasFoundArray = false

    public var position: Int { window.position }

    public init(_ source: ByteSource, array name: String) throws(DocumentError) {
        window = ByteWindow(try source.open())
        self.name = name
    }

    /// The next element; nil at the end of a complete document.
    public mutating func next() throws(DocumentError) -> Element? {
        while true {
            switch place {
            case .beforeDocument:
                try skipByteOrderMark()
                guard try significant() == UInt8(ascii: "{") else { throw .malformedJSON(line: line) }
                step()
                place = .beforeKey(isFirst: true)
            case .beforeKey(let isFirst):
                if try isOver(closing: UInt8(ascii: "}"), isFirst: isFirst) {
                    place = .afterDocument
                } else {
                    try enterMember()
                }
            case .inArray(let isFirst):
                if try isOver(closing: UInt8(ascii: "]"), isFirst: isFirst) {
                    place = .beforeKey(isFirst: false)
                } else {
                    place = .inArray(isFirst: false)
                    return try element()
                }
            case .afterDocument:
                guard try optionalSignificant() == nil else { throw .malformedJSON(line: line) }
                guard hasFoundArray else { throw .missingArray(name) }
                return nil
            }
        }
    }

    /// Reads a key; steps over its value, or into it when it is the array that is looked for.
    private mutating func enterMember() throws(DocumentError) {
        guard try significant() == UInt8(ascii: "\"") else { throw .malformedJSON(line: line) }
        let key = try value(limit: 1000, keepsBytes: true)
        guard try significant() == UInt8(ascii: ":") else { throw .malformedJSON(line: line) }
        step()
        let isWanted = key.dropFirst().dropLast().elementsEqual(name.utf8)
        if try significant() == UInt8(ascii: "["), isWanted {
            step()
            hasFoundArray = true
            place = .inArray(isFirst: true)
        } else {
            _ = try value(limit: .max, keepsBytes: false)
            place = .beforeKey(isFirst: false)
        }
    }

    private mutating func element() throws(DocumentError) -> Element {
        _ = try significant()
        let (firstLine, start) = (line, offset)
        let bytes = try value(limit: Self.maximumElementLength, keepsBytes: true)
        return Element(line: firstLine, range: start..<offset, bytes: bytes)
    }

    /// Steps over `closing`, or over the comma that must stand between two members.
    private mutating func isOver(closing: UInt8, isFirst: Bool) throws(DocumentError) -> Bool {
        let byte = try significant()
        if byte == closing {
            step()
            return true
        }
        if isFirst { return false }
        guard byte == UInt8(ascii: ",") else { throw .malformedJSON(line: line) }
        step()
        guard try significant() != closing else { throw .malformedJSON(line: line) }
        return false
    }

    /// One whole value. Its bytes are kept only when asked for.
    private mutating func value(limit: Int, keepsBytes: Bool) throws(DocumentError) -> [UInt8] {
        let firstLine = line
        let start = offset
        var skimmer = JSONSkimmer(maximumDepth: Self.maximumDepth)
        var kept: [UInt8] = []
        while true {
            let from = window.start
            let outcome = Self.advance(&skimmer, over: window.bytes, from: from)
            guard case .success(let end) = outcome else {
                if case .failure(.tooDeep) = outcome { throw .tooDeep(line: firstLine) }
                throw .malformedJSON(line: line)
            }
            if keepsBytes { kept += window.bytes[from..<end] }
            pass(to: end)
            if offset - start > limit { throw .elementTooLarge(line: firstLine) }
            if skimmer.isDone { return kept }
            if window.isAtEnd {
                guard skimmer.mayEndHere else { throw .truncated(line: line) }
                return kept
            }
            try window.refill()
        }
    }

    private static func advance(
        _ skimmer: inout JSONSkimmer, over bytes: [UInt8], from start: Int
    ) -> Result<Int, JSONSkimmer.Fault> {
        bytes.withUnsafeBufferPointer { buffer in
            do throws(JSONSkimmer.Fault) {
                return .success(try skimmer.advance(over: buffer, from: start))
            } catch {
                return .failure(error)
            }
        }
    }

    private mutating func significant() throws(DocumentError) -> UInt8 {
        guard let byte = try optionalSignificant() else { throw .truncated(line: line) }
        return byte
    }

    /// The next byte that is not white space, left in place.
    private mutating func optionalSignificant() throws(DocumentError) -> UInt8? {
        while true {
            while window.start < window.bytes.count {
                let byte = window.bytes[window.start]
                guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
                step()
            }
            if window.isAtEnd { return nil }
            try window.refill()
        }
    }

    private mutating func step() {
        if window.bytes[window.start] == 0x0A { line += 1 }
        window.start += 1
        offset += 1
    }

    private mutating func pass(to end: Int) {
        var lines = 0
        for byte in window.bytes[window.start..<end] where byte == 0x0A { lines += 1 }
        line += lines
        offset += end - window.start
        window.start = end
    }

    private mutating func skipByteOrderMark() throws(DocumentError) {
        try window.refill()
        let head = window.bytes
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.prefix(2).contains(0) {
            throw .wideEncoding
        }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { for _ in 0..<3 { step() } }
    }
}
