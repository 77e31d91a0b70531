// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum AssessmentPermissions {
    static let read = Permission(
        "assessment.read", Phrase("Lire les évaluations", "Read assessments"),
        roles: [.administrator, .securityOfficer, .director, .auditor])
    /// Only the requirements that were entrusted to the person.
    static let contribute = Permission(
        "assessment.contribute", Phrase("Répondre à ce qui est confié", "Answer what is entrusted"),
        roles: [.contributor])
    /// Only the assessments that were shared with the level above.
    static let readShared = Permission(
        "assessment.readShared", Phrase("Lire les évaluations partagées", "Read shared assessments"),
        roles: [.regionalOfficer, .nationalOfficer])
    /// Any of the three above: the door of every reading page, narrowed by `Desk`.
    static let enter = Permission(
        "assessment.enter", Phrase("Ouvrir une évaluation", "Open an assessment"),
        roles: read.roles.union(contribute.roles).union(readShared.roles))
    static let answer = Permission(
        "assessment.answer", Phrase("Répondre à toutes les exigences", "Answer every requirement"),
        roles: [.administrator, .securityOfficer])
    /// Either of the two ways to write an answer: the door of the answering pages, narrowed by `Desk`.
    static let write = Permission(
        "assessment.write", Phrase("Répondre", "Answer"), roles: answer.roles.union(contribute.roles))
    static let manage = Permission(
        "assessment.manage", Phrase("Ouvrir, confier, clore et partager", "Open, entrust, close and share"),
        roles: [.administrator, .securityOfficer])
    static let remark = Permission(
        "assessment.remark", Phrase("Faire une remarque", "Make a remark"),
        roles: [.administrator, .securityOfficer, .auditor, .contributor])
    static let importFramework = Permission(
        "framework.import", Phrase("Charger un référentiel", "Load a framework"), roles: [.administrator])

    static let all = [
        read, contribute, readShared, enter, answer, write, manage, remark, importFramework,
    ]
}
