// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this feature. Logs of an establishment stand below it; a log has an address of its own, which crises
/// and exercises lead to (`CrisisLogAddress`).
enum LogbookURL: SiteURL {
    typealias Part = URLPath.Part

    case list(Part)
    case opening(Part)
    case merging(Part)

    case log(Part)
    case live(Part)
    case quick(Part)
    case lines(Part)
    case line(Part, Part)
    case correction(Part, Part)
    case answer(Part, Part)
    case ending(Part, Part)
    /// The last part is the rank of the file beside its line, from 1.
    case attachment(Part, Part, Part)
    case paper(Part)
    case handover(Part)
    case reports(Part)
    case report(Part, Part)
    case rhythm(Part)
    case management(Part)
    case clock(Part)
    case closure(Part)
    case reopening(Part)
    case file(Part, FileType)

    enum FileType: String, Sendable, CaseIterable {
        case csv, xlsx, pdf
        /// Lines, attachments and signature.
        case zip
    }

    var path: URLPath {
        switch self {
        case .list(let place): "/etablissements/\(place)/mains-courantes"
        case .opening(let place): "/etablissements/\(place)/mains-courantes/nouvelle"
        case .merging(let place): "/etablissements/\(place)/mains-courantes/fusion"
        case .log(let log): "/mains-courantes/\(log)"
        case .live(let log): "/mains-courantes/\(log)/direct"
        case .quick(let log): "/mains-courantes/\(log)/saisie"
        case .lines(let log): "/mains-courantes/\(log)/lignes"
        case .line(let log, let line): "/mains-courantes/\(log)/lignes/\(line)"
        case .correction(let log, let line): "/mains-courantes/\(log)/lignes/\(line)/correction"
        case .answer(let log, let line): "/mains-courantes/\(log)/lignes/\(line)/reponse"
        case .ending(let log, let line): "/mains-courantes/\(log)/lignes/\(line)/fin"
        case .attachment(let log, let line, let rank): "/mains-courantes/\(log)/lignes/\(line)/pieces/\(rank)"
        case .paper(let log): "/mains-courantes/\(log)/papier"
        case .handover(let log): "/mains-courantes/\(log)/releve"
        case .reports(let log): "/mains-courantes/\(log)/points"
        case .report(let log, let line): "/mains-courantes/\(log)/points/\(line)"
        case .rhythm(let log): "/mains-courantes/\(log)/rythme"
        case .management(let log): "/mains-courantes/\(log)/gestion"
        case .clock(let log): "/mains-courantes/\(log)/horloge"
        case .closure(let log): "/mains-courantes/\(log)/cloture"
        case .reopening(let log): "/mains-courantes/\(log)/reouverture"
        case .file(let log, let type): "/mains-courantes/\(log)/main-courante.\(Part(type.rawValue))"
        }
    }
}
