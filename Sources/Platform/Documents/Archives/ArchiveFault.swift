// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What is wrong with an archive, read or written.
public enum ArchiveFault: Sendable, Hashable {
    case notAnArchive
    /// The archive ends before its table of contents: a download that was cut.
    case truncated
    /// The structure contradicts itself; the entry concerned when it is known.
    case damaged(path: String?)
    case encrypted
    /// Compressed in a way that is neither "stored" nor "deflate".
    case unsupportedCompression(path: String)
    /// A path that leaves the folder, a link, or characters that no file name holds.
    case unsafePath(String)
    case duplicatePath(String)
    case missing(path: String)
    case tooManyEntries(limit: Int)
    /// More bytes once unpacked than is allowed.
    case tooLarge(limit: Int)
    /// An entry unpacks to hundreds of times its size: an archive made to fill the memory.
    case suspicious(path: String)
    /// Two entries share the same bytes: another way of making a bomb.
    case overlapping(path: String)
    /// An entry being written received more or fewer bytes than announced.
    case wrongSize(path: String)
    /// The archive was already finished, or an earlier error spoilt it.
    case closed
    /// The system's own words.
    case notWritten(String)

    public var message: Phrase {
        switch self {
        case .notAnArchive:
            Phrase("Ce fichier n’est pas une archive ZIP.", "This file is not a ZIP archive.")
        case .truncated:
            Phrase(
                "L’archive s’arrête avant d’être complète. Téléchargez-la ou enregistrez-la de nouveau.",
                "The archive stops before it is complete. Download it or save it again.")
        case .damaged(let path):
            Phrase(
                "L’archive est endommagée\(Self.french(path)). Enregistrez-la de nouveau, puis recommencez.",
                "The archive is damaged\(Self.english(path)). Save it again, then try again.")
        case .encrypted:
            Phrase(
                "L’archive est protégée par un mot de passe. Enregistrez-la sans mot de passe, puis recommencez.",
                "The archive is protected by a password. Save it without a password, then try again.")
        case .unsupportedCompression(let path):
            Phrase(
                "L’entrée «\u{00A0}\(path)\u{00A0}» est compressée d’une façon que nous ne lisons pas.",
                "The entry “\(path)” is compressed in a way that we do not read.")
        case .unsafePath(let path):
            Phrase(
                "L’archive contient un nom de fichier dangereux\u{00A0}: «\u{00A0}\(path)\u{00A0}».",
                "The archive holds a dangerous file name: “\(path)”.")
        case .duplicatePath(let path):
            Phrase(
                "L’archive contient deux fois le fichier «\u{00A0}\(path)\u{00A0}».",
                "The archive holds the file “\(path)” twice.")
        case .missing(let path):
            Phrase(
                "L’archive ne contient pas le fichier «\u{00A0}\(path)\u{00A0}».",
                "The archive does not hold the file “\(path)”.")
        default: limitMessage
        }
    }

    private var limitMessage: Phrase {
        switch self {
        case .tooManyEntries(let limit):
            Phrase(
                "L’archive contient plus de \(Language.french.number(limit)) fichiers, ce qui n’est pas permis.",
                "The archive holds more than \(Language.english.number(limit)) files, which is not allowed.")
        case .tooLarge(let limit):
            Phrase(
                "L’archive est trop volumineuse une fois décompressée (plus de \(Self.megabytes(limit))\u{00A0}Mo).",
                "The archive is too large once unpacked (more than \(Self.megabytes(limit)) MB).")
        case .suspicious(let path), .overlapping(let path):
            Phrase(
                "L’entrée «\u{00A0}\(path)\u{00A0}» est anormalement compressée. Par prudence, l’archive est refusée.",
                "The entry “\(path)” is abnormally compressed. The archive is refused, to be safe.")
        case .wrongSize(let path):
            Phrase(
                "Le fichier «\u{00A0}\(path)\u{00A0}» a changé de taille pendant l’écriture. Recommencez.",
                "The file “\(path)” changed size while it was written. Try again.")
        case .closed:
            Phrase("L’archive est déjà fermée. Recommencez.", "The archive is already closed. Try again.")
        case .notWritten(let reason):
            Phrase("L’archive n’a pas pu être écrite (\(reason)).", "The archive could not be written (\(reason)).")
        default: Phrase("L’archive ne peut pas être lue.", "The archive cannot be read.")
        }
    }

    private static func french(_ path: String?) -> String { path.map { " («\u{00A0}\($0)\u{00A0}»)" } ?? "" }

    private static func english(_ path: String?) -> String { path.map { " (“\($0)”)" } ?? "" }

    private static func megabytes(_ bytes: Int) -> Int { max(bytes >> 20, 1) }
}
