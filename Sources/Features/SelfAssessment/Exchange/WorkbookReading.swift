// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives

/// The last sheet of each workbook: what a column says, and whether changing it changes anything.
enum WorkbookReading {
    static func answers(_ t: Language) -> Workbook.Sheet {
        let read = t("Non\u{00A0}: pour lire", "No: to read")
        let changed = t("Oui", "Yes")
        let lines: [(String, String, String)] = [
            (
                t("Code, Chapitre, Exigence, Attendu", "Code, Chapter, Requirement, Expected"),
                t(
                    "L’exigence du référentiel. Le code la retrouve au retour.",
                    "The framework's requirement, found by its code."),
                read
            ),
            (
                t("Niveau", "Level"),
                t(
                    "La réponse, à choisir dans la liste. «\u{00A0}Sans objet\u{00A0}» demande une raison en commentaire\u{00A0}; «\u{00A0}Sans réponse\u{00A0}» efface la réponse.",
                    "The answer, chosen from the list. “Not applicable” needs a reason in the comment; “Not answered” removes the answer."
                ), changed
            ),
            (
                t("Commentaire", "Comment"),
                t(
                    "Texte libre, 4 000 caractères au plus. Un texte qui commence par «\u{00A0}=\u{00A0}» reste un texte.",
                    "Free text, 4,000 characters at most. A text that begins with “=” stays a text."), changed
            ),
            (
                t("À revoir", "To review"),
                t(
                    "«\u{00A0}oui\u{00A0}» pour une réponse à relire avant de clore.",
                    "“yes” for an answer to read again before closing."),
                changed
            ),
            (
                t("Cible, Échéance", "Target, Due"),
                t(
                    "Le niveau visé, et le jour où il doit être atteint.",
                    "The level aimed at, and the day by which it must be reached."),
                changed
            ),
            (
                t("Confié à", "Entrusted to"),
                t(
                    "Le nom d’une personne qui a un rôle dans l’établissement, tel que Carène l’écrit.",
                    "The name of a person who holds a role in the establishment, as Carène writes it."), changed
            ),
            (
                t("État", "State"),
                t(
                    "Ce que disent les preuves, et la réponse là où elles ne disent rien\u{00A0}: prouvé, périmé, partiel, déclaré, non atteint, sans objet, sans réponse.",
                    "What proofs say, and the answer where they say nothing: proven, lapsed, partial, declared, not met, not applicable, open."
                ), read
            ),
            (
                t("Différence", "Difference"),
                t("En quoi les preuves et la réponse ne disent pas la même chose.", "How proofs and answer disagree."),
                read
            ),
            (
                t("Preuves qui comptent", "Proofs that count"),
                t(
                    "Les preuves valables ce jour-là, une par ligne.",
                    "The proofs that were valid on that day, one a line."), read
            ),
            (
                t("Révision", "Revision"),
                t(
                    "Évite d’écraser la réponse qu’un collègue a donnée depuis\u{00A0}: ne la changez pas.",
                    "Keeps you from overwriting a colleague's answer: do not change it."), read
            ),
        ]
        return sheet(
            lines, t,
            notes: [
                t(
                    "Pour rendre ce classeur à Carène\u{00A0}: page de l’évaluation, «\u{00A0}Importer un tableur\u{00A0}». Chaque changement est montré avant d’être enregistré.",
                    "To give this workbook back to Carène: page of the assessment, “Import a spreadsheet”. Each change is shown before it is saved."
                ),
                t(
                    "Les cases verrouillées évitent les accidents\u{00A0}; la protection n’a pas de mot de passe.",
                    "Locked cells prevent accidents; the protection has no password."),
                t(
                    "Ce fichier dit les faiblesses de l’établissement\u{00A0}: gardez-le en conséquence.",
                    "This file tells the weaknesses of the establishment: keep it accordingly."),
            ])
    }

    static func comparison(_ measure: CampaignMeasure, _ t: Language) -> Workbook.Sheet {
        let read = t("Non\u{00A0}: pour lire", "No: to read")
        let lines: [(String, String, String)] = [
            (
                t("Répondues, À répondre", "Answered, To answer"),
                t(
                    "Exigences qui ont une réponse, et exigences applicables.",
                    "Requirements with an answer, and requirements that apply."),
                read
            ),
            (
                t("Moyenne", "Mean"),
                t("Des réponses données, toutes à égalité.", "Of the answers given, all alike."), read
            ),
            (
                t("Indice sur 5", "Index out of 5"),
                t("L’indispensable d’abord.", "The indispensable first."), read
            ),
            (
                t("Chapitres", "Chapters"),
                measure == .mean
                    ? t("La moyenne de chaque chapitre.", "The mean of each chapter.")
                    : t("L’indice de chaque chapitre, sur 5.", "The index of each chapter, out of 5."), read
            ),
        ]
        return sheet(
            lines, t,
            notes: [
                t(
                    "Une case vide\u{00A0}: rien n’est mesuré, ou la médiane laisserait deviner le résultat d’un voisin.",
                    "An empty cell: nothing is measured, or the median would give a neighbour's result away.")
            ])
    }

    private static func sheet(_ lines: [(String, String, String)], _ t: Language, notes: [String]) -> Workbook.Sheet {
        Workbook.Sheet(
            name: t("Lire ce classeur", "How to read"),
            columns: [
                .init(t("Colonne", "Column"), width: 34, style: .init(bold: true, wraps: true)),
                .init(t("Ce qu’elle dit", "What it says"), width: 80, style: .wrapped),
                .init(t("Se modifie et revient", "Changed and brought back"), width: 22, style: .wrapped),
            ],
            rows: lines.map { [.text($0.0), .text($0.1), .text($0.2)] }, hasFilter: false, notes: notes)
    }
}
