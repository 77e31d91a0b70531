// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// Whether a value is where it should be.
public enum Tone: String, Sendable, CaseIterable {
    case good
    case warn
    case bad
    case neutral

    /// For those who do not see the line above the figure.
    func word(_ t: Language) -> String? {
        switch self {
        case .good: t("Bon", "Good")
        case .warn: t("À surveiller", "To watch")
        case .bad: t("À corriger", "To fix")
        case .neutral: nil
        }
    }

    var icon: SVG? {
        switch self {
        case .good: Icon.disc
        case .warn: Icon.eye
        case .bad: Icon.triangle
        case .neutral: nil
        }
    }
}

/// A large figure with its meaning, its target, and what moves it.
public struct Figure: Sendable {
    /// With its unit: "63 %", "31 jours".
    public var value: String
    /// The end of the sentence that the value begins.
    public var meaning: String
    public var note: String
    public var tone: Tone
    /// Past values, oldest first; fewer than two draw nothing.
    public var spark: [Double]?
    public var href: URLPath?

    public init(
        _ value: String, meaning: String, note: String = "", tone: Tone = .neutral, spark: [Double]? = nil,
        href: URLPath? = nil
    ) {
        self.value = value
        self.meaning = meaning
        self.note = note
        self.tone = tone
        self.spark = spark
        self.href = href
    }
}

/// A row of figures; five at most, or none of them is read.
public func figures(_ t: Language, _ list: [Figure]) -> HTML {
    "<ul class=\"figures\">\(list.html { figure(t, $0) })</ul>"
}

/// The note, after its verdict for those who do not see the line above; the verdict itself when there is no note.
private func note(_ t: Language, _ figure: Figure) -> HTML {
    guard !figure.note.isEmpty else { return "<span>\(figure.tone.word(t) ?? "")</span>" }
    return """
        \(when(figure.tone.word(t)) { "<span class=\"visually-hidden\">\($0)\(t("\u{00A0}: ", ": "))</span>" })\
        <span>\(figure.note)</span>
        """
}

private func figure(_ t: Language, _ figure: Figure) -> HTML {
    let words: HTML = "<strong>\(figure.value)</strong> <span>\(figure.meaning)</span>"
    let sentence: HTML = when(figure.href) { "<a href=\"\($0)\">\(words)</a>" }
    return """
        <li class="figure \(figure.tone.rawValue)"><p class="figure-words">\(figure.href == nil ? words : sentence)</p>\
        \(when(!figure.note.isEmpty || figure.tone != .neutral, """
            <p class="figure-note">\(when(figure.tone.icon) { "\($0)" })\
            \(note(t, figure))</p>
            """))\
        \(when(figure.spark) { sparkline(t, $0) })</li>
        """
}
