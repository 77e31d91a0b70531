// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Drills
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The timeline on its way out: a table that comes back in, and the common exercise format.
enum TimelineFiles {
    static func export(_ type: ExercisesURL.FileType) -> Route.Handler {
        { visit in
            let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
            let id = exercise.id
            let injects = try await visit.read { session in try InjectStore.all(of: id, in: session) }
            let t = visit.language
            let bytes: [UInt8]
            let media: String
            switch type {
            case .csv:
                (bytes, media) = (csv(injects, t), "text/csv; charset=utf-8")
            case .xlsx:
                bytes = try XLSXWriter.bytes(of: workbook(exercise, injects, at: visit.now, t))
                media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            case .cexf:
                bytes = try CommonExerciseFormat.json(
                    exercise.scenario.filled(exercise.words), title: exercise.title, identifier: exercise.id.text,
                    injects: injects.filter(\.isEnabled).map(\.inject),
                    uuids: Dictionary(injects.map { ($0.inject.id, $0.id.text) }) { first, _ in first },
                    author: place.organisation.name)
                media = "application/json"
            }
            // It tells the whole story: the journal keeps who took it.
            try await visit.change { change in
                try ExerciseChanges.record("exercise.timelineExported", exercise, in: change)
            }
            let name = type == .cexf ? "cexf.json" : type.rawValue
            return .download(bytes, name: "chronogramme-\(exercise.title).\(name)", mediaType: media)
        }
    }

    static func csv(_ injects: [PlayedInject], _ t: Language) -> [UInt8] {
        let isFrench = t == .french
        var file = CSVWriter(.frenchExcel)
        file.write(SheetExport.columns.map { SheetExport.heading($0, isFrench: isFrench) })
        for one in injects { file.write(SheetExport.row(one.inject, isFrench: isFrench)) }
        return file.take()
    }

    static func workbook(_ exercise: Exercise, _ injects: [PlayedInject], at now: Instant, _ t: Language) -> Workbook {
        let isFrench = t == .french
        let title = t("EXERCICE, chronogramme, \(exercise.title)", "EXERCISE, timeline, \(exercise.title)")
        return Workbook(
            title: title, createdAt: now, language: t,
            sheets: [
                Workbook.Sheet(
                    name: t("Chronogramme", "Timeline"),
                    columns: SheetExport.columns.map { column in
                        Workbook.Column(
                            SheetExport.heading(column, isFrench: isFrench),
                            width: [.text, .expected, .animator].contains(column) ? 48 : column == .title ? 32 : 16,
                            style: .wrapped)
                    },
                    rows: injects.map { one in SheetExport.row(one.inject, isFrench: isFrench).map { .text($0) } },
                    frozenColumns: 2, printTitle: title)
            ])
    }
}
