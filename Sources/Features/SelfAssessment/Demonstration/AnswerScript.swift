// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// Plausible answers: the same seed gives the same answers, a more mature establishment gives better ones, and chapters
/// differ as they do in life (backups better kept than supervision).
struct AnswerScript {
    let seed: UInt64
    /// 0 to 1: the level that an ordinary requirement reaches.
    let maturity: Double
    /// The share of the requirements that are answered, from the first chapter on.
    let coverage: Double

    func edits(
        _ framework: Framework, _ profiles: Set<String>, on day: Day
    ) -> [(requirement: String, edit: AnswerEdit)] {
        var dice = Dice(seed: seed)
        let requirements = framework.assessable(in: profiles)
        let limit = Int((Double(requirements.count) * coverage).rounded())
        return requirements.prefix(limit).map { requirement in
            let chapter = framework.chapter(of: requirement.code)?.code ?? ""
            let mood = Double(chapter.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 40) / 100 - 0.2
            let noise = dice.roll() * 0.7 - 0.35
            if dice.roll() < 0.04 {
                return (
                    requirement.code,
                    AnswerEdit(status: .notApplicable, comment: Self.pick(Self.reasons, &dice), basedOn: 0)
                )
            }
            let wished = min(max(maturity + mood + noise, 0), 1)
            let levels = framework.scale.levels
            let level = levels.min { abs($0.score - wished) < abs($1.score - wished) }
            guard let level, let best = levels.last else {
                return (requirement.code, AnswerEdit(status: .open, basedOn: 0))
            }
            var edit = AnswerEdit(status: .answered, level: level.value, basedOn: 0)
            edit.isToReview = dice.roll() < 0.08
            if dice.roll() < 0.45 {
                edit.comment = Self.pick(
                    level.score >= 0.99 ? Self.done : level.score > 0.01 ? Self.partial : Self.missing, &dice)
            }
            if level.value != best.value, dice.roll() < 0.5 {
                edit.target = best.value
                edit.targetOn = day.adding(days: 120 + Int(dice.roll() * 240))
            }
            return (requirement.code, edit)
        }
    }

    private static func pick(_ sentences: [String], _ dice: inout Dice) -> String {
        sentences[min(Int(dice.roll() * Double(sentences.count)), sentences.count - 1)]
    }

    private static let done = [
        "En place depuis plus d’un an, vérifié en comité de sécurité.",
        "Procédure signée par la direction et appliquée sur tous les sites.",
        "Contrôlé lors du dernier audit interne, sans écart.",
        "Mutualisé avec l’établissement support du groupement.",
    ]
    private static let partial = [
        "Fait pour les serveurs, reste à étendre aux postes biomédicaux.",
        "La procédure est écrite\u{00A0}; il manque la validation en instance.",
        "En cours avec le prestataire, fin prévue au prochain trimestre.",
        "Appliqué à l’hôpital, pas encore dans les sites annexes.",
        "Les comptes d’administration sont couverts, pas les comptes de service.",
    ]
    private static let missing = [
        "Rien d’engagé faute de temps\u{00A0}; à inscrire au plan d’action.",
        "Dépend du renouvellement du marché, prévu l’an prochain.",
        "Aucun responsable n’est désigné à ce jour.",
        "Identifié lors de l’exercice de crise, chiffrage demandé.",
    ]
    private static let reasons = [
        "L’établissement n’exploite aucun équipement de ce type.",
        "Service entièrement assuré par l’établissement support du groupement.",
    ]

    /// SplitMix64 (Steele, Lea, Flood 2014): the same seed, the same demonstration.
    private struct Dice {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        /// 0 to 1, one excluded.
        mutating func roll() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((mixed ^ (mixed >> 31)) >> 11) / 9_007_199_254_740_992
        }
    }
}
