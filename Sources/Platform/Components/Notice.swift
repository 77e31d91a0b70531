// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// How serious a message is.
public enum NoticeKind: String, Sendable, CaseIterable {
    case information
    case success
    case warning
    case danger
}

/// A message that stays until the person leaves the page: nothing important vanishes by itself.
public struct Notice: Sendable, Hashable {
    public var kind: NoticeKind
    public var title: String
    public var text: String

    public init(_ kind: NoticeKind, title: String, text: String = "") {
        self.kind = kind
        self.title = title
        self.text = text
    }
}

/// A message in the page. A fault is announced at once, the rest when the reader pauses.
public func notice(_ notice: Notice, action: Action? = nil) -> HTML {
    let icon: SVG =
        switch notice.kind {
        case .information: Icon.information
        case .success: Icon.disc
        case .warning: Icon.clock
        case .danger: Icon.triangle
        }
    return """
        <div class="notice \(notice.kind.rawValue)" role="\(notice.kind == .danger ? "alert" : "status")">\(icon)\
        <div><p class="notice-title">\(notice.title)</p>\(when(!notice.text.isEmpty, "<p>\(notice.text)</p>"))\
        \(when(action) { "<p class=\"actions\">\(actionButton($0))</p>" })</div></div>
        """
}
