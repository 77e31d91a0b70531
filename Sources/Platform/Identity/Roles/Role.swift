// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// What a person may be, on an organisation and below it.
public enum Role: String, Sendable, Hashable, CaseIterable {
    case administrator
    /// RSSI, responsable de la sécurité des systèmes d'information.
    case securityOfficer
    case contributor
    case director
    case auditor
    case regionalOfficer
    case nationalOfficer

    public var title: Phrase {
        switch self {
        case .administrator: Phrase("Administrateur", "Administrator")
        case .securityOfficer: Phrase("RSSI", "Security officer (RSSI)")
        case .contributor: Phrase("Contributeur", "Contributor")
        case .director: Phrase("Direction", "Director")
        case .auditor: Phrase("Auditeur", "Auditor")
        case .regionalOfficer: Phrase("Référent régional", "Regional officer")
        case .nationalOfficer: Phrase("Référent national", "National officer")
        }
    }

    /// What the role allows, in one sentence: read by the person who is about to give it.
    public var explanation: Phrase {
        switch self {
        case .administrator:
            Phrase(
                "Ouvre et ferme les comptes, donne les rôles et tient à jour les établissements.",
                "Opens and closes accounts, gives roles and keeps the organisations up to date.")
        case .securityOfficer:
            Phrase(
                "Conduit les évaluations et la feuille de route, et confie des questions aux contributeurs.",
                "Leads assessments and the roadmap, and entrusts questions to contributors.")
        case .contributor:
            Phrase("Répond uniquement à ce qui lui est confié.", "Answers only what was entrusted to them.")
        case .director:
            Phrase("Lit tout, sans rien modifier, et décide.", "Reads everything, changes nothing, and decides.")
        case .auditor:
            Phrase(
                "Lit tout et commente, sans répondre à la place de l’établissement.",
                "Reads everything and comments, without answering in the organisation’s place.")
        case .regionalOfficer:
            Phrase(
                "Lit ce que les établissements de sa région partagent.",
                "Reads what the organisations of the region share.")
        case .nationalOfficer:
            Phrase(
                "Lit ce que les établissements partagent au niveau national.",
                "Reads what organisations share at the national level.")
        }
    }

    /// Those who manage accounts or see several organisations sign in with two factors.
    public var requiresSecondFactor: Bool {
        switch self {
        case .administrator, .securityOfficer, .regionalOfficer, .nationalOfficer: true
        case .contributor, .director, .auditor: false
        }
    }

    /// Officers follow a territory, so their role has no meaning on a single establishment.
    public func mayBeHeld(on kind: Organisation.Kind) -> Bool {
        switch self {
        case .regionalOfficer: kind == .region
        case .nationalOfficer: kind == .national
        case .administrator, .securityOfficer, .contributor, .director, .auditor: true
        }
    }

    /// Where the role may be held, to complete a sentence.
    var place: Phrase {
        switch self {
        case .regionalOfficer: Phrase("une région", "a region")
        case .nationalOfficer: Phrase("le niveau national", "the national level")
        case .administrator, .securityOfficer, .contributor, .director, .auditor:
            Phrase("un établissement ou un groupe", "an organisation or a group")
        }
    }

    /// The roles that a holder of this one may give to others, on the same organisation and below.
    var givable: Set<Role> {
        switch self {
        case .administrator: Set(Role.allCases)
        case .securityOfficer: [.contributor, .director, .auditor]
        case .contributor, .director, .auditor, .regionalOfficer, .nationalOfficer: []
        }
    }
}
