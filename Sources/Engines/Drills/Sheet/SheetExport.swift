// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A timeline as rows of texts, which `SheetImport` reads back to the same injects.
public enum SheetExport {
    public static let columns: [SheetColumn] = [
        .number, .time, .degree, .from, .to, .channel, .title, .text, .phase, .objectives, .expected, .branches,
        .animator,
    ]

    public static func heading(_ column: SheetColumn, isFrench: Bool) -> String {
        switch column {
        case .number: isFrench ? "N°" : "No"
        case .time: isFrench ? "Heure" : "Time"
        case .degree: isFrench ? "Degré" : "Degree"
        case .from: isFrench ? "De" : "From"
        case .to: isFrench ? "Destinataire" : "Recipient"
        case .channel: isFrench ? "Canal" : "Channel"
        case .title: isFrench ? "Titre" : "Title"
        case .text: isFrench ? "Texte" : "Text"
        case .phase: "Phase"
        case .objectives: isFrench ? "Objectifs" : "Objectives"
        case .expected: isFrench ? "Réaction attendue" : "Expected reaction"
        case .within: isFrench ? "Délai" : "Within"
        case .branches: isFrench ? "Suites" : "Branches"
        case .animator: isFrench ? "Conseil" : "Advice"
        }
    }

    public static func row(_ inject: Inject, isFrench: Bool) -> [String] {
        columns.map { cell($0, of: inject, isFrench) }
    }

    private static func cell(_ column: SheetColumn, of inject: Inject, _ isFrench: Bool) -> String {
        switch column {
        case .number: inject.id
        case .time: inject.at.map { "T+\($0)" } ?? ""
        case .degree: SheetWords.word(inject.degree, in: SheetWords.degrees, isFrench: isFrench)
        case .from: inject.from.isEmpty ? "–" : inject.from
        case .to:
            Cell(rawValue: inject.to).map { SheetWords.word($0, in: SheetWords.cells, isFrench: isFrench) }
                ?? inject.to
        case .channel: SheetWords.word(inject.channel, in: SheetWords.channels, isFrench: isFrench)
        case .title: inject.title
        case .text: inject.text
        case .phase: inject.phase.map { SheetWords.word($0, in: SheetWords.phases, isFrench: isFrench) } ?? "–"
        case .objectives: inject.objectives.joined(separator: ", ")
        case .expected: inject.expected.map { line($0, isFrench) }.joined(separator: "\n")
        case .within: ""
        case .branches: inject.branches.map { "T+\($0.ifNotDoneBy) → \($0.then)" }.joined(separator: "\n")
        case .animator: inject.animator
        }
    }

    private static func line(_ expectation: Expectation, _ isFrench: Bool) -> String {
        var words = [SheetWords.word(expectation.kind, in: SheetWords.expectations, isFrench: isFrench)]
        if let within = expectation.within { words.append("\(within) min") }
        return "[\(words.joined(separator: " ; "))] \(expectation.text)"
    }
}
