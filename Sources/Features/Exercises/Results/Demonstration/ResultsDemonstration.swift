// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Drills
import Journal
import Organisations
import Persistence
import Primitives
import Site

/// An exercise that the harbour's hospital played last spring on paper, with all that came of it. Everything is invented.
enum ResultsDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        guard
            let scenario = ShippedScenarios.all.first(where: { $0.threat == .ransomware }) ?? ShippedScenarios.all.first
        else { return }
        let place = try demonstration.organisation(.harbour)
        let day = demonstration.today.adding(days: -190)
        let start = day.startUTC.adding(seconds: 8 * 3600)
        let author = Actor(
            account: demonstration.person(.rssi)?.account.text,
            name: demonstration.person(.rssi)?.name ?? "Démonstration")
        // The evening of the play: everything is entered then.
        let evening = start.adding(seconds: 10 * 3600)
        try await house.database.change(by: author, at: evening) { change in
            var draft = ExerciseDraft(scenario, on: day)
            draft.title = "Exercice de printemps à Port-Lanvers"
            draft.form = .fullScale
            let id = try ExerciseChanges.add(draft, from: scenario, at: place.id, in: change)
            guard let prepared = try ExerciseStore.exercise(id, in: change.session) else { return }
            try RekeyStore.open(prepared, from: start, to: start.adding(seconds: 3 * 3600), in: change)
            guard let exercise = try ExerciseStore.exercise(id, in: change.session) else { return }
            try play(exercise, from: start, in: change)
            try judge(exercise, on: day, in: change)
        }
    }

    /// Every fifth inject was left out, the others came a little late; one reaction in four was missed.
    private static func play(_ exercise: Exercise, from start: Instant, in change: Change) throws {
        let injects = try InjectStore.all(of: exercise.id, in: change.session)
        let lines = injects.enumerated().compactMap { index, inject -> RekeyStore.Line? in
            guard let minute = inject.inject.at, minute <= 170, index % 5 != 4 else { return nil }
            let sent = start.adding(seconds: (minute + index % 3) * 60)
            var done: [Int: Instant] = [:]
            for (number, expected) in inject.inject.expected.enumerated() where (index + number) % 4 != 3 {
                done[number + 1] = sent.adding(seconds: ((expected.within ?? 20) - 4 + (index % 4) * 4) * 60)
            }
            return RekeyStore.Line(inject: inject.id, sentAt: sent, doneAt: done)
        }
        try RekeyStore.save(lines, of: exercise, in: change)
        let told: [(Int, LogKind, LogCell, String, LogStatus?)] = [
            (6, .contact, .operational, "Astreinte informatique jointe, elle rappelle le RSSI.", nil),
            (19, .information, .strategic, "Cellule ouverte en salle du conseil, main courante tenue.", nil),
            (31, .decision, .strategic, "Passage en mode dégradé des urgences et du bloc.", nil),
            (38, .action, .care, "Sortie des classeurs de prescription papier.", .open),
            (52, .request, .care, "Besoin de coursiers pour les résultats du laboratoire.", nil),
            (64, .decision, .operational, "Coupure des accès distants, téléphonie conservée.", nil),
            (81, .notification, .strategic, "CERT Santé et ARS informés par téléphone.", nil),
            (97, .information, .communication, "Premier message aux équipes par affichage.", nil),
        ]
        guard
            let log = try exercise.log.flatMap({ CrisisLogRecord.ID($0) }).flatMap({
                try CrisisLogStore.log($0, in: change.session)
            })
        else { return }
        for (minute, kind, cell, text, status) in told {
            try CrisisLogStore.append(
                LogStatement(
                    factAt: Moment(start.adding(seconds: minute * 60)), kind: kind, cell: cell, text: text,
                    status: status, paperSheet: "1"), to: log, by: "Secrétariat de crise", in: change)
        }
        let seen: [(Int, Observation.Kind, String)] = [
            (24, .improvement, "Le numéro de la ligne de crise n’était affiché nulle part."),
            (47, .strength, "Les classeurs de mode dégradé ont été trouvés en trois minutes aux urgences."),
            (88, .fact, "La relève de 13 h n’était pas prévue."),
        ]
        for (minute, kind, text) in seen {
            try RekeyStore.add(
                .init(
                    at: start.adding(seconds: minute * 60), cell: nil, kind: kind, text: text,
                    author: "Cadre supérieur de santé", sheet: "Feuille 1"), to: exercise, in: change)
        }
    }

    private static func judge(_ exercise: Exercise, on day: Day, in change: Change) throws {
        let head = ExerciseHead(id: exercise.id, keeper: exercise.keeper, title: exercise.title)
        let criteria = exercise.scenario.objectives.flatMap(\.criteria).filter { $0.kind == .observed }
        for (observer, shift) in [("Cadre supérieur de santé", 0), ("RSSI d’un autre établissement", 1)] {
            var grid = ObserverGrid(observer: observer, ratings: [:])
            for (index, criterion) in criteria.enumerated() {
                grid.ratings[criterion.id] = .init(value: index % 7 == 6 ? nil : [2, 3, 1, 2][(index + shift) % 4])
            }
            if !grid.ratings.isEmpty { try GridStore.save(grid, replacing: nil, of: head, in: change) }
        }
        try hotWash(exercise, head, in: change)
        let actions: [(String, String, Int, Bool)] = [
            ("Afficher le numéro de la ligne de crise dans chaque poste de soins", "Direction des soins", 30, true),
            ("Prévoir la relève de la cellule stratégique", "Direction générale", 90, false),
            ("Former les cadres de nuit à la main courante papier", "Formation continue", 240, false),
        ]
        for (title, owner, days, isDone) in actions {
            let id = try ActionStore.add(
                .init(title: title, owner: owner, dueOn: day.adding(days: days)), from: head, in: change)
            guard isDone, let action = try ActionStore.action(id, in: change.session) else { continue }
            try ActionStore.move(
                action, to: .done, note: "Affiché dans les vingt-deux postes.", on: day.adding(days: 20), in: change)
        }
        try ExerciseProofs.say(
            CountingFacts(cyberTrigger: true, care: .played, management: true, trades: true), of: head, in: change)
        let facts = try ExerciseFacts.read(exercise, in: change.session)
        try ReportStore.save(ReportDraft.text(of: facts, .french), of: head, in: change)
        try ReportStore.approve(by: "Directrice générale", on: day.adding(days: 18), head, in: change)
    }

    private static func hotWash(_ exercise: Exercise, _ head: ExerciseHead, in change: Change) throws {
        let questions = HotWashQuestion.all(ofScenario: exercise.scenario.filled(exercise.words).hotWash)
        let said = [
            ("Les classeurs papier étaient prêts.", "La relève n’était pas prévue."),
            ("La direction était là du début à la fin.", "Trop d’appels sur une seule ligne."),
            ("On savait qui décidait.", "Le numéro de crise, personne ne le connaissait."),
            ("", "La main courante papier est trop étroite."),
        ]
        let keys = try HotWashStore.open(slips: said.count + 1, for: head, in: change)
        for (index, (good, better)) in said.enumerated() {
            let answers = questions.map { question in
                switch question.kind {
                case .scale: HotWashStore.Answer(question: question.key, score: [3, 4, 2, 3][index])
                case .text:
                    HotWashStore.Answer(
                        question: question.key,
                        text: question.key == "bien" ? good : (question.key == "mieux" ? better : nil))
                }
            }
            try HotWashStore.answer(
                answers, to: questions, with: keys[index], of: head, on: exercise.plannedOn, in: change)
        }
        try HotWashStore.move(head, to: .closed, in: change)
    }
}
