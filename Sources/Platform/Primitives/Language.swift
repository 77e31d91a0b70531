// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The two languages of the interface. French comes first everywhere; English is its translation.
public enum Language: String, Sendable, CaseIterable {
    case french = "fr"
    case english = "en"

    /// Picks one of two sentences: `t("Se déconnecter", "Sign out")`. Both stand side by side in the code, so that neither
    /// can be forgotten and no key can be misspelt.
    public func callAsFunction(
        _ french: @autoclosure () -> String, _ english: @autoclosure () -> String
    ) -> String {
        switch self {
        case .french: french()
        case .english: english()
        }
    }

    /// "1 exigence", "2 exigences". French counts zero as singular, English as plural.
    public func count(_ number: Int, _ french: (one: String, many: String), _ english: (one: String, many: String))
        -> String
    {
        switch self {
        case .french: "\(self.number(number))\u{00A0}\(number > -2 && number < 2 ? french.one : french.many)"
        case .english: "\(self.number(number)) \(number == 1 ? english.one : english.many)"
        }
    }
}

/// A sentence in both languages, for values that outlive one request (menu entries, errors, proof kinds).
public struct Phrase: Sendable, Hashable {
    public let french: String
    public let english: String

    public init(_ french: String, _ english: String) {
        self.french = french
        self.english = english
    }

    public func callAsFunction(_ language: Language) -> String { language(french, english) }
}
