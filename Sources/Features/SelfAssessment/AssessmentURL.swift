// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Organisations
import Primitives
import Site

/// Every address of this feature.
enum AssessmentURL: SiteURL {
    typealias Part = URLPath.Part

    case list(Part)
    case opening(Part)
    case assessment(Part)
    case chapter(Part, Part)
    case chapterAssignment(Part, Part)
    case requirement(Part, Part)
    case answer(Part, Part)
    case remarks(Part, Part)
    case restoration(Part, Part)
    case interview(Part, Part)
    case closure(Part)
    case reopening(Part)
    case sharing(Part)
    case privacy(Part)
    case reuse(Part)
    case csv(Part)
    case workbook(Part)
    case csvImport(Part)
    case oscalResults(Part)
    case oscalPlan(Part)
    case report(Part)
    case reportPDF(Part)
    case campaign(Part)
    case campaignCSV(Part)
    case campaignWorkbook(Part)
    case campaignClosure(Part)
    case campaignReopening(Part)

    var path: URLPath {
        switch self {
        case .list(let organisation): "/etablissements/\(organisation)/evaluations"
        case .opening(let organisation): "/etablissements/\(organisation)/evaluations/nouvelle"
        case .assessment(let id): "/evaluations/\(id)"
        case .chapter(let id, let code): "/evaluations/\(id)/chapitres/\(code)"
        case .chapterAssignment(let id, let code): "/evaluations/\(id)/chapitres/\(code)/responsable"
        case .requirement(let id, let code): "/evaluations/\(id)/exigences/\(code)"
        case .answer(let id, let code): "/evaluations/\(id)/exigences/\(code)/reponse"
        case .remarks(let id, let code): "/evaluations/\(id)/exigences/\(code)/remarques"
        case .restoration(let id, let code): "/evaluations/\(id)/exigences/\(code)/retour"
        case .interview(let id, let step): "/evaluations/\(id)/entretien/\(step)"
        case .closure(let id): "/evaluations/\(id)/cloture"
        case .reopening(let id): "/evaluations/\(id)/reouverture"
        case .sharing(let id): "/evaluations/\(id)/partage"
        case .privacy(let id): "/evaluations/\(id)/partage/fin"
        case .reuse(let id): "/evaluations/\(id)/reprise"
        case .csv(let id): "/evaluations/\(id)/reponses.csv"
        case .workbook(let id): "/evaluations/\(id)/reponses.xlsx"
        case .csvImport(let id): "/evaluations/\(id)/import"
        case .oscalResults(let id): "/evaluations/\(id)/oscal-resultats.json"
        case .oscalPlan(let id): "/evaluations/\(id)/oscal-plan.json"
        case .report(let id): "/evaluations/\(id)/rapport"
        case .reportPDF(let id): "/evaluations/\(id)/rapport.pdf"
        case .campaign(let id): "/campagnes/\(id)"
        case .campaignCSV(let id): "/campagnes/\(id)/comparaison.csv"
        case .campaignWorkbook(let id): "/campagnes/\(id)/comparaison.xlsx"
        case .campaignClosure(let id): "/campagnes/\(id)/cloture"
        case .campaignReopening(let id): "/campagnes/\(id)/reouverture"
        }
    }
}

/// The addresses of the framework library.
enum FrameworkURL: SiteURL {
    typealias Part = URLPath.Part

    case list
    case show(Part, Part)
    case oscal(Part, Part)
    case yaml(Part, Part)
    case loading

    var path: URLPath {
        switch self {
        case .list: "/referentiels"
        case .show(let identifier, let version): "/referentiels/\(identifier)/\(version)"
        case .oscal(let identifier, let version): "/referentiels/\(identifier)/\(version)/oscal.json"
        case .yaml(let identifier, let version): "/referentiels/\(identifier)/\(version)/referentiel.yaml"
        case .loading: "/referentiels/chargement"
        }
    }

    static func show(_ identity: Framework.Identity) -> FrameworkURL {
        .show(Part(identity.identifier), Part(identity.version))
    }
}
