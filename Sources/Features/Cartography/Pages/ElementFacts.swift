// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery
import ServiceMaps

/// What is known of an element besides its links.
enum ElementFacts {
    static func sheet(_ node: PlacedNode, _ t: Language) -> HTML {
        let values = node.node
        let kind =
            values.kind == .other ? node.layer.title(t) : "\(node.layer.title(t)), \(lowered(values.kind.title(t)))"
        var facts: [(term: String, value: HTML)] = [(t("Étage", "Layer"), "\(kind)")]
        if let careClass = values.careClass {
            facts.append((t("Classe de soins", "Care class"), "\(CareClass.title(careClass, t))"))
        }
        facts.append((t("Tenu par", "Kept by"), "\(node.keeperName)"))
        func add(_ term: String, _ text: String) { if !text.isEmpty { facts.append((term, "\(text)")) } }
        add(t("Responsable", "Owner"), node.owner)
        add(t("Fournisseur", "Supplier"), node.supplier)
        if let volume = values.dataGigabytes { add(t("Données", "Data"), self.volume(volume, t)) }
        add(t("Code", "Code"), node.code)
        let decided: [(String, Double?)] = [
            (t("DMIA", "Recovery time objective"), values.recoveryTimeObjective),
            (t("PDMA", "Recovery point objective"), values.recoveryPointObjective),
            (t("Durée tolérable", "Tolerable period"), values.maximumTolerablePeriod),
            (t("Tenue du mode dégradé", "Degraded mode holds"), values.degradedEndurance),
            (t("Entre deux sauvegardes", "Between two backups"), values.backupInterval),
        ]
        for (term, hours) in decided { if let hours { add(term, Hours.text(hours, t)) } }
        let undecided: HTML = when(
            values.recoveryTimeObjective == nil,
            paragraph(
                t(
                    "Sa DMIA n’est pas décidée\u{00A0}: elle l’est dans l’analyse d’impact.",
                    "Its recovery objective is not decided: it is in the impact analysis."), isQuiet: true))
        return Components.sheet(
            t("Fiche", "Facts"),
            "\(when(!node.description.isEmpty, prose(node.description)))\(definitionList(facts))\(undecided)")
    }

    static func volume(_ gigabytes: Double, _ t: Language) -> String {
        gigabytes >= 1000
            ? t("\(t.decimal(gigabytes / 1000))\u{00A0}To", "\(t.decimal(gigabytes / 1000)) TB")
            : t("\(t.decimal(gigabytes, 0))\u{00A0}Go", "\(t.decimal(gigabytes, 0)) GB")
    }

    /// In the middle of a sentence; acronyms and brackets stay.
    static func lowered(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }
}
