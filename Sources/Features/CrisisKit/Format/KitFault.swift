// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What is wrong with a kit, in words for whoever holds the stick.
public enum KitFault: ExplainedError, Hashable {
    case unreadable(String)
    case notAKit
    /// The end is missing: a copy that was interrupted.
    case cut
    /// The end is there and says nothing that can be read.
    case sealBroken
    /// At least one byte is not the one that was sealed. The file inside that shows it, when the passphrase let it be found.
    case altered(path: String?)
    case anotherKey(found: KitFingerprint, expected: KitFingerprint)
    case wrongPassphrase
    case manifestMissing
    case manifestAltered
    /// Made by a newer program.
    case newerFormat(Int)
    case fileMissing(String)
    case fileUnexpected(String)
    case fileAltered(String)
    /// The kit has no database: its pages can be read, not the program opened.
    case noDatabase

    public var message: Phrase {
        switch self {
        case .unreadable(let reason):
            Phrase("Le fichier ne peut pas être lu (\(reason)).", "The file cannot be read (\(reason)).")
        case .notAKit:
            Phrase("Ce fichier n’est pas une mallette de Carène.", "This file is not a kit made by Carène.")
        case .cut:
            Phrase(
                "La mallette est coupée\u{00A0}: il manque sa fin. La copie a été interrompue\u{00A0}; reprenez-la d’une autre copie.",
                "The kit is cut short: its end is missing. The copy was interrupted; take another copy.")
        case .sealBroken:
            Phrase(
                "La fin de la mallette est altérée\u{00A0}: son sceau n’est plus lisible. Ne vous y fiez pas\u{00A0}; prenez une autre copie.",
                "The end of the kit is altered: its seal cannot be read. Do not trust it; take another copy.")
        case .altered(let path):
            Phrase(
                "La mallette n’est plus celle qui a été scellée\u{00A0}: au moins un octet a changé\(Self.french(path)). Ne vous y fiez pas\u{00A0}; prenez une autre copie.",
                "The kit is not the one that was sealed: at least one byte has changed\(Self.english(path)). Do not trust it; take another copy."
            )
        case .anotherKey(let found, let expected):
            Phrase(
                "La mallette est entière, mais une autre installation l’a signée\u{00A0}: l’empreinte est \(found.text), et non \(expected.text).",
                "The kit is whole, but another installation signed it: the fingerprint is \(found.text), not \(expected.text)."
            )
        case .wrongPassphrase:
            Phrase(
                "La phrase de passe n’est pas celle de cette mallette. Six groupes de cinq lettres, sans accent\u{00A0}: chaque mallette a la sienne.",
                "The passphrase is not the one of this kit. Six groups of five letters: each kit has its own.")
        case .manifestMissing:
            Phrase("La mallette n’a pas de manifeste signé.", "The kit has no signed manifest.")
        case .manifestAltered:
            Phrase(
                "Le manifeste de la mallette ne correspond pas à sa signature. Ne vous y fiez pas.",
                "The manifest of the kit does not match its signature. Do not trust it.")
        case .newerFormat(let format):
            Phrase(
                "Cette mallette a été faite par un Carène plus récent (format \(format)). Ses pages s’ouvrent avec 7-Zip.",
                "This kit was made by a newer Carène (format \(format)). Its pages open with 7-Zip.")
        case .fileMissing(let path):
            Phrase("Il manque à la mallette le fichier \(path).", "The kit lacks the file \(path).")
        case .fileUnexpected(let path):
            Phrase(
                "La mallette contient un fichier que son manifeste ne connaît pas\u{00A0}: \(path).",
                "The kit holds a file that its manifest does not know: \(path).")
        case .fileAltered(let path):
            Phrase(
                "Le fichier \(path) n’est pas celui que le manifeste annonce.",
                "The file \(path) is not the one that the manifest announces.")
        case .noDatabase:
            Phrase(
                "Cette mallette ne contient pas de base de données\u{00A0}: lisez ses pages avec 7-Zip, en ouvrant index.html.",
                "This kit holds no database: read its pages with 7-Zip, opening index.html.")
        }
    }

    private static func french(_ path: String?) -> String { path.map { ", dans \($0)" } ?? "" }

    private static func english(_ path: String?) -> String { path.map { ", in \($0)" } ?? "" }
}
