// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A text with `*` (anything) and `?` (one character), as bytes of UTF-8; letter case is folded away unless it matters.
public struct WildcardPattern: Sendable, Hashable {
    public enum Piece: Sendable, Hashable {
        case text([UInt8])
        case anything
        case oneCharacter
    }

    /// Texts are never empty nor neighbours, and neither are `anything`s.
    public private(set) var pieces: [Piece]
    public let isCased: Bool
    /// One text, wherever it must stand: what nearly every pattern is.
    private let simple: SimplePattern?

    /// A value as a rule writes it. `\*` and `\?` are the characters themselves, `\\` one backslash; any other backslash
    /// stands for itself (specification 2.1, "Escaping").
    public init(sigma text: String, isCased: Bool = false) {
        var pieces: [Piece] = []
        var run: [UInt8] = []
        func flush() {
            if !run.isEmpty { pieces.append(.text(run)) }
            run = []
        }
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch byte {
            case UInt8(ascii: "\\")
            where next == UInt8(ascii: "*") || next == UInt8(ascii: "?") || next == UInt8(ascii: "\\"):
                run.append(next)
                index += 1
            case UInt8(ascii: "*"):
                flush()
                pieces.append(.anything)
            case UInt8(ascii: "?"):
                flush()
                pieces.append(.oneCharacter)
            default: run.append(byte)
            }
            index += 1
        }
        flush()
        self.init(pieces: pieces, isCased: isCased)
    }

    /// Text without wildcards.
    public init(literal bytes: [UInt8], isCased: Bool = false) {
        self.init(pieces: bytes.isEmpty ? [] : [.text(bytes)], isCased: isCased)
    }

    private init(pieces: [Piece], isCased: Bool) {
        var kept: [Piece] = []
        for piece in pieces {
            switch (kept.last, piece) {
            case (.anything, .anything): continue
            case (.text(let before), .text(let text)): kept[kept.count - 1] = .text(before + text)
            default: kept.append(piece)
            }
        }
        self.isCased = isCased
        let folded =
            isCased
            ? kept
            : kept.map { piece in
                if case .text(let bytes) = piece { return .text(CaseFolding.folded(bytes)) }
                return piece
            }
        self.pieces = folded
        simple = SimplePattern(folded)
    }

    public func surrounded(before: Bool, after: Bool) -> WildcardPattern {
        WildcardPattern(
            pieces: (before ? [.anything] : []) + pieces + (after ? [.anything] : []), isCased: isCased)
    }

    /// The bytes of a pattern without wildcards; nil when it has one.
    public var literal: [UInt8]? {
        switch pieces.count {
        case 0: return []
        case 1:
            if case .text(let bytes) = pieces[0] { return bytes }
            return nil
        default: return nil
        }
    }

    /// Whether a value matches, whole. The value must be folded already when the pattern is not cased. Linear but for one
    /// step back to the last `*`, which bounds it by value × pattern.
    public func matches(_ value: Span<UInt8>) -> Bool {
        if let simple { return simple.matches(value) }
        return matchesPieces(value)
    }

    private func matchesPieces(_ value: Span<UInt8>) -> Bool {
        var (piece, place) = (0, 0)
        var resume: (piece: Int, place: Int)?
        while true {
            if piece == pieces.count {
                if place == value.count { return true }
            } else {
                switch pieces[piece] {
                case .anything:
                    piece += 1
                    resume = (piece, place)
                    continue
                case .oneCharacter:
                    if place < value.count {
                        place += 1
                        while place < value.count, value[place] & 0xC0 == 0x80 { place += 1 }
                        piece += 1
                        continue
                    }
                case .text(let bytes):
                    if hasBytes(bytes, value, at: place) {
                        place += bytes.count
                        piece += 1
                        continue
                    }
                }
            }
            guard let back = resume, back.place < value.count else { return false }
            (piece, place) = (back.piece, back.place + 1)
            resume = (back.piece, place)
        }
    }

    private func hasBytes(_ bytes: [UInt8], _ value: Span<UInt8>, at place: Int) -> Bool {
        guard bytes.count <= value.count - place else { return false }
        for index in 0..<bytes.count where bytes[index] != value[place + index] { return false }
        return true
    }
}

/// A text at the start, at the end, anywhere or alone.
private struct SimplePattern: Sendable, Hashable {
    let text: [UInt8]
    let isOpenBefore: Bool
    let isOpenAfter: Bool

    init?(_ pieces: [WildcardPattern.Piece]) {
        let texts = pieces.compactMap { piece -> [UInt8]? in
            if case .text(let text) = piece { return text }
            return nil
        }
        guard texts.count == 1, !pieces.contains(.oneCharacter) else { return nil }
        text = texts[0]
        isOpenBefore = pieces.first == .anything
        isOpenAfter = pieces.last == .anything
    }

    func matches(_ value: Span<UInt8>) -> Bool {
        guard text.count <= value.count else { return false }
        return value.withUnsafeBytes { value in
            text.withUnsafeBytes { text in
                guard let start = value.baseAddress, let wanted = text.baseAddress else { return true }
                switch (isOpenBefore, isOpenAfter) {
                case (false, false): return value.count == text.count && memcmp(start, wanted, text.count) == 0
                case (false, true): return memcmp(start, wanted, text.count) == 0
                case (true, false): return memcmp(start + value.count - text.count, wanted, text.count) == 0
                case (true, true): return Self.isFound(wanted, text.count, in: start, value.count)
                }
            }
        }
    }

    /// From one first byte to the next, which the C library finds sixteen or more at a time.
    private static func isFound(
        _ text: UnsafeRawPointer, _ length: Int, in value: UnsafeRawPointer, _ count: Int
    ) -> Bool {
        let first = Int32(text.load(as: UInt8.self))
        var place = 0
        while count - place >= length {
            guard let found = memchr(value + place, first, count - place - length + 1) else { return false }
            if memcmp(found, text, length) == 0 { return true }
            place = UnsafeRawPointer(found) - value + 1
        }
        return false
    }
}
