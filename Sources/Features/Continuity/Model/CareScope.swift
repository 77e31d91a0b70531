// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery

/// The three scopes that objective D2.O1.C wants at least, when they exist (order of 3 July 2025, annex 1). The raw value is
/// the fact that the frameworks ask of an impact analysis.
enum CareScope: String, Sendable, Hashable, CaseIterable {
    case careService = "care-service"
    case administrativeProcess = "administrative-process"
    case technicalPlatform = "technical-platform"

    /// What an analysis of this node counts for; nil for logistics and for what stands below the activities.
    init?(_ kind: NodeKind) {
        switch kind {
        case .care: self = .careService
        case .administrative: self = .administrativeProcess
        case .technicalPlatform: self = .technicalPlatform
        default: return nil
        }
    }

    /// In an address.
    var word: String {
        switch self {
        case .careService: "soins"
        case .administrativeProcess: "administratif"
        case .technicalPlatform: "plateau-technique"
        }
    }

    init?(word: String) {
        guard let found = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = found
    }

    func title(_ t: Language) -> String {
        switch self {
        case .careService:
            t("Un service de soins à fort effet sur les patients", "A care unit that strongly affects patients")
        case .administrativeProcess:
            t("Le processus administratif le plus critique", "The most critical administrative process")
        case .technicalPlatform: t("Un plateau technique", "A technical platform")
        }
    }

    func short(_ t: Language) -> String {
        switch self {
        case .careService: t("Service de soins", "Care unit")
        case .administrativeProcess: t("Processus administratif", "Administrative process")
        case .technicalPlatform: t("Plateau technique", "Technical platform")
        }
    }
}
