// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Evidence
import Foundation
import Primitives
import Site

/// Files beside lines: kept in the house's vault under their content, never shown as pages of the site.
enum Attachments {
    /// Of one file, in bytes.
    static let limit = 10 << 20
    static let most = 5
    /// Of a form with files.
    static let formLimit = most * limit + (1 << 20)

    /// - Throws: `LogbookError`, `ProofError` for a type that the vault refuses.
    static func keep(_ uploads: [Upload], in house: House) async throws -> [LogStatement.Attachment] {
        guard uploads.count <= most else { throw LogbookError.tooManyFiles }
        guard uploads.allSatisfy({ $0.size <= limit }) else { throw LogbookError.fileTooLarge }
        var kept: [LogStatement.Attachment] = []
        for upload in uploads {
            let file = try await house.vault.store(path: upload.path, name: upload.name)
            kept.append(LogStatement.Attachment(name: file.name, bytes: file.size, digest: file.sha256))
        }
        return kept
    }

    /// Those of an archive; a type that the vault refuses is left out, its line still names it.
    ///
    /// - Returns: how many were kept.
    static func keep(of archive: LogArchive, in house: House) async throws -> Int {
        var kept = 0
        for file in archive.attachments {
            let path = FileManager.default.temporaryDirectory
                .appendingPathComponent("carene-\(Hexadecimal.text(of: Entropy.system.bytes(16)))")
            defer { try? FileManager.default.removeItem(at: path) }
            guard
                FileManager.default.createFile(
                    atPath: path.path, contents: Data(try archive.bytes(of: file)),
                    attributes: [.posixPermissions: 0o600])
            else { throw LogbookError.vaultUnavailable }
            do {
                _ = try await house.vault.store(path: path.path, name: file.name)
                kept += 1
            } catch let error as ProofError {
                house.warn("an attachment of an archive was not kept", error)
            }
        }
        return kept
    }

    static func file(_ attachment: LogStatement.Attachment) -> Proof.File {
        Proof.File(
            sha256: attachment.digest, name: attachment.name, mediaType: "application/octet-stream",
            size: attachment.bytes)
    }

    /// Nil when it is not here: the log came from elsewhere without its files.
    static func bytes(_ attachment: LogStatement.Attachment, in house: House) async throws -> [UInt8]? {
        let file = file(attachment)
        guard house.vault.holds(file) else { return nil }
        return try await house.vault.bytes(of: file)
    }

    static func download(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let desk = try await LogDesk.open(visit, shelf)
        let files = try desk.line(visit).current.attachments
        guard let rank = Int(try visit.parameter("rangPieceMainCourante")), (1...files.count + 1).contains(rank),
            rank <= files.count
        else {
            throw Refusal.notFound
        }
        let file = files[rank - 1]
        guard let bytes = try await bytes(file, in: visit.house) else { throw LogbookError.fileNotHere }
        return .download(bytes, name: file.name, mediaType: "application/octet-stream")
    }
}

/// Why something about a log was refused.
enum LogbookError: ExplainedError, Hashable {
    case tooManyFiles
    case fileTooLarge
    case fileNotHere
    case vaultUnavailable

    var nature: ErrorNature { self == .fileNotHere ? .notFound : .invalid }

    var message: Phrase {
        switch self {
        case .tooManyFiles:
            Phrase(
                "Cinq fichiers au plus par ligne\u{00A0}: ajoutez les autres par une ligne suivante.",
                "Five files at most a line: add the others with another line.")
        case .fileTooLarge:
            Phrase(
                "Un fichier dépasse 10\u{00A0}Mo\u{00A0}: rien n’a été enregistré.",
                "A file exceeds 10 MB: nothing was saved.")
        case .fileNotHere:
            Phrase("Ce fichier n’est pas sur cette installation.", "This file is not on this installation.")
        case .vaultUnavailable:
            Phrase(
                "Le dossier des fichiers n’est pas accessible\u{00A0}: rien n’a été enregistré.",
                "The folder of files cannot be written: nothing was saved.")
        }
    }
}
