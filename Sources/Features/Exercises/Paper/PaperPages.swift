// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The paper kit: what to print, for whom, and each paper for the screen's print and as a PDF.
enum PaperPages {
    static func title(_ t: Language) -> String {
        t("Que faut-il imprimer pour jouer sans réseau\u{00A0}?", "What is to be printed to play without a network?")
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit)
        let canPrint = await visit.house.canPrint
        let t = visit.language
        return desk.page(visit, title(t), nil, crumb: t("Papier", "Paper"), render(desk, canPrint: canPrint, t))
    }

    static func render(_ desk: ResultsDesk, canPrint: Bool, _ t: Language) -> HTML {
        let head = PageHead(
            title(t),
            lead: t(
                "Tout l’exercice tient en cinq papiers. Imprimez-les la veille, mettez les stimuli sous pli, ressaisissez les heures ensuite.",
                "The whole exercise holds in five papers. Print them the day before, seal the injects, enter the times afterwards."
            ),
            actions: desk.mayManage
                ? [
                    Action(
                        t("Ressaisir les feuilles", "Enter the sheets"),
                        href: ResultsURL.rekey(desk.part, desk.id).path)
                ] : [])
        let pieces = PaperPiece.allCases.filter { desk.mayManage || !$0.isForAnimators }
        let caption = t("Papiers", "Papers")
        return """
            \(pageHead(t, head))\(sheet(caption, table(t, Table(
                caption: caption, isCaptionHidden: true, stacks: true,
                columns: [Column(t("Papier", "Paper")), Column(t("À quoi il sert", "What it is for")), Column(t("Fichier", "File"), isShort: true)],
                rows: pieces.map { piece -> [HTML] in
                    let page = ResultsURL.paperPage(desk.part, desk.id, .init(piece.rawValue)).path
                    let file = ResultsURL.paperPDF(desk.part, desk.id, .init(piece.rawValue)).path
                    return [
                        "<a href=\"\(page)\">\(piece.title(t))</a>", "\(piece.purpose(t))",
                        canPrint ? "<a href=\"\(file)\">PDF</a>" : "\(t("à imprimer depuis la page", "print it from the page"))",
                    ]
                }))))
            """
    }

    private static func find(_ visit: Visit) async throws -> (ResultsDesk, PaperPiece) {
        guard let piece = PaperPiece(rawValue: try visit.parameter("piece")) else { throw Refusal.notFound }
        let permission = piece.isForAnimators ? ExercisesPermissions.manage : ExercisesPermissions.read
        return (try await ResultsDesk.open(visit, permission), piece)
    }

    @Sendable
    static func page(_ visit: Visit) async throws -> Reply {
        let (desk, piece) = try await find(visit)
        let canPrint = await visit.house.canPrint
        let t = visit.language
        let files =
            canPrint
            ? [
                Action(
                    t("Télécharger en PDF", "Download as PDF"),
                    href: ResultsURL.paperPDF(desk.part, desk.id, .init(piece.rawValue)).path, style: .primary)
            ] : []
        let head = PageHead(piece.title(t), lead: piece.purpose(t), actions: files)
        return desk.page(
            visit, piece.title(t), nil, crumb: piece.title(t), printAudience: audience(piece, t),
            "\(pageHead(t, head))\(PaperDocuments.render(piece, desk.facts, t))")
    }

    private static func audience(_ piece: PaperPiece, _ t: Language) -> String {
        switch piece {
        case .briefing: t("joueurs", "players")
        case .grid: t("observateurs", "observers")
        default: t("animateurs seulement", "animators only")
        }
    }

    @Sendable
    static func pdf(_ visit: Visit) async throws -> Reply {
        let (desk, piece) = try await find(visit)
        let t = visit.language
        let exercise = desk.facts.exercise
        let report = Report(
            title: "\(piece.title(t)), EXERCICE",
            subtitle: "\(exercise.title), \(t.date(exercise.plannedOn)). \(piece.purpose(t))",
            audience: audience(piece, t), place: desk.place, main: PaperDocuments.render(piece, desk.facts, t))
        let reply = try await visit.pdf(report, name: "\(piece.rawValue)-\(exercise.plannedOn.text).pdf")
        try await visit.change { change in
            try change.record(
                "exercisePaper.exported", organisation: exercise.keeper.id.text, subject: exercise.id.text,
                detail: "\(exercise.title), \(piece.title(.french))")
        }
        return reply
    }
}
