// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import LegalClocks
import Primitives

/// What a qualification changed, as the log says it: only what moved, in French, since the log is read by French cells.
enum QualificationWords {
    static func changes(
        from former: Incident, to known: Qualification, was answers: [ClockQuestion: ClockAnswer],
        _ affected: Set<String>
    ) -> [String] {
        var told: [String] = []
        if former.title != known.title { told.append("intitulé «\u{00A0}\(known.title)\u{00A0}»") }
        if former.kind != known.kind {
            told.append(
                "nature\u{00A0}: \(known.kind.map { CrisisWords.kind($0)(.french).lowercasedFirst } ?? "à préciser")")
        }
        if former.severity != known.severity || former.severityReason != known.severityReason {
            let reason = known.severityReason.isEmpty ? "" : " (\(known.severityReason))"
            told.append("gravité\u{00A0}: \(known.severity?.title(.french).lowercasedFirst ?? "à préciser")\(reason)")
        }
        if former.diverted != known.diverted {
            told.append("patients réorientés\u{00A0}: \(known.diverted.map(String.init) ?? "non comptés")")
        }
        if former.units != known.units {
            told.append("unités en mode dégradé\u{00A0}: \(known.units.isEmpty ? "aucune" : known.units)")
        }
        if former.measures != known.measures, !known.measures.isEmpty {
            told.append("mesures\u{00A0}: \(known.measures)")
        }
        if affected != known.affected {
            told.append("services et activités touchés\u{00A0}: \(known.affected.count)")
        }
        for question in ClockQuestion.allCases {
            let (old, new) = (answers[question] ?? .unknown, known.answers[question] ?? .unknown)
            guard old != new else { continue }
            let asked = CrisisWords.question(question)(.french)
            told.append("\(asked) \(CrisisWords.answer(new)(.french).lowercasedFirst)")
        }
        let times: [(String, Instant?, Instant?)] = [
            ("premier signe", former.firstSignAt, known.firstSignAt),
            ("détection", former.detectedAt, known.detectedAt),
            ("violation de données connue", former.breachKnownAt, known.breachKnownAt),
            ("attaque contenue", former.containedAt, known.containedAt),
            ("retour à la normale", former.restoredAt, known.restoredAt),
        ]
        for (name, old, new) in times where old != new {
            told.append("heure corrigée, \(name)")
        }
        return told
    }
}
