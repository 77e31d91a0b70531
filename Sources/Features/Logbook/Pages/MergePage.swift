// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Documents
import Foundation
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Brings in the lines of another instance: the kit on a laptop, the server that came back, the partner hospital.
enum MergePage {
    /// In bytes.
    private static let limit = 256 << 20

    struct Model: Sendable {
        let place: Place
        let fingerprint: String
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        page(visit, try await model(visit))
    }

    private static func model(_ visit: Visit) async throws -> Model {
        Model(
            place: try await visit.logbookPlace(LogbookPermissions.manage),
            fingerprint: try LogArchiveKey(of: visit.house.entrance.secretKey).fingerprint)
    }

    @Sendable
    static func merge(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(fileLimit: limit)
        var model = try await model(visit)
        let t = visit.language
        guard let upload = form.file("archive") else {
            model.errors.add(t("Choisissez une archive.", "Choose an archive."), to: "archive")
            return page(visit, model, status: .unprocessable)
        }
        // The file goes with its last owner, and attachments are read from it to the end.
        defer { withExtendedLifetime(upload) {} }
        do {
            let archive = try await Self.archive(at: upload.path)
            let kept = try await Attachments.keep(of: archive, in: visit.house)
            let (record, result) = try await merge(archive, at: model.place, visit)
            return .redirect(LogbookURL.log(.init(record)).path, notice: sentence(archive, result, kept, t))
        } catch let fault as LogArchiveFault {
            model.errors.add(fault.message(t), to: "archive")
        } catch let fault as CrisisLogError {
            model.errors.add(fault.message(t), to: "archive")
        }
        return page(visit, model, status: .unprocessable)
    }

    /// Unpacking and hashing take seconds for a long log: not on the threads that serve requests.
    @concurrent
    private static func archive(at path: String) async throws -> LogArchive { try LogArchive(.file(path: path)) }

    private static func merge(
        _ archive: LogArchive, at place: Place, _ visit: Visit
    ) async throws -> (CrisisLogRecord.ID, LogMerge.Result) {
        let author = visit.logAuthor(in: place)
        return try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: LogbookPermissions.manage, in: change.session)
            let record = try CrisisLogStore.adopt(archive.origin, at: place.organisation.id, in: change)
            let result = try CrisisLogStore.merge(archive.entries, into: record, in: change)
            // The log tells it itself; a second merge of the same archive, which changes nothing, says nothing.
            if !result.added.isEmpty, record.isOpen {
                try CrisisLogStore.append(
                    note(archive, result, at: change.now, record), to: record, by: author, in: change)
            }
            return (record.id, result)
        }
    }

    private static func note(
        _ archive: LogArchive, _ result: LogMerge.Result, at now: Instant, _ record: CrisisLogRecord
    ) -> LogStatement {
        let forks =
            result.forked.isEmpty
            ? ""
            : " Numéros en double\u{00A0}: " + result.forked.prefix(20).map(\.description).joined(separator: ", ") + "."
        return LogStatement(
            factAt: Moment(now.adding(seconds: record.clockOffset)), kind: .information, cell: .operational,
            text:
                "Archive fusionnée\u{00A0}: \(result.added.count) lignes ajoutées, \(result.known) déjà connues.\(forks)",
            source: "archive signée \(archive.fingerprint.prefix(24))… du \(archive.madeAt.prefix(16)) UTC")
    }

    private static func sentence(
        _ archive: LogArchive, _ result: LogMerge.Result, _ files: Int, _ t: Language
    ) -> String {
        let forks = result.forked.prefix(6).map(\.description).joined(separator: ", ")
        return t(
            "Archive fusionnée\u{00A0}: \(t.count(result.added.count, ("ligne ajoutée", "lignes ajoutées"), ("", ""))), \(result.known) déjà connues, \(t.count(files, ("pièce jointe", "pièces jointes"), ("", "")))."
                + (forks.isEmpty ? "" : " Numéros en double, gardés tous les deux\u{00A0}: \(forks)."),
            "Archive merged: \(t.count(result.added.count, ("", ""), ("line added", "lines added"))), \(result.known) known already, \(t.count(files, ("", ""), ("attachment", "attachments")))."
                + (forks.isEmpty ? "" : " Numbers that stand twice, both kept: \(forks)."))
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Fusionner une archive", "Merge an archive")
        let list = LogbookURL.list(.init(model.place.organisation.id)).path
        return visit.page(
            Page(
                title, at: model.place,
                trail: [Crumb(t("Mains courantes", "Crisis logs"), href: list), Crumb(title)],
                main: render(model, t)), status: status)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.organisation.id)
        let fields: HTML = """
            \(fileField(
                Field(
                    t, "archive", label: t("Archive signée d’une main courante", "Signed archive of a log"),
                    hint: t(
                        "Le fichier .zip que l’autre instance a fait, sous «\u{00A0}Gérer et exporter\u{00A0}».",
                        "The .zip file that the other instance made, under “Manage and export”."),
                    error: model.errors["archive"], isRequired: true), accept: ".zip,application/zip"))\
            \(formActions("\(submit(t("Fusionner", "Merge")))\(buttonLink(t("Annuler", "Cancel"), href: LogbookURL.list(part).path))"))
            """
        return """
            \(pageHead(t, PageHead(
                t("Fusionner une archive", "Merge an archive"),
                lead: t(
                    "Les lignes écrites ailleurs s’ajoutent à celles d’ici. Rien n’est remplacé ni perdu, et recommencer ne change rien.",
                    "Lines written elsewhere are added to those here. Nothing is replaced or lost, and doing it again changes nothing."))))\
            \(errorSummary(t, model.errors.faults))\
            \(form(action: LogbookURL.merging(part).path, isMultipart: true, fields))\
            \(paragraph(t(
                "Cette installation signe avec l’empreinte \(model.fingerprint). Comparez celle de l’autre par téléphone si vous doutez de l’archive.",
                "This installation signs with the fingerprint \(model.fingerprint). Compare the other's by telephone if you doubt the archive."), isQuiet: true))
            """
    }
}
