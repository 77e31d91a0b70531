// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The kinds of proof that the shipped frameworks ask for, whatever features are installed: a requirement can always say
/// in words what would prove it.
public enum ProofVocabulary {
    public static let all: [ProofKind] = [
        ProofKind(
            "policy.document", Phrase("une politique écrite et validée", "a written and approved policy"),
            facts: [.subject]),
        ProofKind(
            "governance.minutes", Phrase("un compte rendu d’instance", "minutes of a governing body"), facts: [.subject]
        ),
        ProofKind("function.appointed", Phrase("une nomination", "an appointment"), facts: [.function]),
        ProofKind("budget.share", Phrase("une part de budget", "a share of the budget"), facts: [.share]),
        ProofKind(
            "exercise.held", Phrase("un exercice de crise tenu", "a crisis exercise held"), facts: [.exerciseKind]),
        ProofKind("plan.tested", Phrase("un plan essayé sur le terrain", "a plan tested in the field"), facts: [.plan]),
        ProofKind("plan.document", Phrase("un plan écrit", "a written plan"), facts: [.subject]),
        ProofKind(
            "impact.analysis", Phrase("un bilan d’impact sur l’activité", "a business impact analysis"), facts: [.scope]
        ),
        ProofKind("backup.restoreTested", Phrase("un essai de restauration", "a restore test"), facts: [.scope]),
        ProofKind("backup.supervised", Phrase("un état de supervision des sauvegardes", "a backup supervision report")),
        ProofKind(
            "architecture.document", Phrase("un schéma d’architecture", "an architecture diagram"), facts: [.subject]),
        ProofKind("procedure.document", Phrase("une procédure", "a procedure"), facts: [.subject]),
        ProofKind("directory.level", Phrase("un audit de l’annuaire", "a directory audit"), facts: [.scope, .level]),
        ProofKind(
            "exposure.audit", Phrase("un audit d’exposition sur internet", "an internet exposure audit"),
            facts: [.source, .level]),
        ProofKind("access.review", Phrase("une revue des accès", "an access review"), facts: [.subject]),
        ProofKind(
            "access.strongAuthentication", Phrase("une authentification à deux facteurs", "two-factor authentication"),
            facts: [.scope, .share]),
        ProofKind(
            "training.completion", Phrase("un parcours de formation suivi", "a completed training course"),
            facts: [.audience, .share]),
        ProofKind(
            "awareness.campaign", Phrase("une campagne de sensibilisation", "an awareness campaign"),
            facts: [.campaignKind]),
        ProofKind(
            "supervision.coverage", Phrase("une couverture de supervision", "supervision coverage"),
            facts: [.scope, .share]),
        ProofKind(
            "indicator.declared", Phrase("un indicateur relevé", "a recorded indicator"), facts: [.indicator, .value]),
        ProofKind("contract.clause", Phrase("une clause de contrat", "a contract clause"), facts: [.subject]),
        ProofKind("inventory.document", Phrase("un inventaire", "an inventory"), facts: [.subject]),
    ]
}
