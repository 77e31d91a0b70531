// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The words of the facts that the shipped frameworks ask of proofs. French ones begin with their article, so that they
/// follow a preposition.
public enum FactVocabulary {
    static let functions: [String: Phrase] = [
        "RSSI": Phrase("RSSI", "security officer (RSSI)"),
        "shared-RSSI": Phrase("RSSI partagé", "shared security officer (RSSI)"),
        "restore-business-referent": Phrase("référent métier des restaurations", "business referent for restores"),
    ]

    static let kinds: [String: Phrase] = [
        "continuity": Phrase("sur la continuité d’activité", "about business continuity"),
        "cyber-crisis": Phrase("sur une crise d’origine cyber", "about a crisis of cyber origin"),
        "internal": Phrase("faite en interne", "done in house"),
        "kit": Phrase("avec un kit prêt à l’emploi", "with a ready-made kit"),
        "phishing": Phrase("par faux hameçonnage", "by simulated phishing"),
    ]

    static let audiences: [String: Phrase] = [
        "all-staff": Phrase("tout le personnel", "all staff"),
        "it-staff": Phrase("les équipes informatiques", "the IT teams"),
        "management": Phrase("la direction et l’encadrement", "the management"),
        "trainees": Phrase("les personnes à former", "the people to train"),
    ]

    static let indicators: [String: Phrase] = [
        "dmp-consent-share": Phrase("part des consentements dans le DMP", "share of consents in the DMP"),
        "dmp-consultation-share": Phrase("part des consultations du DMP", "share of DMP consultations"),
        "ght-convergence-share": Phrase("part des GHT en convergence", "share of converging hospital groups"),
        "hospiconnect-maturity": Phrase("maturité HospiConnect", "HospiConnect maturity"),
        "rssi-named-share": Phrase(
            "part des établissements où un RSSI est nommé", "share of establishments with an appointed RSSI"),
    ]
}
