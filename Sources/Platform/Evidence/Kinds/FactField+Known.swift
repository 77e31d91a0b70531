// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The facts that the kinds of the vocabulary share.
extension FactField {
    static let subject = FactField("subject", Phrase("Sujet", "Subject"), .word)
    static let scope = FactField("scope", Phrase("Périmètre", "Scope"), .word)
    static let plan = FactField("plan", Phrase("Plan", "Plan"), .word)
    static let function = FactField("function", Phrase("Fonction", "Function"), .word)
    static let exerciseKind = FactField("kind", Phrase("Nature de l’exercice", "Kind of exercise"), .word)
    static let campaignKind = FactField("kind", Phrase("Nature de la campagne", "Kind of campaign"), .word)
    static let audience = FactField("audience", Phrase("Public", "Audience"), .word)
    static let indicator = FactField("indicator", Phrase("Indicateur", "Indicator"), .word)
    static let source = FactField("source", Phrase("Outil ou prestataire", "Tool or provider"), .word)
    static let share = FactField("share", Phrase("Part atteinte (en %)", "Share reached (in %)"), .share)
    static let value = FactField("value", Phrase("Valeur (en %)", "Value (in %)"), .share)
    /// ANSSI's scale for directories and exposure, 1 to 5.
    static let level = FactField("level", Phrase("Niveau obtenu (1 à 5)", "Level reached (1 to 5)"), .level(1...5))
}
