// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The three tables around which a hospital sits during a crisis.
enum CrisisCell: String, Sendable, Hashable, CaseIterable {
    case strategic
    case operational
    case care

    var title: Phrase {
        switch self {
        case .strategic: Phrase("Cellule de crise stratégique", "Strategic crisis cell")
        case .operational: Phrase("Cellule opérationnelle numérique", "Operational digital cell")
        case .care: Phrase("Cellule de continuité des soins", "Continuity of care cell")
        }
    }

    var purpose: Phrase {
        switch self {
        case .strategic:
            Phrase(
                "Décide, arbitre, parle à l’extérieur.", "Decides, settles, speaks to the outside.")
        case .operational:
            Phrase("Contient, comprend, reconstruit.", "Contains, understands, rebuilds.")
        case .care:
            Phrase(
                "Fait soigner sans informatique, et dit ce qui doit revenir d’abord.",
                "Keeps care going without computers, and says what must come back first.")
        }
    }
}
