// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Primitives

/// What a table of answers would change, before it changes anything.
struct AnswersImport: Sendable {
    struct Accepted: Sendable, Hashable {
        let line: Int
        let requirement: Requirement
        let before: Answer
        let edit: AnswerEdit
    }

    struct Refused: Sendable, Hashable {
        let line: Int
        let code: String
        let reason: Reason
    }

    /// Why a line is refused.
    enum Reason: Error, Sendable, Hashable {
        case codeMissing
        case unknownCode
        case repeated(Int)
        case status(String)
        case level(String)
        case target(String)
        case date(String)
        case flag(String)
        case person(String)
        case revision(String)
        /// Somebody answered after the table was made.
        case overtaken(current: Int)
        case rule(AssessmentError)
    }

    /// The sheet of a workbook; nil for a CSV file.
    var sheet: String?
    /// Where the columns of the file stand, by their names in `AnswersCSV.columns`.
    let columns: [String: Int]

    init(columns: [String: Int] = [:]) { self.columns = columns }

    private(set) var accepted: [Accepted] = []
    /// The first ones: a file of another kind would have a refusal on each of its lines.
    private(set) var refused: [Refused] = []
    private(set) var refusedCount = 0
    private(set) var unchanged = 0

    static let refusalsKept = 500

    mutating func accept(_ change: Accepted) { accepted.append(change) }

    mutating func leave() { unchanged += 1 }

    mutating func refuse(_ refusal: Refused) {
        refusedCount += 1
        if refused.count < Self.refusalsKept { refused.append(refusal) }
    }
}

/// The people who may be named responsible here. Two people of the same name cannot be told apart in a table.
struct People: Sendable, Hashable {
    private let byName: [String: Set<Account.ID>]
    private let names: [Account.ID: String]

    init(_ people: [Person]) {
        byName = Dictionary(people.map { (folded($0.name), [$0.id]) }) { $0.union($1) }
        names = Dictionary(people.map { ($0.id, $0.name) }) { first, _ in first }
    }

    func person(_ name: String) -> Account.ID? {
        guard let found = byName[folded(name)], found.count == 1 else { return nil }
        return found.first
    }

    func name(of person: Account.ID) -> String? { names[person] }
}

extension AnswersImport.Reason {
    var phrase: Phrase {
        switch self {
        case .codeMissing: Phrase("Il n’y a pas de code.", "There is no code.")
        case .unknownCode:
            Phrase(
                "Cette évaluation ne demande rien sous ce code.", "This assessment asks for nothing under this code.")
        case .repeated(let line):
            Phrase("Ce code est déjà à la ligne \(line).", "This code is already on line \(line).")
        case .status(let text):
            Phrase(
                "Statut «\u{00A0}\(text)\u{00A0}» inconnu\u{00A0}: écrivez «\u{00A0}répondu\u{00A0}», «\u{00A0}sans objet\u{00A0}» ou «\u{00A0}sans réponse\u{00A0}».",
                "Unknown status “\(text)”: write “répondu”, “sans objet” or “sans réponse”.")
        case .level(let text):
            Phrase(
                "Niveau «\u{00A0}\(text)\u{00A0}» absent de l’échelle du référentiel.",
                "Level “\(text)” is not on the framework's scale.")
        case .target(let text):
            Phrase(
                "Cible «\u{00A0}\(text)\u{00A0}» absente de l’échelle du référentiel.",
                "Target “\(text)” is not on the framework's scale.")
        case .date(let text):
            Phrase(
                "Date «\u{00A0}\(text)\u{00A0}» illisible\u{00A0}: écrivez 2026-11-30 ou 30/11/2026.",
                "Date “\(text)” cannot be read: write 2026-11-30 or 30/11/2026.")
        case .flag(let text):
            Phrase(
                "«\u{00A0}\(text)\u{00A0}»\u{00A0}: écrivez «\u{00A0}oui\u{00A0}» ou «\u{00A0}non\u{00A0}».",
                "“\(text)”: write “oui” or “non”.")
        case .person(let name):
            Phrase(
                "«\u{00A0}\(name)\u{00A0}» n’a pas de rôle ici, ou plusieurs personnes portent ce nom.",
                "“\(name)” holds no role here, or several people have this name.")
        case .revision(let text):
            Phrase(
                "Révision «\u{00A0}\(text)\u{00A0}» illisible\u{00A0}: gardez celle de l’export.",
                "Revision “\(text)” cannot be read: keep the exported one.")
        case .overtaken(let current):
            Phrase(
                "Quelqu’un a répondu depuis l’export (révision \(current))\u{00A0}: exportez de nouveau cette ligne.",
                "Somebody answered since the export (revision \(current)): export this line again.")
        case .rule(let error): error.message
        }
    }
}
