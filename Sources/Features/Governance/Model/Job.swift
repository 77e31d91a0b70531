// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// A function that somebody holds (design, section 3: `Appointment` of a `Function`; "job" here, since a function is
/// also something that programs have).
enum Job: String, Sendable, Hashable, CaseIterable {
    case rssi
    case dpo
    case dsi
    case rpcra
    case restoreReferent
    case securityReferent
    case other

    /// As it stands in a sentence: "Aucun DPO n’est nommé".
    var title: Phrase {
        switch self {
        case .rssi: Phrase("RSSI", "security officer (RSSI)")
        case .dpo: Phrase("DPO", "data protection officer (DPO)")
        case .dsi: Phrase("DSI", "head of information systems (DSI)")
        case .rpcra: Phrase("RPCRA", "continuity lead (RPCRA)")
        case .restoreReferent: Phrase("référent métier des restaurations", "business referent for restores")
        case .securityReferent: Phrase("référent sécurité de proximité", "local security referent")
        case .other: Phrase("autre fonction", "other function")
        }
    }

    /// For those to whom the letters say nothing.
    var meaning: Phrase {
        switch self {
        case .rssi:
            Phrase(
                "Responsable de la sécurité des systèmes d’information",
                "In charge of the security of information systems")
        case .dpo: Phrase("Délégué à la protection des données", "In charge of the protection of personal data")
        case .dsi: Phrase("Directeur des systèmes d’information", "Head of information systems")
        case .rpcra:
            Phrase(
                "Responsable du plan de continuité et de reprise d’activité",
                "In charge of the continuity and recovery plan")
        case .restoreReferent:
            Phrase(
                "Dit, côté soins, si ce qui est restauré est bon", "Says, for care, whether what was restored is right")
        case .securityReferent:
            Phrase("Relais du RSSI sur place", "The security officer’s correspondent on site")
        case .other: Phrase("Précisez laquelle", "Say which")
        }
    }

    /// The word that the rules of the frameworks use; nil where the title itself is the fact.
    var fact: String? {
        switch self {
        case .rssi: "RSSI"
        case .dpo: "DPO"
        case .dsi: "DSI"
        case .rpcra: "RPCRA"
        case .restoreReferent: "restore-business-referent"
        case .securityReferent: "security-referent"
        case .other: nil
        }
    }
}

/// A function that somebody should hold in an organisation of a kind.
struct ExpectedJob: Sendable, Hashable {
    let job: Job
    /// A text or a référentiel requires it; otherwise it is advised.
    let isRequired: Bool
    let reason: Phrase

    /// - RSSI: ReCyF, objective 2, and CaRE programme. - DPO: GDPR, article 37(1): public bodies, and large-scale health
    ///   data. - DSI: public health code, L6132-3: the information system of a group is run in common.
    /// - RPCRA: advised, not required, by the annex of the order of 3 July 2025 (CaRE, continuity).
    static func expected(of kind: Organisation.Kind) -> [ExpectedJob] {
        let rssi = ExpectedJob(
            job: .rssi, isRequired: true,
            reason: Phrase(
                "Le programme et les référentiels demandent qu’une personne réponde de la sécurité, même à temps "
                    + "partagé.",
                "The programme and the frameworks want one person to answer for security, even part-time or shared."))
        let dpo = ExpectedJob(
            job: .dpo, isRequired: true,
            reason: Phrase(
                "Le règlement sur la protection des données (article 37) l’impose à qui traite des données de santé.",
                "The data protection regulation (article 37) requires one of whoever handles health data."))
        let dsi = ExpectedJob(
            job: .dsi, isRequired: false,
            reason: Phrase(
                "Sans lui, personne ne répond du système d’information devant la direction.",
                "Without one, nobody answers for the information system before the direction."))
        let rpcra = ExpectedJob(
            job: .rpcra, isRequired: false,
            reason: Phrase(
                "Conseillé par l’objectif de continuité de CaRE, sans être exigé.",
                "Advised by the continuity objective of CaRE, though not required."))
        return switch kind {
        case .ght: [rssi, dsi, rpcra]
        case .legalEntity: [rssi, dpo, dsi, rpcra]
        case .national, .region, .site: []
        }
    }
}
