// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Site

/// What the form of a followed action holds.
struct TaskDraft: Sendable, Hashable {
    var status = ""
    var progress = ""
    var startedOn = ""
    var endedOn = ""
    var spent = ""
    var note = ""
    var revision = ""

    enum Name {
        static let status = "etat"
        static let progress = "avancement"
        static let startedOn = "debut"
        static let endedOn = "fin"
        static let spent = "depense"
        static let note = "note"
        static let revision = "revision"
    }

    init(_ task: RoadmapTask) {
        status = task.status.rawValue
        progress = String(task.progress)
        startedOn = task.startedOn?.text ?? ""
        endedOn = task.endedOn?.text ?? ""
        spent = TypedNumber.text(task.spent)
        revision = String(task.revision)
    }

    init(_ form: Form) {
        status = form[Name.status]
        progress = form[Name.progress]
        startedOn = form[Name.startedOn]
        endedOn = form[Name.endedOn]
        spent = form[Name.spent]
        note = form[Name.note]
        revision = form[Name.revision]
    }

    func update(today: Day, _ errors: inout FormErrors, _ t: Language) -> TaskUpdate {
        let status = RoadmapTask.Status(rawValue: status)
        if status == nil { errors.add(t("Choisissez un état.", "Choose a state."), to: Name.status) }
        let progress = progress.isEmpty ? 0 : Int(progress) ?? -1
        if !(0...100).contains(progress) { errors.add(t("De 0 à 100.", "0 to 100."), to: Name.progress) }
        let spent = spent.isEmpty ? 0 : TypedNumber.value(spent)
        if spent == nil || (spent ?? 0) > RoadmapSettings.mostEuros {
            errors.add(RoadmapError.amount.message(t), to: Name.spent)
        }
        let start = day(startedOn, Name.startedOn, &errors, t)
        let end = day(endedOn, Name.endedOn, &errors, t)
        let update = TaskUpdate(
            status: status ?? .planned, progress: min(max(progress, 0), 100), startedOn: start, endedOn: end,
            spent: spent ?? 0, note: note, basedOn: Int(revision) ?? -1)
        guard errors.isEmpty else { return update }
        do throws(RoadmapError) {
            try TaskChanges.check(update, today: today)
        } catch {
            errors.add(error.message(t), to: Self.field(of: error, update, today))
        }
        return update
    }

    private func day(_ text: String, _ name: String, _ errors: inout FormErrors, _ t: Language) -> Day? {
        if text.isEmpty { return nil }
        let day = Day(text: text)
        if day == nil { errors.add(t("Écrivez une date qui existe.", "Write a date that exists."), to: name) }
        return day
    }

    private static func field(of error: RoadmapError, _ update: TaskUpdate, _ today: Day) -> String {
        switch error {
        case .noteTooLong: Name.note
        case .amount: Name.spent
        case .startMissing: Name.startedOn
        case .future where update.startedOn.map { $0 > today } ?? false: Name.startedOn
        default: Name.endedOn
        }
    }
}
