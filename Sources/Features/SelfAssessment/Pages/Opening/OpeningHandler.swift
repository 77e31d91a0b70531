// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Receives the second step: opens the assessment, or the campaign with one assessment for each member.
enum OpeningHandler {
    private typealias Name = OpeningPage.Name

    @Sendable
    static func open(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.place(try visit.identifier("organisation"), for: AssessmentPermissions.manage)
        var model = try await OpeningPage.model(place, framework: form[Name.framework], visit)
        guard let framework = model.framework else {
            model.errors.add(
                visit.language("Choisissez un référentiel.", "Choose a framework."), to: Name.framework)
            return OpeningPage.page(model, place, visit, status: .unprocessable)
        }
        model.entry = entry(form, model)
        model.errors = errors(model, framework, visit.language)
        guard model.errors.isEmpty else { return OpeningPage.page(model, place, visit, status: .unprocessable) }
        return try await open(model, framework, visit)
    }

    static func entry(_ form: Form, _ model: OpeningPage.Model) -> OpeningPage.Entry {
        let audience = OpeningPage.Entry.Audience(rawValue: form[Name.audience]) ?? .one
        return OpeningPage.Entry(
            audience: model.members.isEmpty ? .one : audience, members: Set(form.all(Name.member)),
            profiles: Set(form.all(Name.profile)), title: Visit.plain(form[Name.title]), dueOn: form[Name.due])
    }

    static func errors(_ model: OpeningPage.Model, _ framework: Framework, _ t: Language) -> FormErrors {
        var errors = FormErrors()
        let entry = model.entry
        if entry.title.isEmpty { errors.add(AssessmentError.titleMissing.message(t), to: Name.title) }
        // Databases count code points where Swift counts what people see.
        if entry.title.unicodeScalars.count > 150 {
            errors.add(AssessmentError.titleTooLong.message(t), to: Name.title)
        }
        if !entry.dueOn.isEmpty {
            let day = Day(text: entry.dueOn)
            if day == nil {
                errors.add(t("Écrivez une date qui existe.", "Write a date that exists."), to: Name.due)
            } else if let day, day < model.today {
                errors.add(t("Cette date est déjà passée.", "This date has already passed."), to: Name.due)
            }
        }
        if entry.audience == .members, !model.members.contains(where: { entry.members.contains($0.id.text) }) {
            errors.add(AssessmentError.noMember.message(t), to: Name.member)
        }
        let known = Set(framework.profiles.map(\.code))
        if !entry.profiles.isSubset(of: known) || framework.assessable(in: entry.profiles).isEmpty {
            errors.add(
                t("Ces profils ne laissent rien à évaluer.", "These profiles leave nothing to assess."),
                to: Name.profile)
        }
        return errors
    }

    private static func open(_ model: OpeningPage.Model, _ framework: Framework, _ visit: Visit) async throws -> Reply {
        let (entry, group, isInterview) = (model.entry, model.organisation, model.isInterview)
        let due = Day(text: entry.dueOn)
        let t = visit.language
        switch entry.audience {
        case .one:
            let id = try await visit.change { change in
                try AssessmentStore.open(
                    framework, for: group, title: entry.title, profiles: entry.profiles, dueOn: due,
                    isInterview: isInterview, in: change)
            }
            return .redirect(
                AssessmentURL.assessment(.init(id)).path,
                notice: t("L’évaluation est ouverte.", "The assessment is open."))
        case .members:
            let members = model.members.filter { entry.members.contains($0.id.text) }
            let id = try await visit.change { change in
                try CampaignStore.open(
                    framework, by: group, members: members, title: entry.title, profiles: entry.profiles, dueOn: due,
                    isInterview: isInterview, in: change)
            }
            let count = t.count(members.count, ("évaluation", "évaluations"), ("assessment", "assessments"))
            return .redirect(
                AssessmentURL.campaign(.init(id)).path,
                notice: t("La campagne est ouverte\u{00A0}: \(count).", "The campaign is open: \(count)."))
        }
    }
}
