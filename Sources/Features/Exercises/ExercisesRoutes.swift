// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of exercises, its gate and its handler.
struct ExercisesRoutes: Sendable {
    private typealias P = ExercisesPermissions
    private typealias U = ExercisesURL

    let keeper: Doorkeeper

    var all: [Route] { library + preparation + timeline + play + doors }

    static let place = URLPath.Part.parameter("organisation")
    static let exercise = URLPath.Part.parameter("exercice")

    private var library: [Route] {
        let place = Self.place
        let scenario = URLPath.Part.parameter("scenarioExercice")
        return [
            .get(U.home(place), .holding(P.read), HomePage.show),
            .get(U.library(place), .holding(P.read), LibraryPage.show),
            .get(U.scenarioImport(place), .holding(P.manage), ImportScenarioPage.show),
            .post(U.scenarioImport(place), .holding(P.manage), ImportScenarioPage.take),
            .get(U.scenario(place, scenario), .holding(P.read), ScenarioPage.show),
            .get(U.scenarioFile(place, scenario), .holding(P.manage), ImportScenarioPage.file),
            .post(U.scenarioRemoval(place, scenario), .holding(P.manage), ImportScenarioPage.remove),
            .post(U.scenarioRestoration(place, scenario), .holding(P.manage), ImportScenarioPage.restore),
        ]
    }

    private var preparation: [Route] {
        let (place, id) = (Self.place, Self.exercise)
        let person = URLPath.Part.parameter("participantExercice")
        return [
            .get(U.creation(place), .holding(P.manage), SettingsForm.new),
            .post(U.creation(place), .holding(P.manage), SettingsForm.create),
            .get(U.exercise(place, id), .holding(P.read), ExercisePage.show),
            .get(U.settings(place, id), .holding(P.manage), SettingsForm.edit),
            .post(U.settings(place, id), .holding(P.manage), SettingsForm.correct),
            .post(U.checklist(place, id), .holding(P.manage), ExerciseHandlers.tick),
            .get(U.cancellation(place, id), .holding(P.manage), ExerciseHandlers.askCancel),
            .post(U.cancellation(place, id), .holding(P.manage), ExerciseHandlers.cancel),
            .post(U.removal(place, id), .holding(P.manage), ExerciseHandlers.remove),
            .post(U.restoration(place, id), .holding(P.manage), ExerciseHandlers.restore),
            .get(U.participants(place, id), .holding(P.read), ParticipantsPage.show),
            .get(U.participantCreation(place, id), .holding(P.manage), ParticipantsPage.new),
            .post(U.participantCreation(place, id), .holding(P.manage), ParticipantsPage.create),
            .get(U.participant(place, id, person), .holding(P.manage), ParticipantsPage.edit),
            .post(U.participant(place, id, person), .holding(P.manage), ParticipantsPage.correct),
            .post(U.participantRemoval(place, id, person), .holding(P.manage), ParticipantsPage.remove),
            .get(U.contactCheck(place, id), .holding(P.manage), ContactCheckPage.show),
            .post(U.contactCheck(place, id), .holding(P.manage), ContactCheckPage.save),
            .get(U.links(place, id), .holding(P.manage), LinksPage.show),
            .post(U.links(place, id), .holding(P.manage), LinksPage.act),
        ]
    }

    private var timeline: [Route] {
        let (place, id) = (Self.place, Self.exercise)
        let inject = URLPath.Part.parameter("stimulusExercice")
        return [
            .get(U.timeline(place, id), .holding(P.manage), TimelinePage.show),
            .get(U.injectCreation(place, id), .holding(P.manage), InjectForm.new),
            .post(U.injectCreation(place, id), .holding(P.manage), InjectForm.create),
            .get(U.inject(place, id, inject), .holding(P.manage), InjectForm.edit),
            .post(U.inject(place, id, inject), .holding(P.manage), InjectForm.correct),
            .post(U.injectState(place, id, inject), .holding(P.manage), InjectForm.enable),
            .post(U.injectRemoval(place, id, inject), .holding(P.manage), InjectForm.remove),
            .get(U.timelineImport(place, id), .holding(P.manage), TimelineImportPage.show),
            .post(U.timelineImport(place, id), .holding(P.manage), TimelineImportPage.take),
        ]
            + ExercisesURL.FileType.allCases.map {
                .get(U.timelineFile(place, id, $0), .holding(P.manage), TimelineFiles.export($0))
            }
    }

    private var play: [Route] {
        let (place, id) = (Self.place, Self.exercise)
        let inject = URLPath.Part.parameter("stimulusExercice")
        return [
            .get(U.opening(place, id), .holding(P.manage), ExerciseHandlers.askStart),
            .post(U.opening(place, id), .holding(P.manage), ExerciseHandlers.start),
            .get(U.console(place, id), .holding(P.manage), ConsolePage.show),
            .get(U.live(place, id), .holding(P.manage), ConsolePage.stream),
            .post(U.clock(place, id), .holding(P.manage), ConsoleHandlers.clock),
            .post(U.gesture(place, id, inject), .holding(P.manage), ConsoleHandlers.gesture),
            .post(U.freeInject(place, id), .holding(P.manage), ConsoleHandlers.free),
            .post(U.notes(place, id), .holding(P.manage), ConsoleHandlers.note),
            .post(U.ending(place, id), .holding(P.manage), ConsoleHandlers.end),
        ]
    }

    /// For everyone who brings a secret.
    private var doors: [Route] {
        let keeper = keeper
        let cell = URLPath.Part.parameter("jetonJeu")
        let observer = URLPath.Part.parameter("jetonObservation")
        return [
            .get(U.play(cell), .everyone) { try await PlayPage.show($0, keeper) },
            .get(U.playLive(cell), .everyone) { try await PlayPage.stream($0, keeper) },
            .post(U.playAnswer(cell), .everyone) { try await PlayForms.write($0, keeper) },
            .post(U.playReceipt(cell), .everyone) { try await PlayForms.receive($0, keeper) },
            .get(U.observe(observer), .everyone) { try await ObservePage.show($0, keeper) },
            .post(U.observe(observer), .everyone) { try await ObservePage.note($0, keeper) },
        ]
    }
}
