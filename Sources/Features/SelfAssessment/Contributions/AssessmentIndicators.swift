// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The figures of the self-assessment: what is proven of the frameworks in use, and the index of the newest assessment.
enum AssessmentIndicators {
    static func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        guard organisation.kind != .national, organisation.kind != .region else { return [] }
        let used = try await house.database.read { session in
            try AssessmentStore.inUse(under: organisation.lineage, in: session)
        }
        var frameworks: [Framework] = []
        for identity in used {
            guard let framework = try await house.library.framework(identity) else { continue }
            // Proofs say nothing of a framework that asks for none.
            if framework.requirements.contains(where: { $0.evidence != nil }) { frameworks.append(framework) }
        }
        // The call for funding first: it is what the establishment is paid for.
        frameworks.sort { (isFunded($0) ? 0 : 1, $0.title) < (isFunded($1) ? 0 : 1, $1.title) }
        let sheets = try await house.standings(of: organisation, for: Array(frameworks.prefix(3)))
        var found = sheets.enumerated().map { place, sheet in proven(sheet, rank: place == 0 ? 1 : nil) }
        if let index = try await index(of: organisation, in: house) { found.append(index) }
        return found
    }

    private static func isFunded(_ framework: Framework) -> Bool { framework.identity.identifier.hasPrefix("care-d") }

    private static func proven(_ sheet: StandingSheet, rank: Int?) -> Indicator {
        let (proven, all) = (sheet.proven, sheet.applicable)
        let title = sheet.framework.title
        return Indicator(
            "self-assessment.proven.\(sheet.framework.identity.identifier)",
            Phrase("Objectifs prouvés\u{00A0}: \(title)", "Objectives proven: \(title)"),
            value: all == 0 ? nil : Double(proven) / Double(all), unit: .share, target: 1,
            sentence: Phrase(
                "\(Language.french.count(proven, ("exigence prouvée", "exigences prouvées"), ("", ""))) sur \(all) aujourd’hui.",
                "\(proven) of \(all) requirements proven today."),
            href: sheet.declaration?.href, rank: rank)
    }

    private static func index(of organisation: Organisation, in house: House) async throws -> Indicator? {
        let newest = try await house.database.read { session in
            try AssessmentStore.ofOrganisations([organisation.id], in: session).last { $0.tally.index != nil }
        }
        guard let newest, let value = newest.tally.index else { return nil }
        return Indicator(
            "self-assessment.index",
            Phrase("Indice de l’auto-évaluation", "Index of the self-assessment"), value: value, unit: .index,
            sentence: Phrase(
                "\(newest.frameworkTitle)\u{00A0}: \(Verdict.words(value, .french)).",
                "\(newest.frameworkTitle): \(Verdict.words(value, .english))."),
            href: AssessmentURL.assessment(.init(newest.id)).path, rank: 4)
    }
}
