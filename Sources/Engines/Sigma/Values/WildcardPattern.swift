// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

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
        self.pieces =
            isCased
            ? kept
            : kept.map { piece in
                if case .text(let bytes) = piece { return .text(CaseFolding.folded(bytes)) }
                return piece
            }
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
