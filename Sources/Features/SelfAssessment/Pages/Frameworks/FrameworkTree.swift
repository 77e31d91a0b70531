// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

/// The tree of a framework as text to read and to print.
///
/// A framework may have thousands of nodes: what depends on the whole is settled once, and each node only appends its
/// texts.
struct FrameworkTree: Sendable {
    let framework: Framework
    let filter: FrameworkFilter
    /// Guidance unfolded, to print it.
    let showsGuidance: Bool

    static func anchor(_ code: String) -> String { "e-\(code)" }

    func render(_ t: Language) -> HTML {
        let kept = filter.kept(in: framework)
        let words = NodeWords(t)
        return framework.chapters.html { chapter in
            var content = HTML()
            for place in chapter.range where kept[place] {
                let requirement = framework.requirements[place]
                // The chapter's own node gives the title of the sheet.
                if place == chapter.range.lowerBound, chapter.code == requirement.code, !requirement.isAssessable {
                    content.append(
                        when(!requirement.expectation.isEmpty, paragraph(requirement.words(t).expectation)))
                } else {
                    content.append(node(requirement, words, t))
                }
            }
            guard !content.isEmpty || kept[chapter.range.lowerBound] else { return HTML() }
            return sheet(title(of: chapter, t), id: Self.anchor(chapter.code), content)
        }
    }

    private func title(of chapter: Chapter, _ t: Language) -> String {
        guard let own = framework.requirement(chapter.code) else { return chapter.title }
        return own.isAssessable ? own.code : own.words(t).title
    }

    private func node(_ requirement: Requirement, _ words: NodeWords, _ t: Language) -> HTML {
        let texts = requirement.words(t)
        let heading: HTML = "<span class=\"code\">\(requirement.code)</span> \(texts.title)"
        let isChapter = requirement.depth == 0 && framework.chapter(requirement.code) != nil
        let anchor: HTML = isChapter ? HTML() : " id=\"e-\(requirement.code)\""
        var content: HTML =
            switch requirement.depth {
            case ...1: "<h3\(anchor)>\(heading)</h3>"
            case 2: "<h4\(anchor)>\(heading)</h4>"
            case 3: "<h5\(anchor)>\(heading)</h5>"
            default: "<h6\(anchor)>\(heading)</h6>"
            }
        if !texts.expectation.isEmpty { content.append(text(texts.expectation)) }
        if requirement.isAssessable { content.append(facts(of: requirement, words, t)) }
        if !texts.guidance.isEmpty {
            content.append(disclosure(words.guidance, isOpen: showsGuidance, text(texts.guidance)))
        }
        return content
    }

    /// Paragraphs found by their bytes: by characters it would take longer than all the rest.
    private func text(_ text: String) -> HTML {
        text.utf8.split(separator: UInt8(ascii: "\n")).html { paragraph(String(Substring($0))) }
    }

    /// What is particular about a requirement; nothing for a plain one.
    private func facts(of requirement: Requirement, _ words: NodeWords, _ t: Language) -> HTML {
        var content = HTML()
        if requirement.priority == .indispensable || requirement.status == .toConfirm {
            content.append(
                """
                <p class="badges">\(when(requirement.priority == .indispensable, words.indispensable))\
                \(when(requirement.status == .toConfirm, words.toConfirm))</p>
                """)
        }
        for deadline in requirement.deadlines {
            content.append("<p class=\"quiet\">\(FrameworkWords.deadline(deadline, t))</p>")
        }
        if !requirement.source.isEmpty {
            content.append("<p class=\"quiet\">\(words.source)\(requirement.source)</p>")
        }
        return content
    }
}

/// Texts that every node repeats, made once.
private struct NodeWords {
    let guidance: String
    let source: String
    let indispensable: HTML
    let toConfirm: HTML

    init(_ t: Language) {
        guidance = t("Comment faire", "How to go about it")
        source = t("Source\u{00A0}: ", "Source: ")
        indispensable = badge(t, .neutral, t("Indispensable", "Indispensable"))
        toConfirm = badge(t, FrameworkWords.badge(.toConfirm, t))
    }
}
