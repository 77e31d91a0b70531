// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

extension Requirement {
    /// The texts in the reader's language, each falling back to the framework's own.
    func words(_ t: Language) -> Translation {
        let own = Translation(title: title, expectation: expectation, guidance: guidance)
        guard let other = translations[t.rawValue] else { return own }
        func chosen(_ text: String, _ fallback: String) -> String { text.isEmpty ? fallback : text }
        return Translation(
            title: chosen(other.title, own.title), expectation: chosen(other.expectation, own.expectation),
            guidance: chosen(other.guidance, own.guidance))
    }
}

extension Framework {
    func title(_ t: Language) -> String {
        guard let other = translations[t.rawValue]?.title, !other.isEmpty else { return title }
        return other
    }

    /// The title of a chapter in the reader's language.
    func title(of chapter: Chapter, _ t: Language) -> String {
        requirement(chapter.code)?.words(t).title ?? chapter.title
    }
}
