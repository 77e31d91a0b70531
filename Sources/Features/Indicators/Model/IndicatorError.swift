// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Site
import ThreatIndicators

/// Why an indicator cannot be kept, or a file not be taken.
enum IndicatorError: ExplainedError, Hashable {
    case unknown
    case alreadySo
    case tooMany(limit: Int)
    case unknownLog
    case nothingChosen
    case nothingToHunt
    case noEvents
    case unreadable(ReadingFault)

    var message: Phrase {
        switch self {
        case .unknown: Phrase("Cet indicateur n’existe pas ou plus.", "There is no such indicator, or not any more.")
        case .alreadySo:
            Phrase(
                "C’est déjà fait, peut-être par quelqu’un d’autre. Rechargez la page.",
                "This is already done, perhaps by somebody else. Reload the page.")
        case .tooMany(let limit):
            Phrase(
                "Un établissement garde \(limit) indicateurs au plus\u{00A0}: retirez d’abord ceux qui ne servent plus.",
                "An establishment keeps \(limit) indicators at most: remove those of no more use first.")
        case .unknownLog:
            Phrase(
                "Cette main courante n’est pas celle d’un incident ouvert ici. Choisissez-en une autre.",
                "This log is not of an incident open here. Choose another one.")
        case .nothingChosen: Phrase("Cochez au moins un indicateur.", "Tick at least one indicator.")
        case .nothingToHunt:
            Phrase(
                "Aucun indicateur n’est à chercher\u{00A0}: ajoutez-en, ou repoussez leur date de fin.",
                "There is no indicator to look for: add some, or move their last day.")
        case .noEvents:
            Phrase(
                "Cette installation ne garde aucun événement de cet établissement\u{00A0}: rien n’a été cherché.",
                "This installation keeps no event of this establishment: nothing was looked for.")
        case .unreadable(let fault): Self.sentence(fault)
        }
    }

    private static func sentence(_ fault: ReadingFault) -> Phrase {
        switch fault {
        case .tooLarge:
            Phrase(
                "Ce fichier dépasse \(IndicatorLimits.bytes >> 20)\u{00A0}Mo. Rien n’a été repris\u{00A0}: coupez-le en plusieurs.",
                "This file is over \(IndicatorLimits.bytes >> 20) MB. Nothing was taken: cut it into several.")
        case .tooDeep:
            Phrase(
                "Ce fichier est imbriqué trop profondément pour être lu sans risque. Rien n’a été repris.",
                "This file is nested too deeply to be honest. Nothing was taken.")
        case .tooMany:
            Phrase(
                "Ce fichier contient trop d’éléments. Rien n’a été repris\u{00A0}: coupez-le en plusieurs.",
                "This file holds too many things. Nothing was taken: cut it into several.")
        case .malformed(let line):
            Phrase(
                "Ce fichier n’est pas du JSON correct\u{00A0}: il se lit jusqu’à la ligne \(line). Rien n’a été repris.",
                "This file is not correct JSON: it reads up to line \(line). Nothing was taken.")
        case .notSTIX, .notMISP:
            Phrase(
                "Ce fichier JSON n’est ni un lot STIX ni un événement MISP. Rien n’a été repris.",
                "This JSON file is neither a STIX bundle nor a MISP event. Nothing was taken.")
        case .noValueColumn:
            Phrase(
                "Aucune colonne ne s’appelle «\u{00A0}valeur\u{00A0}». Rien n’a été repris.",
                "No column is called “valeur” or “value”. Nothing was taken.")
        }
    }

    var nature: ErrorNature {
        switch self {
        case .unknown: .notFound
        case .alreadySo, .nothingToHunt, .noEvents: .conflict
        default: .invalid
        }
    }
}
