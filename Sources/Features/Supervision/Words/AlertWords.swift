// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Sigma

/// Levels and states in words, with the shape that goes with them.
extension Level {
    func word(_ t: Language) -> String {
        switch self {
        case .informational: t("Information", "Informational")
        case .low: t("Faible", "Low")
        case .medium: t("Moyenne", "Medium")
        case .high: t("Élevée", "High")
        case .critical: t("Critique", "Critical")
        }
    }

    var badge: State {
        switch self {
        case .critical, .high: .missing
        case .medium: .expiring
        case .low, .informational: .neutral
        }
    }

    /// As addresses and forms write it.
    static let words: [(word: String, level: Level)] = [
        ("critique", .critical), ("elevee", .high), ("moyenne", .medium), ("faible", .low),
    ]
}

extension Alert.State {
    func word(_ t: Language) -> String {
        switch self {
        case .new: t("Nouvelle", "New")
        case .seen: t("Vue", "Seen")
        case .handled: t("Traitée", "Handled")
        case .falsePositive: t("Fausse alerte", "False positive")
        }
    }

    func list(_ t: Language) -> String {
        switch self {
        case .new: t("Nouvelles", "New")
        case .seen: t("Vues", "Seen")
        case .handled: t("Traitées", "Handled")
        case .falsePositive: t("Fausses alertes", "False positives")
        }
    }

    var badge: Components.State {
        switch self {
        case .new: .toReview
        case .seen: .declared
        case .handled: .proven
        case .falsePositive: .closed
        }
    }
}

extension Alert {
    func hostName(_ t: Language) -> String {
        if hostKey == LiveStore.floodHost { return t("plusieurs machines", "several machines") }
        return host.isEmpty ? t("machine inconnue", "unknown machine") : host
    }
}
