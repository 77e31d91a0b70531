// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The kinds of proof that the shipped frameworks ask for, whatever features are installed: a requirement can always say
/// in words what would prove it.
enum ProofVocabulary {
    static let all: [ProofKind] = [
        ProofKind("policy.document", Phrase("une politique écrite et validée", "a written and approved policy")),
        ProofKind("governance.minutes", Phrase("un compte rendu d’instance", "minutes of a governing body")),
        ProofKind("function.appointed", Phrase("une nomination", "an appointment")),
        ProofKind("budget.share", Phrase("une part de budget", "a share of the budget")),
        ProofKind("exercise.held", Phrase("un exercice de crise tenu", "a crisis exercise held")),
        ProofKind("plan.tested", Phrase("un plan essayé sur le terrain", "a plan tested in the field")),
        ProofKind("plan.document", Phrase("un plan écrit", "a written plan")),
        ProofKind("impact.analysis", Phrase("un bilan d’impact sur l’activité", "a business impact analysis")),
        ProofKind("backup.restoreTested", Phrase("un essai de restauration", "a restore test")),
        ProofKind("backup.supervised", Phrase("un état de supervision des sauvegardes", "a backup supervision report")),
        ProofKind("architecture.document", Phrase("un schéma d’architecture", "an architecture diagram")),
        ProofKind("procedure.document", Phrase("une procédure", "a procedure")),
        ProofKind("directory.level", Phrase("un audit de l’annuaire", "a directory audit")),
        ProofKind("exposure.audit", Phrase("un audit d’exposition sur internet", "an internet exposure audit")),
        ProofKind("access.review", Phrase("une revue des accès", "an access review")),
        ProofKind(
            "access.strongAuthentication", Phrase("une authentification à deux facteurs", "two-factor authentication")),
        ProofKind("training.completion", Phrase("un parcours de formation suivi", "a completed training course")),
        ProofKind("awareness.campaign", Phrase("une campagne de sensibilisation", "an awareness campaign")),
        ProofKind("supervision.coverage", Phrase("une couverture de supervision", "supervision coverage")),
        ProofKind("indicator.declared", Phrase("un indicateur relevé", "a recorded indicator")),
        ProofKind("contract.clause", Phrase("une clause de contrat", "a contract clause")),
        ProofKind("inventory.document", Phrase("un inventaire", "an inventory")),
    ]
}
