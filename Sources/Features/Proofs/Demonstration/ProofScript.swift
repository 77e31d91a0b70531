// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives
import Site

/// The proofs of the fictional group: chosen so that the objectives of CaRE's second domain show every state.
struct ProofScript: Sendable {
    enum Document: Sendable {
        case pdf
        case text
        /// A statement.
        case none
    }

    let title: String
    let kind: String
    let facts: [String: FactCondition.Value]
    /// Where it is kept.
    let owner: Demonstration.Key
    /// Whom it is valid for.
    let holders: [Demonstration.Key]
    let obtained: Day
    var until: Day?
    var document = Document.pdf
    var author = Demonstration.Position.rssi
    var note = ""

    private init(
        _ title: String, _ kind: String, _ facts: [String: FactCondition.Value], _ owner: Demonstration.Key,
        _ holders: [Demonstration.Key]? = nil, on obtained: Day, until: Day? = nil, _ document: Document = .pdf,
        by author: Demonstration.Position = .rssi, note: String = ""
    ) {
        self.title = title
        self.kind = kind
        self.facts = facts
        self.owner = owner
        self.holders = holders ?? [owner]
        self.obtained = obtained
        self.until = until
        self.document = document
        self.author = author
        self.note = note
    }

    static func all(today: Day) -> [ProofScript] {
        group(today) + backups(today) + hospitals(today) + audits(today)
    }

    private static func ago(_ days: Int, _ today: Day) -> Day { today.adding(days: -days) }

    private static func subject(_ word: String) -> [String: FactCondition.Value] { ["subject": .text(word)] }

    private static func scope(_ word: String) -> [String: FactCondition.Value] { ["scope": .text(word)] }

    /// Valid for the whole group.
    private static func group(_ today: Day) -> [ProofScript] {
        [
            ProofScript(
                "Politique de sécurité du groupement", "policy.document", subject("security"), .group,
                // The first domain's prerequisite wants it reviewed before November 2025.
                on: min(Day(year: 2025, month: 6, day: 18) ?? today, ago(1, today)),
                note: "Signée par les sept directions."),
            ProofScript(
                "Note d’organisation du projet de continuité", "plan.document", subject("continuity-project"), .group,
                on: ago(410, today)),
            ProofScript(
                "Schéma de gouvernance de la continuité", "policy.document", subject("continuity-governance"), .group,
                on: ago(205, today)),
            ProofScript(
                "Comité stratégique, relevé de décisions sur la continuité", "governance.minutes",
                subject("continuity-governance"), .group, on: ago(182, today), .text),
            ProofScript(
                "Procédure de signalement des incidents", "procedure.document", subject("incident-reporting"), .group,
                on: ago(320, today)),
            ProofScript(
                "Tableau des formations des agents", "training.completion",
                ["audience": .text("all-staff"), "share": .number(0.62)], .group, on: ago(40, today), .text),
        ]
    }

    private static func backups(_ today: Day) -> [ProofScript] {
        [
            ProofScript(
                "Politique de sauvegarde et de restauration", "policy.document", subject("backup"), .group,
                on: ago(341, today), until: today.adding(days: 24)),
            ProofScript(
                "Mise à jour des plans de sauvegarde", "procedure.document", subject("backup-plan-update"), .group,
                on: ago(150, today)),
            ProofScript(
                "Revue des rôles sur l’infrastructure de sauvegarde", "access.review", subject("backup-roles"), .group,
                on: ago(92, today)),
            ProofScript(
                "Second facteur sur les consoles de sauvegarde", "access.strongAuthentication",
                ["scope": .text("backup"), "share": .number(1)], .group, on: ago(101, today), .none,
                note: "Constaté avec l’exploitant sur les trois consoles."),
            ProofScript(
                "Audit ADS de l’annuaire des sauvegardes", "directory.level",
                ["scope": .text("backup"), "level": .number(3)], .group, on: ago(70, today)),
            ProofScript(
                "Schéma de l’infrastructure de sauvegarde", "architecture.document", subject("backup"), .group,
                on: ago(160, today)),
            ProofScript(
                "Trajectoire 3-2-1 et copie hors ligne", "plan.document", subject("backup-3-2-1-roadmap"), .group,
                on: ago(155, today)),
            ProofScript(
                "Trajectoire de cloisonnement des sauvegardes", "plan.document", subject("backup-segmentation-roadmap"),
                .group, on: ago(140, today)),
        ]
    }

    /// Two hospitals make up more than two thirds of the activity, the larger one alone does not.
    private static func hospitals(_ today: Day) -> [ProofScript] {
        [
            ProofScript(
                "Bilan d’impact des urgences", "impact.analysis", scope("care-service"), .support, on: ago(260, today)),
            ProofScript(
                "Bilan d’impact du bureau des entrées", "impact.analysis", scope("administrative-process"), .support,
                on: ago(255, today)),
            ProofScript(
                "Bilan d’impact du laboratoire", "impact.analysis", scope("technical-platform"), .support,
                on: ago(250, today)),
            ProofScript(
                "Bilan d’impact de la maternité", "impact.analysis", scope("care-service"), .hill, on: ago(190, today)),
            ProofScript(
                "Motif des bilans d’impact non menés", "procedure.document", subject("impact-analysis-justification"),
                .hill, on: ago(188, today), .text),
            ProofScript(
                "Plan de continuité d’activité", "plan.document", subject("PCA"), .group, [.support, .hill],
                on: ago(170, today)),
            ProofScript(
                "Plan de reprise d’activité", "plan.document", subject("PRA"), .group, [.support, .hill],
                on: ago(168, today)),
            ProofScript(
                "Essai du plan de continuité aux urgences", "plan.tested", ["plan": .text("PCA")], .support,
                on: ago(118, today), by: .contributor),
            ProofScript(
                "Calendrier des essais de continuité", "plan.document", subject("continuity-test-schedule"), .support,
                on: ago(115, today), by: .contributor),
            ProofScript(
                "Exercice de continuité à Port-Lanvers", "exercise.held", ["kind": .text("continuity")], .harbour,
                on: ago(60, today)),
            ProofScript(
                "Plan blanc, volet numérique", "plan.document", subject("plan-blanc"), .support, on: ago(300, today)),
            ProofScript(
                "Plans de sauvegarde des systèmes critiques", "plan.document", subject("backup"), .support,
                on: ago(145, today)),
            ProofScript(
                "Essai de restauration du dossier patient", "backup.restoreTested", scope("critical"), .support,
                on: ago(75, today), until: today.adding(days: 290)),
        ]
    }

    /// Two audits fifty-two days apart: the spacing that the first domain wants.
    private static func audits(_ today: Day) -> [ProofScript] {
        let facts: [String: FactCondition.Value] = ["source": .text("SILENE"), "level": .number(3)]
        return [
            ProofScript("Audit d’exposition de l’été", "exposure.audit", facts, .group, on: ago(72, today)),
            ProofScript("Audit d’exposition de l’automne", "exposure.audit", facts, .group, on: ago(20, today)),
        ]
    }
}
