// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// One page to be held in the hand: who does what, in which order, without a computer.
struct ReflexSheet: Sendable, Hashable {
    typealias ID = Identifier<ReflexSheet>

    let id: ID
    let keeper: Keeper
    /// The sheet of the library that it was made from.
    let model: String?
    let version: Int
    let changed: String
    let author: String
    let updatedOn: Day
    let isRemoved: Bool
    var draft: ReflexSheetDraft
}

/// What a person enters of a sheet. Lists are one line each.
struct ReflexSheetDraft: Sendable, Hashable {
    var title = ""
    var audience = ""
    /// When one takes it.
    var trigger = ""
    var steps = ""
    var avoid = ""
    var call = ""
    /// The units that it hangs in.
    var units = ""

    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingWhitespace }.filter { !$0.isEmpty }
    }

    var stepLines: [String] { Self.lines(steps) }
    var avoidLines: [String] { Self.lines(avoid) }
    var callLines: [String] { Self.lines(call) }
    var unitLines: [String] { Self.lines(units) }
}

extension Substring {
    fileprivate var trimmingWhitespace: String {
        var rest = self
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
