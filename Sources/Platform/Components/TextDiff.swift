// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// What changed between two texts, word by word: removed words struck, added words underlined, each announced.
public func textDiff(_ t: Language, before: String, after: String) -> HTML {
    let pieces = WordDiff.pieces(before, after)
    return """
        <p class="diff">\(pieces.html { piece in
            switch piece.change {
            case .kept: "\(piece.text)"
            case .removed: "<del>\(spoken(t("retiré\u{00A0}: ", "removed: ")))\(piece.text)</del>"
            case .added: "<ins>\(spoken(t("ajouté\u{00A0}: ", "added: ")))\(piece.text)</ins>"
            }
        })</p>
        """
}

private func spoken(_ words: String) -> HTML { "<span class=\"visually-hidden\">\(words)</span>" }

/// The longest common run of words, after removing what both ends share.
enum WordDiff {
    enum Change { case kept, removed, added }

    struct Piece: Equatable {
        var change: Change
        var text: String
    }

    /// Above this many comparisons the middle is shown as replaced: a diff of two novels must not stop the server.
    private static let budget = 1_000_000

    static func pieces(_ before: String, _ after: String) -> [Piece] {
        var old = words(before)[...]
        var new = words(after)[...]
        var head: [Piece] = []
        while let first = old.first, first == new.first {
            head.append(Piece(change: .kept, text: first))
            old.removeFirst()
            new.removeFirst()
        }
        var tail: [Piece] = []
        while let last = old.last, last == new.last {
            tail.append(Piece(change: .kept, text: last))
            old.removeLast()
            new.removeLast()
        }
        return joined(head + middle(Array(old), Array(new)) + tail.reversed())
    }

    private static func middle(_ old: [String], _ new: [String]) -> [Piece] {
        let (size, overflow) = old.count.multipliedReportingOverflow(by: new.count)
        guard !old.isEmpty, !new.isEmpty, !overflow, size <= budget else {
            return old.map { Piece(change: .removed, text: $0) } + new.map { Piece(change: .added, text: $0) }
        }
        let width = new.count + 1
        var longest = [Int](repeating: 0, count: (old.count + 1) * width)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                longest[i * width + j] =
                    old[i] == new[j]
                    ? longest[(i + 1) * width + j + 1] + 1
                    : max(longest[(i + 1) * width + j], longest[i * width + j + 1])
            }
        }
        var result: [Piece] = []
        var (i, j) = (0, 0)
        while i < old.count, j < new.count {
            if old[i] == new[j] {
                result.append(Piece(change: .kept, text: old[i]))
                (i, j) = (i + 1, j + 1)
            } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
                result.append(Piece(change: .removed, text: old[i]))
                i += 1
            } else {
                result.append(Piece(change: .added, text: new[j]))
                j += 1
            }
        }
        return result + old[i...].map { Piece(change: .removed, text: $0) }
            + new[j...].map { Piece(change: .added, text: $0) }
    }

    /// Words with the space that follows them, so that joining them gives the text again.
    static func words(_ text: String) -> [String] {
        var result: [String] = []
        var word = ""
        var isInSpace = false
        for character in text {
            if isInSpace, !character.isWhitespace {
                result.append(word)
                word = ""
            }
            isInSpace = character.isWhitespace
            word.append(character)
        }
        return word.isEmpty ? result : result + [word]
    }

    private static func joined(_ pieces: [Piece]) -> [Piece] {
        var result: [Piece] = []
        for piece in pieces {
            if let last = result.indices.last, result[last].change == piece.change {
                result[last].text += piece.text
            } else {
                result.append(piece)
            }
        }
        return result
    }
}
