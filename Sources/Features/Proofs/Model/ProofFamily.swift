// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Primitives

/// Kinds of proof by what they are about, so that a list of thirty can be read.
enum ProofFamily: Sendable, Hashable, CaseIterable {
    case documents
    case continuity
    case operations
    case people
    case means
    case others

    init(kind: String) {
        self =
            switch kind.split(separator: ".").first.map(String.init) {
            case "policy", "procedure", "contract", "inventory", "architecture": .documents
            case "plan", "impact", "exercise", "backup": .continuity
            case "directory", "exposure", "access", "supervision", "vulnerability", "incident": .operations
            case "training", "awareness": .people
            case "governance", "function", "budget", "indicator": .means
            default: .others
            }
    }

    func title(_ t: Language) -> String {
        switch self {
        case .documents: t("Documents", "Documents")
        case .continuity: t("Continuité, reprise et sauvegardes", "Continuity, recovery and backups")
        case .operations: t("Sécurité opérationnelle", "Operational security")
        case .people: t("Sensibilisation et formation", "Awareness and training")
        case .means: t("Gouvernance et moyens", "Governance and means")
        case .others: t("Autres", "Others")
        }
    }

    static func groups(_ kinds: [ProofKind], _ t: Language) -> [(title: String, choices: [Choice])] {
        allCases.compactMap { family in
            let members = kinds.filter { ProofFamily(kind: $0.id) == family }
                .sorted { folded($0.title(t)) < folded($1.title(t)) }
            guard !members.isEmpty else { return nil }
            return (family.title(t), members.map { Choice($0.id, ProofWords.kind($0, t)) })
        }
    }
}
