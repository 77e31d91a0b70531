// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// How a button looks. One primary at most on a page.
public enum ActionStyle: String, Sendable, CaseIterable {
    case primary
    case plain
    case danger
    /// Words only: for what is rarely wanted, beside what is often wanted.
    case quiet
}

/// Something a person can do from here: go to a page, or change something.
public struct Action: Sendable, Hashable {
    /// A link (GET) or a one-button form (POST), which asks first when it has a question.
    public enum Target: Sendable, Hashable {
        case link(URLPath)
        case post(URLPath, confirm: String?)
    }

    public var title: String
    public var target: Target
    public var style: ActionStyle

    public init(_ title: String, href: URLPath, style: ActionStyle = .plain) {
        self.title = title
        self.target = .link(href)
        self.style = style
    }

    /// - Parameter confirm: the question of the dialog. Without script the post goes through: what it does must be
    ///   possible to undo, or be asked again by the server.
    public init(_ title: String, post: URLPath, style: ActionStyle = .plain, confirm: String? = nil) {
        self.title = title
        self.target = .post(post, confirm: confirm)
        self.style = style
    }
}

/// A link that looks like a button.
public func buttonLink(_ title: String, href: URLPath, style: ActionStyle = .plain) -> HTML {
    "<a class=\"button \(style.rawValue)\" href=\"\(href)\">\(title)</a>"
}

/// The button that sends the form around it.
/// - Parameters:
///   - name: with `value`, tells the server which of several buttons was pressed.
///   - isHiddenByScript: for the buttons that autosave makes useless.
public func submit(
    _ title: String, style: ActionStyle = .primary, name: String? = nil, value: String? = nil, confirm: String? = nil,
    isHiddenByScript: Bool = false
) -> HTML {
    """
    <button class="button \(style.rawValue)" type="submit" \(attribute: "name", name) \(attribute: "value", value) \
    \(attribute: "data-confirm", confirm)\(flag: " data-no-js", when: isHiddenByScript)>\(title)</button>
    """
}

/// A button that is a whole form of its own.
/// - Parameter hidden: fields sent with it.
public func postButton(
    action: URLPath, _ title: String, style: ActionStyle = .plain, confirm: String? = nil,
    hidden: [(name: String, value: String)] = []
) -> HTML {
    """
    <form class="inline" method="post" action="\(action)">\(hiddenFields(hidden))\
    \(submit(title, style: style, confirm: confirm))</form>
    """
}

/// An action as its button.
public func actionButton(_ action: Action) -> HTML {
    switch action.target {
    case .link(let href): buttonLink(action.title, href: href, style: action.style)
    case .post(let href, let confirm):
        postButton(action: href, action.title, style: action.style, confirm: confirm)
    }
}

/// Several actions on a line that wraps.
public func actions(_ actions: [Action]) -> HTML {
    when(!actions.isEmpty, "<div class=\"actions\">\(actions.html(actionButton))</div>")
}
