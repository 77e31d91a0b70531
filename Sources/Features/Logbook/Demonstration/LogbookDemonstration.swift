// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Evidence
import Foundation
import Journal
import Organisations
import Persistence
import Primitives
import Site

/// The log of an exercise of last spring at the fictional support hospital, closed. Everything is invented.
enum LogbookDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let organisation = try demonstration.organisation(.support)
        let day = demonstration.today.adding(days: -150)
        let began = Moment(day.startUTC.adding(seconds: 7 * 3600))
        let officer = demonstration.person(.rssi)
        let actor = officer.map { Actor(account: $0.account.text, name: $0.name) } ?? .system
        let id = try await house.database.change(by: actor, at: began.instant) { change in
            try CrisisLogStore.open(
                .exercise, title: "Exercice de printemps\u{00A0}: rançongiciel au petit matin", at: organisation.id,
                in: change)
        }
        guard let record = try await house.database.read({ session in try CrisisLogStore.log(id, in: session) }) else {
            return
        }
        let file = try await note(in: house)
        var written: [LogEntry] = []
        for line in DemonstrationLines.all {
            let entered = began.adding(seconds: line.entered * 60)
            var statement = line.statement(from: began)
            if let about = line.about, written.indices.contains(about - 1) {
                statement.about = written[about - 1].reference
            } else {
                statement.relation = nil
            }
            if line.hasFile { statement.attachments = [file] }
            if let span = line.span {
                let key = SituationReport.Span(
                    from: began.adding(seconds: span.from * 60 - 1), until: began.adding(seconds: span.until * 60)
                ).key
                statement.links = [.init(.report, key: key, title: "Point de situation n°\u{00A0}1")]
            }
            let said = statement
            written.append(
                try await house.database.change(by: actor, at: entered.instant) { change in
                    try CrisisLogStore.append(said, to: record, by: line.author, in: change)
                })
        }
        try await house.database.change(by: actor, at: began.adding(seconds: 215 * 60).instant) { change in
            try CrisisLogStore.close(record, in: change)
        }
    }

    private static func note(in house: House) async throws -> LogStatement.Attachment {
        let text = """
            EXERCICE. Relevé des coupures
            10 h 02 accès distants des prestataires
            10 h 04 messagerie vers l’extérieur
            10 h 09 liaison avec le second site
            Document fictif, écrit pour la démonstration de Carène.

            """
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "carene-" + Hexadecimal.text(of: Entropy.system.bytes(16)))
        guard
            FileManager.default.createFile(
                atPath: path.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw LogbookError.vaultUnavailable }
        defer { try? FileManager.default.removeItem(at: path) }
        let file = try await house.vault.store(path: path.path, name: "releve-des-coupures.txt")
        return LogStatement.Attachment(name: file.name, bytes: file.size, digest: file.sha256)
    }
}

/// The lines, in the order of their entry; minutes are counted from the opening.
enum DemonstrationLines {
    struct Line: Sendable {
        let fact: Int
        let entered: Int
        let kind: LogKind
        let cell: LogCell
        let text: String
        var author = "Claire Morvan, RSSI"
        var source = ""
        var confidence: LogConfidence?
        var decidedBy = ""
        var motive = ""
        var owner = ""
        var due: Int?
        var relation: LogStatement.Relation?
        /// The number of the line that it speaks of.
        var about: Int?
        var status: LogStatus?
        var sheet = ""
        var phase = LogPhase.contain
        var hasFile = false
        var span: (from: Int, until: Int)?

        func statement(from began: Moment) -> LogStatement {
            let isAsked = kind == .request || kind == .action
            return LogStatement(
                factAt: began.adding(seconds: fact * 60), kind: kind, cell: cell, phase: phase, text: text,
                source: source, confidence: confidence, decidedBy: decidedBy, motive: motive, owner: owner,
                due: due.map { began.adding(seconds: $0 * 60) }, status: isAsked ? .open : status,
                relation: relation, paperSheet: sheet)
        }
    }

    private static let care = "Yann Le Goff, cadre de santé"
    private static let head = "Philippe Aumont, directeur"

