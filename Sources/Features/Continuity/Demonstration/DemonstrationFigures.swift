// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery
import ServiceMaps
import Site

/// The durations of the demonstration, in hours; invented.
enum DemonstrationFigures {
    typealias Figure = (code: String, hours: Double, loss: Double?)

    static let group: [Figure] = [
        ("reseau-ght", 12, nil), ("ad", 18, 24), ("dns", 20, 24), ("ntp", 12, nil), ("pki", 48, 24),
        ("sauvegarde", 24, 24), ("internet", 24, nil), ("vpn", 48, nil), ("messagerie", 72, 24), ("edr", 24, nil),
        ("equipe", 96, nil),
    ]

    /// Three of them contradict what stands on them: imaging and the theatre are to come back in 36 h, and transfusion needs
    /// the workstations within a day.
    static let support: [Figure] = [
        ("dpi", 24, 4), ("prescription", 24, 4), ("gap", 40, 12), ("sgl", 40, 4), ("ris-pacs", 48, 24),
        ("pharma", 36, 12), ("bloc-prog", 44, 12), ("urg-app", 24, 4), ("rea-app", 24, 4), ("trans-app", 24, 4),
        ("steri-trace", 36, 24), ("dialyse-app", 48, 24), ("rdv", 168, 24), ("partages", 72, 24), ("paie-app", 168, 24),
        ("gef", 240, 24), ("telephonie-app", 8, nil), ("reseau", 12, nil), ("pare-feu", 24, nil), ("stockage", 16, nil),
        ("hyperviseur", 18, 24), ("bdd", 20, 4), ("sso", 22, 24), ("eai", 36, 24), ("postes-urgences", 20, nil),
        ("postes-services", 72, nil), ("wifi", 96, nil), ("telephonie", 8, nil), ("automates", 12, nil),
        ("modalites", 24, nil), ("gtb", 24, nil),
    ]

    static let members: [(Demonstration.Key, [NodeDraft])] = [
        (
            .hill,
            [
                NodeDraft(
                    code: "maternite", name: "Maternité de Montrieux", layer: .activity, kind: .care, careClass: 1,
                    owner: "Sage-femme coordonnatrice"),
                NodeDraft(
                    code: "admissions", name: "Admissions de Montrieux", layer: .activity, kind: .administrative,
                    careClass: 2, owner: "Responsable des admissions"),
                NodeDraft(
                    code: "imagerie", name: "Imagerie de Montrieux", layer: .activity, kind: .technicalPlatform,
                    careClass: 2, owner: "Cadre d’imagerie"),
            ]
        ),
        (
            .valley,
            [
                NodeDraft(
                    code: "medecine", name: "Médecine du Val-Serein", layer: .activity, kind: .care, careClass: 2,
                    owner: "Cadre de médecine"),
                NodeDraft(
                    code: "admissions", name: "Admissions du Val-Serein", layer: .activity, kind: .administrative,
                    careClass: 2, owner: "Responsable des admissions"),
                NodeDraft(
                    code: "pharmacie", name: "Pharmacie du Val-Serein", layer: .activity, kind: .technicalPlatform,
                    careClass: 2, owner: "Pharmacien gérant"),
            ]
        ),
        (
            .harbour,
            [
                NodeDraft(
                    code: "urgences", name: "Urgences de Port-Lanvers", layer: .activity, kind: .care, careClass: 1,
                    owner: "Cadre des urgences")
            ]
        ),
        (
            .limes,
            [
                NodeDraft(
                    code: "hebergement", name: "Soins aux résidents", layer: .activity, kind: .care, careClass: 2,
                    owner: "Cadre de santé"),
                NodeDraft(
                    code: "administration", name: "Administration de la résidence", layer: .activity,
                    kind: .administrative, careClass: 4, owner: "Directrice de la résidence"),
            ]
        ),
    ]

    struct Script: Sendable {
        let key: Demonstration.Key
        let code: String
        let tolerable: Double
        let recovery: Double
        let loss: Double
        /// When the effect on care, safety, law, money and image becomes limited, serious, critical.
        let course: [ImpactDomain: (ImpactMoment, ImpactMoment, ImpactMoment)]
        let notes: [ImpactDomain: String]
        let people: String
        /// Days ago.
        let asked: Int
        let peaks: Analysis.Peaks
        let by: String
        /// Days ago, and months until the review.
        let validated: (Int, Int)?

        func analysis(of node: PlacedNode.ID, today: Day) -> Analysis {
            var courses: [ImpactDomain: ImpactCourse] = [:]
            for (domain, moments) in course {
                courses[domain] = ImpactCourse(
                    limited: moments.0, serious: moments.1, critical: moments.2, note: notes[domain] ?? "")
            }
            return Analysis(
                node: node, courses: courses, asked: people, askedOn: today.adding(days: -asked), peaks: peaks,
                note: "",
                validation: nil)
        }
    }

    /// How fast the harm grows: three paces that the activities of the demonstration share.
    private static let vital: [ImpactDomain: (ImpactMoment, ImpactMoment, ImpactMoment)] = [
        .care: (.h1, .h4, .h24), .safety: (.h1, .h12, .h24), .legal: (.h24, .d3, .d7), .finance: (.h24, .d7, .d14),
        .image: (.h12, .h24, .d3),
    ]
    private static let quick: [ImpactDomain: (ImpactMoment, ImpactMoment, ImpactMoment)] = [
        .care: (.h4, .h24, .d3), .safety: (.h12, .h24, .d3), .legal: (.h24, .d3, .d7), .finance: (.d3, .d7, .d14),
        .image: (.h24, .d3, .d7),
    ]
    private static let slow: [ImpactDomain: (ImpactMoment, ImpactMoment, ImpactMoment)] = [
        .care: (.d14, .never, .never), .safety: (.never, .never, .never), .legal: (.d7, .d14, .never),
        .finance: (.d3, .d7, .d14), .image: (.d7, .d14, .never),
    ]

