// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why an alert matters and what to do first, from the tactics of MITRE ATT&CK that its rule names. Short, for whoever is
/// called at night.
struct AlertAdvice: Sendable, Hashable {
    let why: Phrase
    let first: [Phrase]

    /// The tactic nearest to damage decides.
    static func of(tags: [String]) -> AlertAdvice {
        let tags = Set(tags.map { $0.lowercased() })
        return order.first { tags.contains("attack." + $0.tactic) }?.advice ?? general
    }

    private static let isolate = Phrase(
        "Isolez la machine du réseau (débranchez le câble, coupez le wifi) sans l’éteindre\u{00A0}: sa mémoire servira à l’enquête.",
        "Cut the machine off the network (unplug it, stop its wifi) without switching it off: its memory serves the inquiry."
    )
    private static let callUser = Phrase(
        "Appelez la personne qui s’en sert\u{00A0}: est-ce elle, ou un prestataire annoncé\u{00A0}?",
        "Call the person who uses it: was it them, or an announced provider?")
    private static let careFirst = Phrase(
        "Si la machine sert aux soins (urgences, bloc, réanimation), prévenez le service avant de couper.",
        "If the machine serves care (emergency, theatre, intensive care), tell the ward before cutting it.")
    private static let password = Phrase(
        "Changez le mot de passe du compte en cause et fermez ses sessions.",
        "Change the password of the account and close its sessions.")
    private static let keepLogs = Phrase(
        "Gardez les journaux de la machine et du contrôleur de domaine avant qu’ils ne tournent.",
        "Keep the logs of the machine and of the domain controller before they roll over.")
    private static let backups = Phrase(
        "Vérifiez que la copie hors ligne des sauvegardes est intacte et reste débranchée.",
        "Check that the offline copy of the backups is whole and stays unplugged.")
    private static let certHealth = Phrase(
        "Si l’attaque est avérée, déclarez l’incident au CERT Santé et prévenez l’astreinte de direction.",
        "If the attack is real, declare the incident to the CERT Santé and call the director on duty.")

    static let general = AlertAdvice(
        why: Phrase(
            "Ce comportement est rare sur un poste de soins et connu des attaquants.",
            "This behaviour is rare on a care workstation and known of attackers."),
        first: [callUser, keepLogs])

    private static let order: [(tactic: String, advice: AlertAdvice)] = [
        (
            "impact",
            AlertAdvice(
                why: Phrase(
                    "C’est ce que fait un rançongiciel juste avant de chiffrer, ou pendant\u{00A0}: chaque minute compte.",
                    "This is what ransomware does just before it encrypts, or while it does: every minute counts."),
                first: [isolate, careFirst, backups, certHealth])
        ),
        (
            "exfiltration",
            AlertAdvice(
                why: Phrase(
                    "Des données peuvent être en train de sortir de l’établissement.",
                    "Data may be leaving the establishment."),
                first: [isolate, careFirst, keepLogs, certHealth])
        ),
        (
            "lateral-movement",
            AlertAdvice(
                why: Phrase(
                    "Quelqu’un passe d’une machine à l’autre\u{00A0}: l’attaque n’est plus sur un seul poste.",
                    "Somebody moves from machine to machine: the attack is no longer on one workstation."),
                first: [
                    Phrase(
                        "Cherchez d’où vient la session, et isolez d’abord cette machine-là.",
                        "Find where the session comes from, and cut that machine off first."),
                    password, careFirst, keepLogs,
                ])
        ),
        (
            "credential-access",
            AlertAdvice(
                why: Phrase(
                    "Des mots de passe ou des jetons peuvent avoir été volés, ceux d’administrateurs compris.",
                    "Passwords or tokens may have been stolen, those of administrators included."),
                first: [isolate, password, keepLogs])
        ),
        (
            "command-and-control",
            AlertAdvice(
                why: Phrase(
                    "La machine parle peut-être à un serveur d’attaquants, qui la commande à distance.",
                    "The machine may be talking to a server of attackers, who steer it."),
                first: [isolate, careFirst, keepLogs])
        ),
        (
            "defense-evasion",
            AlertAdvice(
                why: Phrase(
                    "Quelqu’un efface ses traces ou coupe une protection\u{00A0}: ce qui suit ne se verra peut-être plus.",
                    "Somebody wipes traces or stops a protection: what follows may not be seen any more."),
                first: [
                    callUser,
                    Phrase(
                        "Remettez la protection en marche et cherchez ce qui s’est passé dans l’heure d’avant.",
                        "Put the protection back and look at what happened in the hour before."), keepLogs,
                ])
        ),
        (
            "privilege-escalation",
            AlertAdvice(
                why: Phrase(
                    "Un compte obtient plus de droits qu’il ne devrait.", "An account gets more rights than it should."),
                first: [callUser, password, keepLogs])
        ),
        (
            "persistence",
            AlertAdvice(
                why: Phrase(
                    "Quelque chose s’installe pour revenir après un redémarrage.",
                    "Something settles in, to come back after a restart."),
                first: [
                    callUser,
                    Phrase(
                        "Notez ce qui a été installé (service, tâche, clé de registre) avant de l’ôter.",
                        "Write down what was installed (service, task, registry key) before removing it."), keepLogs,
                ])
        ),
        (
            "execution",
            AlertAdvice(
                why: Phrase(
                    "Un programme ou un script inhabituel a été lancé\u{00A0}: c’est souvent le début, après une pièce jointe ou un lien.",
                    "An unusual program or script was run: often the beginning, after an attachment or a link."),
                first: [callUser, isolate, keepLogs])
        ),
    ]
}