    static let all: [Line] = [
        Line(
            fact: 2, entered: 4, kind: .information, cell: .operational,
            text:
                "EXERCICE. Deux postes des urgences affichent une demande de rançon\u{00A0}; les dossiers partagés ne s’ouvrent plus.",
            source: "appel de l’infirmière d’accueil", confidence: .probable),
        Line(
            fact: 6, entered: 7, kind: .contact, cell: .operational,
            text: "L’astreinte informatique est prévenue et se connecte depuis le poste de secours.",
            source: "téléphone"),
        Line(
            fact: 9, entered: 10, kind: .decision, cell: .operational,
            text: "Débrancher du réseau les deux postes, sans les éteindre.", decidedBy: "RSSI",
            motive: "garder la mémoire des postes pour l’enquête"),
        Line(
            fact: 14, entered: 15, kind: .contact, cell: .strategic,
            text: "Le directeur de garde est appelé\u{00A0}; il réunit la cellule stratégique en salle du conseil.",
            source: "téléphone"),
        Line(
            fact: 18, entered: 19, kind: .information, cell: .operational,
            text: "Le serveur de fichiers chiffre encore\u{00A0}: 12 postes touchés.", source: "console de l’antivirus",
            confidence: .probable),
        Line(
            fact: 24, entered: 26, kind: .action, cell: .operational,
            text: "Vérifier que la sauvegarde hors ligne de la nuit est saine.", owner: "équipe systèmes", due: 60),
        Line(
            fact: 18, entered: 28, kind: .information, cell: .operational,
            text: "Le serveur de fichiers chiffre encore\u{00A0}: 112 postes touchés.", source: "inventaire du parc",
            confidence: .confirmed, relation: .corrects, about: 5),
        Line(
            fact: 31, entered: 32, kind: .information, cell: .strategic,
            text: "La cellule stratégique est réunie\u{00A0}: direction, médecin chef, soins, communication, RSSI.",
            author: head),
        Line(
            fact: 35, entered: 36, kind: .decision, cell: .strategic,
            text: "Couper les accès distants, la messagerie vers l’extérieur et la liaison avec le second site.",
            author: head, decidedBy: "Directeur de garde",
            motive: "arrêter la propagation\u{00A0}; le laboratoire passe aux résultats portés"),
        Line(
            fact: 38, entered: 39, kind: .request, cell: .care,
            text: "Combien d’unités ont leurs fiches de mode dégradé à jour et imprimées\u{00A0}?", author: care,
            owner: "cadres de santé", due: 75),
        Line(
            fact: 49, entered: 52, kind: .information, cell: .operational,
            text: "Les trois coupures sont faites et vérifiées\u{00A0}; le relevé est joint.", source: "équipe réseau",
            confidence: .confirmed, hasFile: true),
        Line(
            fact: 53, entered: 54, kind: .decision, cell: .care,
            text: "Passer les prescriptions et les résultats de biologie sur papier dans toutes les unités.",
            author: care,
            decidedBy: "Médecin chef", motive: "dossier patient inaccessible, lecture seule absente"),
        Line(
            fact: 58, entered: 59, kind: .information, cell: .operational,
            text: "La sauvegarde de la nuit est entière et hors d’atteinte.", relation: .closes, about: 6, status: .done
        ),
        Line(
            fact: 61, entered: 63, kind: .notification, cell: .strategic,
            text:
                "EXERCICE. Signalement joué auprès du CERT Santé (animateur), qui demande l’horaire des premiers signes.",
            author: head, source: "téléphone, animation"),
        Line(
            fact: 64, entered: 66, kind: .notification, cell: .strategic,
            text: "EXERCICE. L’ARS (animateur) est prévenue de la réorientation possible des urgences.", author: head,
            source: "téléphone, animation"),
        Line(
            fact: 70, entered: 72, kind: .action, cell: .communication,
            text: "Préparer une note d’une page pour les équipes et un message d’accueil téléphonique.", author: head,
            owner: "communication", due: 100),
        Line(
            fact: 74, entered: 76, kind: .information, cell: .care,
            text:
                "16 unités sur 19 ont leurs fiches\u{00A0}; imagerie, consultations et hôpital de jour ne les trouvent pas.",
            author: care, relation: .answers, about: 10, status: .done),
        Line(
            fact: 83, entered: 96, kind: .information, cell: .care,
            text: "Un résultat de biologie urgent porté à la main est arrivé en 22 minutes.", author: care,
            source: "papier, écrit à 10 h 25", sheet: "Feuille 1, ligne 4"),
        Line(
            fact: 86, entered: 97, kind: .decision, cell: .care,
            text: "Un coursier par étage entre le laboratoire et les unités jusqu’à nouvel ordre.", author: care,
            source: "papier, écrit à 10 h 28", decidedBy: "Cadre supérieur de santé",
            motive: "délai trop long pour les potassiums", sheet: "Feuille 1, ligne 5"),
        Line(
            fact: 101, entered: 102, kind: .information, cell: .communication,
            text: "La note est affichée dans les unités et lue à la relève.", author: head, relation: .closes,
            about: 16, status: .done),
        Line(
            fact: 105, entered: 105, kind: .information, cell: .strategic,
            text:
                "Point de situation n°\u{00A0}1. La propagation est arrêtée, la sauvegarde est saine, les soins tiennent sur papier. À suivre\u{00A0}: l’ordre du redémarrage avec les services.",
            author: head, source: "Carène", span: (0, 105)),
        Line(
            fact: 118, entered: 119, kind: .contact, cell: .operational,
            text: "L’éditeur du dossier patient (animateur) peut envoyer deux personnes sous quatre heures.",
            source: "téléphone, animation", phase: .understand),
        Line(
            fact: 126, entered: 128, kind: .information, cell: .operational,
            text: "Porte d’entrée probable\u{00A0}: le compte d’un prestataire sans second facteur.",
            source: "journaux du pare-feu", confidence: .unconfirmed, phase: .understand),
        Line(
            fact: 141, entered: 142, kind: .decision, cell: .strategic,
            text: "Redémarrer d’abord l’annuaire, puis le laboratoire, puis le dossier patient.", author: head,
            decidedBy: "Directeur de garde", motive: "le laboratoire tient le moins longtemps sans informatique",
            phase: .restart),
        Line(
            fact: 168, entered: 169, kind: .action, cell: .operational,
            text: "Faire changer les numéros d’astreinte de deux éditeurs, qui n’étaient plus bons.",
            owner: "DSI", phase: .learn),
        Line(
            fact: 205, entered: 206, kind: .information, cell: .direction,
            text: "FIN D’EXERCICE. Retour à chaud dans dix minutes en salle du conseil.", author: "Claire Morvan, RSSI",
            phase: .learn),
    ]
}