    static let analyses: [Script] = [
        script(
            .support, "urgences", 24, 24, 4, vital, "Cadre des urgences, médecin coordonnateur",
            by: "Chef du pôle urgences",
            notes: [.safety: "Le tri tient sur tableau blanc\u{00A0}; au-delà d’un jour, on perd le fil des patients."],
            peaks: Analysis.Peaks(months: [1, 2, 12], weekdays: [1, 7], text: "Nuits de fête, épidémies"),
            validated: (96, 12)),
        script(
            .support, "reanimation", 24, 24, 4, vital, "Cadre et médecin de réanimation",
            by: "Chef du pôle soins critiques",
            notes: [
                .care: "Les alarmes restent au lit\u{00A0}; la pancarte papier fatigue l’équipe dès la deuxième nuit."
            ],
            validated: (95, 12)),
        script(
            .support, "bloc", 72, 36, 8, quick, "Chef de bloc, anesthésiste coordonnateur", by: "Conseil de bloc",
            peaks: Analysis.Peaks(weekdays: [2, 3, 4]), validated: (90, 18)),
        script(
            .support, "maternite", 48, 36, 8, vital, "Sage-femme coordonnatrice", by: "Chef du pôle femme et enfant",
            validated: (88, 18)),
        script(
            .support, "medecine", 72, 48, 12, quick, "Cadre supérieur de médecine", by: "Chef du pôle médecine",
            validated: (84, 18)),
        script(
            .support, "dialyse", 72, 48, 24, quick, "Cadre de dialyse", by: "Chef du pôle médecine",
            peaks: Analysis.Peaks(weekdays: [1, 3, 5]), validated: (84, 18)),
        script(
            .support, "laboratoire", 48, 40, 4, quick, "Biologiste responsable, cadre du laboratoire",
            by: "Chef du pôle biologie", validated: (80, 12)),
        script(
            .support, "imagerie", 48, 36, 12, quick, "Cadre d’imagerie, radiologue", by: "Chef du pôle imagerie",
            validated: (79, 12)),
        script(
            .support, "pharmacie", 72, 36, 12, quick, "Pharmacien gérant", by: "Pharmacien gérant", validated: (79, 12)),
        script(
            .support, "transfusion", 24, 24, 4, vital, "Correspondant d’hémovigilance", by: "Chef du pôle biologie",
            validated: (70, 12)),
        script(
            .support, "admissions", 72, 48, 12, quick, "Responsable des admissions", by: "Directeur des finances",
            peaks: Analysis.Peaks(weekdays: [1]), validated: (68, 12)),
        script(
            .support, "paie", 336, 168, 24, slow, "Responsable de la paie", by: "Directeur des ressources humaines",
            peaks: Analysis.Peaks(text: "Du 15 au 27 de chaque mois"), validated: (66, 24)),
        // Its review is past: it proves nothing any more.
        script(
            .support, "facturation", 336, 240, 24, slow, "Responsable de la facturation", by: "Directeur des finances",
            validated: (200, 6)),
        script(.support, "sterilisation", 36, 36, 24, quick, "Responsable de la stérilisation", by: ""),
        script(
            .hill, "maternite", 48, 36, 12, vital, "Sage-femme coordonnatrice", by: "Directeur des soins",
            validated: (74, 12)),
        script(
            .hill, "admissions", 72, 72, 24, slow, "Responsable des admissions", by: "Directrice adjointe",
            validated: (74, 12)),
        script(
            .hill, "imagerie", 72, 48, 24, quick, "Cadre d’imagerie", by: "Directeur des soins", validated: (73, 12)),
        script(
            .valley, "medecine", 72, 72, 24, quick, "Cadre de médecine", by: "Directeur des soins", validated: (61, 12)),
        script(
            .valley, "admissions", 96, 72, 24, slow, "Responsable des admissions", by: "Directrice", validated: (61, 12)
        ),
        script(
            .valley, "pharmacie", 72, 48, 24, quick, "Pharmacien gérant", by: "Pharmacien gérant", validated: (60, 12)),
        script(
            .limes, "hebergement", 96, 72, 24, quick, "Cadre de santé", by: "Directrice de la résidence",
            validated: (55, 18)),
        script(
            .limes, "administration", 336, 168, 48, slow, "Adjointe de direction", by: "Directrice de la résidence",
            validated: (55, 18)),
    ]

    private static func script(
        _ key: Demonstration.Key, _ code: String, _ tolerable: Double, _ recovery: Double, _ loss: Double,
        _ course: [ImpactDomain: (ImpactMoment, ImpactMoment, ImpactMoment)], _ people: String, by: String,
        notes: [ImpactDomain: String] = [:], peaks: Analysis.Peaks = Analysis.Peaks(), validated: (Int, Int)? = nil
    ) -> Script {
        Script(
            key: key, code: code, tolerable: tolerable, recovery: recovery, loss: loss, course: course, notes: notes,
            people: people, asked: validated.map { $0.0 + 9 } ?? 30, peaks: peaks, by: by, validated: validated)
    }
}
