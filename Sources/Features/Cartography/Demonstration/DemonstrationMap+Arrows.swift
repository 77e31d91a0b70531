// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery

extension DemonstrationMap {
    struct Arrow: Sendable {
        let from: String
        let to: String
        let kind: Dependency.Kind
        let lag: Double
        let isBootstrap: Bool
    }

    /// What needs what. The directory and its names need each other: a written procedure starts a first controller that
    /// answers names by itself, so the arrow from the directory to the names is the bootstrap.
    static let arrows: [Arrow] =
        [
            of(
                "urgences", needs: ["urg-app", "postes-urgences", "telephonie-app"],
                degraded: ["dpi", "laboratoire", "imagerie", "admissions"]),
            of("reanimation", needs: ["rea-app", "prescription", "telephonie-app"], degraded: ["laboratoire", "gtb"]),
            of(
                "bloc", needs: ["bloc-prog", "sterilisation", "postes-services"],
                degraded: ["transfusion", "dpi", "gtb"]),
            of(
                "maternite", needs: ["dpi", "prescription", "telephonie-app", "postes-services"],
                degraded: ["transfusion"]),
            of("medecine", needs: ["dpi", "prescription", "postes-services"], degraded: ["wifi", "pharmacie"]),
            of("dialyse", needs: ["dialyse-app", "postes-services"], degraded: ["prescription"]),
            of("laboratoire", needs: ["sgl", "automates", "postes-services"]),
            of("imagerie", needs: ["ris-pacs", "modalites", "postes-services"]),
            of("pharmacie", needs: ["pharma", "postes-services"], data: ["prescription"]),
            of("sterilisation", needs: ["steri-trace", "postes-services"]),
            of("transfusion", needs: ["trans-app", "postes-services"], degraded: ["laboratoire"]),
            of("admissions", needs: ["gap", "postes-services"], degraded: ["rdv", "messagerie"]),
            of("facturation", needs: ["gef", "postes-services"], data: ["gap"]),
            of("paie", needs: ["paie-app", "postes-services"]),
            of("restauration", degraded: ["dpi", "partages"]),
            of("dpi", needs: ["bdd", "hyperviseur", "sso"], degraded: ["eai", "fournisseur-dpi"]),
            of("prescription", needs: ["dpi"], data: ["pharma"]),
            of("gap", needs: ["bdd", "hyperviseur"], degraded: ["sso", "eai"]),
            of("sgl", needs: ["bdd", "hyperviseur"], data: ["gap"], degraded: ["automates"]),
            of("ris-pacs", needs: ["stockage", "bdd", "hyperviseur"], data: ["gap"]),
            of("pharma", needs: ["bdd", "hyperviseur"], data: ["gap"]),
            of("bloc-prog", needs: ["dpi", "bdd"]),
            of("urg-app", needs: ["bdd", "hyperviseur"], data: ["gap"], degraded: ["dpi", "eai"]),
            of("rea-app", needs: ["bdd", "hyperviseur"], degraded: ["eai", "dpi"]),
            of("trans-app", needs: ["bdd", "hyperviseur"], data: ["sgl"]),
            of("steri-trace", needs: ["bdd", "hyperviseur"], degraded: ["bloc-prog"]),
            of("dialyse-app", needs: ["bdd", "hyperviseur"], data: ["gap"]),
            of("rdv", needs: ["internet"], data: ["gap"]),
            of("partages", needs: ["stockage", "hyperviseur", "ad"]),
            of("paie-app", needs: ["bdd", "hyperviseur"], degraded: ["sso"]),
            of("gef", needs: ["bdd", "hyperviseur"], degraded: ["messagerie"]),
            of("telephonie-app", needs: ["telephonie"], degraded: ["hyperviseur"]),
            of("messagerie", needs: ["ad", "dns", "internet", "hyperviseur"]),
            of("equipe", needs: ["ad", "internet"]),
            of("pare-feu", needs: ["reseau"]),
            of("stockage", needs: ["reseau"]),
            of("hyperviseur", needs: ["stockage", "reseau"], data: ["sauvegarde"]),
            of("bdd", needs: ["hyperviseur", "stockage"], data: ["sauvegarde"], degraded: ["ad"]),
            of("sso", needs: ["ad", "bdd"], degraded: ["pki"]),
            of("eai", needs: ["hyperviseur", "bdd", "dns"]),
            of("postes-urgences", needs: ["reseau", "ad"], degraded: ["edr"]),
            of("postes-services", needs: ["reseau", "ad"], degraded: ["edr", "wifi"]),
            of("wifi", needs: ["reseau", "ad"], degraded: ["pki"]),
            of("telephonie", degraded: ["reseau"]),
            of("automates", degraded: ["reseau"]),
            of("modalites", needs: ["reseau"]),
            of("gtb", degraded: ["reseau"]),
            of("fournisseur-dpi", needs: ["vpn"]),
            of("ad", needs: ["hyperviseur", "ntp"], data: ["sauvegarde"]),
            of("dns", needs: ["ad", "hyperviseur"]),
            of("ntp", needs: ["reseau-ght"]),
            of("pki", needs: ["ad", "hyperviseur"]),
            of("sauvegarde", needs: ["reseau-ght"]),
            of("internet", needs: ["reseau-ght", "pare-feu"]),
            of("vpn", needs: ["internet", "ad"], degraded: ["pki"]),
            of("edr", needs: ["internet"]),
        ].flatMap { $0 }
        + [
            Arrow(from: "dpi", to: "gap", kind: .needsData, lag: 1, isBootstrap: false),
            Arrow(from: "sgl", to: "eai", kind: .needsData, lag: 2, isBootstrap: false),
            Arrow(from: "ris-pacs", to: "eai", kind: .needsData, lag: 2, isBootstrap: false),
            Arrow(from: "ad", to: "dns", kind: .needs, lag: 0, isBootstrap: true),
        ]

    private static func of(
        _ code: String, needs: [String] = [], data: [String] = [], degraded: [String] = []
    ) -> [Arrow] {
        func arrows(_ targets: [String], _ kind: Dependency.Kind) -> [Arrow] {
            targets.map { Arrow(from: code, to: $0, kind: kind, lag: 0, isBootstrap: false) }
        }
        return arrows(needs, .needs) + arrows(data, .needsData) + arrows(degraded, .degradedWithout)
    }
}
