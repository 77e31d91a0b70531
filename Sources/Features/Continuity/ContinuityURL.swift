// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this feature. All stand below an organisation: what is asked for under another one does not exist.
enum ContinuityURL: SiteURL {
    typealias Part = URLPath.Part

    case overview(Part)
    case references(Part)

    case analyses(Part)
    case analysesTable(Part)
    case analysesWorkbook(Part)
    case analysis(Part, Part)
    case analysisValidation(Part, Part)
    case analysisResumption(Part, Part)

    case objectives(Part)

    case modes(Part)
    case modeCreation(Part)
    case mode(Part, Part)
    case modeEdition(Part, Part)
    case modeRemoval(Part, Part)
    case modeRestoration(Part, Part)

    case sheets(Part)
    case sheetCreation(Part)
    case library(Part)
    case model(Part, Part)
    case sheet(Part, Part)
    case sheetEdition(Part, Part)
    case sheetRemoval(Part, Part)
    case sheetRestoration(Part, Part)

    case plans(Part)
    case planCreation(Part)
    case plan(Part, Part)
    case planEdition(Part, Part)
    case planVersion(Part, Part, Part)
    case planApproval(Part, Part)
    case planWithdrawal(Part, Part)
    case planRemoval(Part, Part)
    case planRestoration(Part, Part)
    case planFile(Part, Part)

    case calendar(Part)
    case testCreation(Part, Part)
    case test(Part, Part)
    case testRemoval(Part, Part)
    case testRestoration(Part, Part)

    case scopes(Part)
    case waiver(Part, Part)
    case waiverRemoval(Part, Part)

    var path: URLPath {
        switch self {
        case .overview(let place): "/etablissements/\(place)/continuite"
        case .references(let place): "/etablissements/\(place)/continuite/reperes"
        case .analyses(let place): "/etablissements/\(place)/continuite/bilans"
        case .analysesTable(let place): "/etablissements/\(place)/continuite/bilans/export.csv"
        case .analysesWorkbook(let place): "/etablissements/\(place)/continuite/bilans/export.xlsx"
        case .analysis(let place, let id): "/etablissements/\(place)/continuite/bilans/\(id)"
        case .analysisValidation(let place, let id): "/etablissements/\(place)/continuite/bilans/\(id)/validation"
        case .analysisResumption(let place, let id): "/etablissements/\(place)/continuite/bilans/\(id)/reprise"
        case .objectives(let place): "/etablissements/\(place)/continuite/durees"
        case .modes(let place): "/etablissements/\(place)/continuite/modes-degrades"
        case .modeCreation(let place): "/etablissements/\(place)/continuite/modes-degrades/nouveau"
        case .mode(let place, let id): "/etablissements/\(place)/continuite/modes-degrades/\(id)"
        case .modeEdition(let place, let id): "/etablissements/\(place)/continuite/modes-degrades/\(id)/modification"
        case .modeRemoval(let place, let id): "/etablissements/\(place)/continuite/modes-degrades/\(id)/retrait"
        case .modeRestoration(let place, let id):
            "/etablissements/\(place)/continuite/modes-degrades/\(id)/retablissement"
        case .sheets(let place): "/etablissements/\(place)/continuite/fiches"
        case .sheetCreation(let place): "/etablissements/\(place)/continuite/fiches/nouvelle"
        case .library(let place): "/etablissements/\(place)/continuite/fiches/modeles"
        case .model(let place, let code): "/etablissements/\(place)/continuite/fiches/modeles/\(code)"
        case .sheet(let place, let id): "/etablissements/\(place)/continuite/fiches/\(id)"
        case .sheetEdition(let place, let id): "/etablissements/\(place)/continuite/fiches/\(id)/modification"
        case .sheetRemoval(let place, let id): "/etablissements/\(place)/continuite/fiches/\(id)/retrait"
        case .sheetRestoration(let place, let id): "/etablissements/\(place)/continuite/fiches/\(id)/retablissement"
        case .plans(let place): "/etablissements/\(place)/continuite/plans"
        case .planCreation(let place): "/etablissements/\(place)/continuite/plans/nouveau"
        case .plan(let place, let id): "/etablissements/\(place)/continuite/plans/\(id)"
        case .planEdition(let place, let id): "/etablissements/\(place)/continuite/plans/\(id)/modification"
        case .planVersion(let place, let id, let number):
            "/etablissements/\(place)/continuite/plans/\(id)/versions/\(number)"
        case .planApproval(let place, let id): "/etablissements/\(place)/continuite/plans/\(id)/approbation"
        case .planWithdrawal(let place, let id):
            "/etablissements/\(place)/continuite/plans/\(id)/approbation/retrait"
        case .planRemoval(let place, let id): "/etablissements/\(place)/continuite/plans/\(id)/retrait"
        case .planRestoration(let place, let id): "/etablissements/\(place)/continuite/plans/\(id)/retablissement"
        case .planFile(let place, let id): "/etablissements/\(place)/continuite/plans/\(id)/plan.pdf"
        case .calendar(let place): "/etablissements/\(place)/continuite/essais"
        case .testCreation(let place, let plan): "/etablissements/\(place)/continuite/plans/\(plan)/essais/nouveau"
        case .test(let place, let id): "/etablissements/\(place)/continuite/essais/\(id)"
        case .testRemoval(let place, let id): "/etablissements/\(place)/continuite/essais/\(id)/retrait"
        case .testRestoration(let place, let id): "/etablissements/\(place)/continuite/essais/\(id)/retablissement"
        case .scopes(let place): "/etablissements/\(place)/continuite/care-d2"
        case .waiver(let place, let scope): "/etablissements/\(place)/continuite/care-d2/\(scope)/motif"
        case .waiverRemoval(let place, let scope): "/etablissements/\(place)/continuite/care-d2/\(scope)/motif/retrait"
        }
    }
}
