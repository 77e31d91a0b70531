// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One line typed in a hurry, and what was understood of it. Nothing is refused: what is not recognised stays text.
///
///     ! 14:32 [strat] couper les accès distants /rssi échéance 16:00
///
/// At the beginning, in any order: `!` decision, `>` action, `?` request, `@` contact, `#` notification (without a sign, an
/// information), `~` unconfirmed, and the time of the fact (`14:32`, `14h32`, `hier 23:50`). Anywhere: `[soins]` the cell,
/// `/qui` who must do it (`_` for a space), `échéance 16:00`. The signs are those of a French keyboard without a chord of
/// three keys.
public struct QuickLine: Sendable, Hashable {
    /// A piece that was understood, as it was typed.
    public enum Piece: Sendable, Hashable {
        case kind(LogKind)
        case fact(Moment)
        case cell(LogCell)
        case owner(String)
        case due(Moment)
        case unconfirmed
    }

    public let kind: LogKind
    /// Nil when nobody said: the time of entry.
    public let factAt: Moment?
    public let cell: LogCell?
    public let owner: String
    public let due: Moment?
    public let isUnconfirmed: Bool
    public let text: String
    /// In the order in which they stand in the line.
    public let understood: [Piece]

    /// - Parameters:
    ///   - now: the time that counts: what the clock shows plus what it is wrong by.
    ///   - zone: what the clock on the wall is ahead of UTC by at a moment, in seconds.
    public init(_ line: String, at now: Moment, zone: @escaping (Moment) -> Int) {
        var reader = QuickLineReader(line, now: now, zone: zone)
        reader.read()
        // Signs alone say nothing: they are kept as what was typed.
        let isText = !reader.text.isEmpty
        kind = isText ? reader.kind ?? .information : .information
        factAt = isText ? reader.factAt : nil
        cell = isText ? reader.cell : nil
        owner = isText ? reader.owner ?? "" : ""
        due = isText ? reader.due : nil
        isUnconfirmed = isText && reader.isUnconfirmed
        text = isText ? reader.text : line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        understood = isText ? reader.understood : []
    }

    /// The line as a statement: a request or an action begins open, and a decision has been taken by its owner.
    ///
    /// - Parameters:
    ///   - now: when nothing else was said.
    ///   - cell: when nothing else was said.
    public func statement(at now: Moment, in cell: LogCell) -> LogStatement {
        let isAsked = kind == .request || kind == .action
        return LogStatement(
            factAt: factAt ?? now, kind: kind, cell: self.cell ?? cell, text: text,
            confidence: isUnconfirmed ? .unconfirmed : nil, decidedBy: kind == .decision ? owner : "",
            owner: kind == .decision ? "" : owner, due: due, status: isAsked ? .open : nil)
    }
}
