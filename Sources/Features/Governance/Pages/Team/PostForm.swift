// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// One post of the team, new or to change.
enum PostForm {
    struct Model: Sendable {
        let place: Organisation
        let post: Post?
        var title = ""
        var skill = ""
        var authorised = "1"
        var filled = "1"
        var vacantSince: Day?
        let today: Day
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed(GovernancePermissions.manage)
        return page(visit, place, Model(place: place.organisation, post: nil, today: visit.today))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, post) = try await find(visit)
        return page(
            visit, place,
            Model(
                place: place.organisation, post: post, title: post.title, skill: post.skill.rawValue,
                authorised: FullTime.text(post.authorised, visit.language),
                filled: FullTime.text(post.filled, visit.language), vacantSince: post.vacantSince, today: visit.today))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        return try await save(visit, form, try await visit.governed(GovernancePermissions.manage), nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, post) = try await find(visit)
        return try await save(visit, form, place, post)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, post) = try await find(visit)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try PostStore.remove(post, in: change)
        }
        return .redirect(
            GovernanceURL.post(.init(place.organisation.id), .init(post.id)).path,
            notice: visit.language(
                "Le poste est retiré. Vous pouvez le rétablir ici.", "The post is removed. You can restore it here."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, post) = try await find(visit)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try PostStore.restore(post, in: change)
        }
        return back(place, visit.language("Le poste est rétabli.", "The post is restored."))
    }

    private static func find(_ visit: Visit) async throws -> (Place, Post) {
        let place = try await visit.governed(GovernancePermissions.manage)
        let id: Post.ID = try visit.identifier("poste")
        let found = try await visit.read { session in try PostStore.post(id, in: session) }
        guard let found, found.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    private static func back(_ place: Place, _ notice: String) -> Reply {
        .redirect(GovernanceURL.team(.init(place.organisation.id)).path, notice: notice)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ post: Post?
    ) async throws -> Reply {
        let t = visit.language
        var model = Model(place: place.organisation, post: post, today: visit.today)
        guard let draft = read(form, into: &model, t) else { return page(visit, place, model, status: .unprocessable) }
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            if let post {
                try PostStore.correct(post, draft, in: change)
            } else {
                try PostStore.add(draft, at: place.organisation.id, in: change)
            }
        }
        return back(place, t("Le poste est enregistré.", "The post is saved."))
    }

    static func read(_ form: Site.Form, into model: inout Model, _ t: Language) -> PostDraft? {
        model.title = form["intitule"]
        model.skill = form["competence"]
        model.authorised = form["autorise"]
        model.filled = form["pourvu"]
        model.errors.require(model.title, "intitule", limit: 150, in: t)
        let skill = Post.Skill(rawValue: model.skill)
        if skill == nil { model.errors.add(t("Choisissez la compétence.", "Choose the skill."), to: "competence") }
        let wrong = t("Un nombre d’équivalents temps plein, comme 0,8.", "A number of full-time equivalents, like 0.8.")
        let authorised = FullTime.hundredths(typed: model.authorised)
        if (authorised ?? 0) < 1 { model.errors.add(wrong, to: "autorise") }
        let filled = FullTime.hundredths(typed: model.filled)
        if filled == nil { model.errors.add(wrong, to: "pourvu") }
        if let authorised, let filled, filled > authorised {
            model.errors.add(
                t("Au plus ce qui est autorisé.", "At most what is authorised."), to: "pourvu")
        }
        model.vacantSince = model.errors.day(form, "vacant", in: t)
        if let since = model.vacantSince, since > model.today {
            model.errors.add(GovernanceError.inFuture.message(t), to: "vacant")
        }
        guard model.errors.isEmpty, let skill, let authorised, let filled else { return nil }
        // A post that is held has no day of vacancy: the day is dropped rather than refused.
        return PostDraft(
            title: model.title, skill: skill, authorised: authorised, filled: filled,
            vacantSince: filled < authorised ? model.vacantSince : nil)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let team = Crumb(t("Équipe", "Team"), href: GovernanceURL.team(.init(place.organisation.id)).path)
        return visit.governancePage(
            title(model, t), at: place, under: team, crumb: model.post?.title ?? t("Nouveau poste", "New post"),
            status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.post?.title ?? t("Quel poste\u{00A0}?", "Which post?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        var view = FormView(
            title: title(model, t),
            lead: t(
                "Un poste peut n’être pourvu qu’en partie\u{00A0}: 0,8 sur 1.",
                "A post may be held only in part: 0.8 of 1."),
            button: t("Enregistrer", "Save"),
            action: model.post.map { GovernanceURL.post(place, .init($0.id)).path }
                ?? GovernanceURL.postCreation(place).path,
            back: GovernanceURL.team(place).path, errors: model.errors)
        if let post = model.post {
            view.others = [
                post.isRemoved
                    ? Action(t("Rétablir", "Restore"), post: GovernanceURL.postRestoration(place, .init(post.id)).path)
                    : Action(
                        t("Retirer le poste", "Remove the post"),
                        post: GovernanceURL.postRemoval(place, .init(post.id)).path, style: .danger,
                        confirm: t(
                            "Retirer ce poste\u{00A0}? Vous pourrez le rétablir.",
                            "Remove this post? You can restore it."))
            ]
        }
        return view.render(t, fields(model, t))
    }

    private static func fields(_ model: Model, _ t: Language) -> HTML {
        """
        \(fieldRow([
            textField(
                Field(t, "intitule", label: t("Intitulé", "Title"), error: model.errors["intitule"], isRequired: true),
                value: model.title, maxLength: 150),
            select(
                Field(t, "competence", label: t("Compétence", "Skill"), error: model.errors["competence"], isRequired: true),
                Post.Skill.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.skill,
                placeholder: t("Choisissez", "Choose")),
        ]))\
        \(fieldRow([
            textField(
                Field(
                    t, "autorise", label: t("Autorisé, en équivalents temps plein", "Authorised, in full-time equivalents"),
                    error: model.errors["autorise"], isRequired: true), value: model.authorised, maxLength: 8),
            textField(
                Field(
                    t, "pourvu", label: t("Pourvu, en équivalents temps plein", "Held, in full-time equivalents"),
                    error: model.errors["pourvu"], isRequired: true), value: model.filled, maxLength: 8),
            dateField(
                Field(
                    t, "vacant", label: t("Vacant depuis le", "Vacant since"),
                    hint: t("Vide si le poste est pourvu.", "Empty if the post is held."), error: model.errors["vacant"]),
                value: model.vacantSince, maximum: model.today),
        ]))
        """
    }
}
