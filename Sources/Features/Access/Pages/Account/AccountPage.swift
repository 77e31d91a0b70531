// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// One's own account: who I am here, how I sign in, what my roles allow.
enum AccountPage {
    struct Model: Sendable {
        var name: String
        let email: String
        var language: Language
        let hasSecondFactor: Bool
        let isSecondFactorMandatory: Bool
        let sessionCount: Int
        let roles: [HeldRole]
        var errors = FormErrors()
    }

    struct HeldRole: Sendable {
        let role: Role
        let place: String
        let until: Day?
        /// What it allows, in the words of the features.
        let rights: [Phrase]
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        page(try await model(visit), visit)
    }

    @Sendable
    static func receive(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        var model = try await model(visit)
        let (id, granter, t) = (try visit.ownPerson().access.account, visit.granter, visit.language)
        let (former, name) = (model, form["name"])
        guard let language = Language(rawValue: form["language"]) else {
            model.errors.add(t("Choisissez une langue.", "Choose a language."), to: "language")
            return page(model, visit, .unprocessable)
        }
        do {
            if name != former.name || language != former.language {
                try await visit.change { change in
                    if name != former.name { try AccountStore.rename(id, to: name, by: granter, in: change) }
                    if language != former.language { try AccountStore.choose(language, for: id, in: change) }
                }
            }
        } catch let error as IdentityError where error == .nameMissing || error == .nameTooLong {
            model.errors.add(error.message(t), to: "name")
            (model.name, model.language) = (name, language)
            return page(model, visit, .unprocessable)
        }
        // By way of the address that keeps the language for this browser too.
        return .redirect(
            SiteAddress.language(.init(language.rawValue)).path.with("suite", SiteAddress.account.path.text),
            notice: language("Votre profil est à jour.", "Your profile is up to date."))
    }

    private static func model(_ visit: Visit) async throws -> Model {
        let person = try visit.ownPerson()
        let (id, sessions, now) = (person.access.account, visit.house.entrance.sessions, visit.now)
        let (found, count) = try await visit.read { session in
            (try AccountStore.find(id, in: session), try sessions.list(of: id, at: now, in: session).count)
        }
        guard let account = found else { throw Refusal.signInNeeded }
        let permissions = SitePermissions.all + visit.house.features.flatMap(\.permissions)
        let roles = person.access.grants.map { grant in
            HeldRole(
                role: grant.role, place: grant.organisationName, until: grant.until,
                rights: permissions.filter { $0.roles.contains(grant.role) }.map(\.title))
        }
        return Model(
            name: account.name, email: account.email.text, language: account.language,
            hasSecondFactor: account.hasSecondFactor, isSecondFactorMandatory: visit.requiresSecondFactor,
            sessionCount: count, roles: roles)
    }

    private static func page(_ model: Model, _ visit: Visit, _ status: Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Mon compte", "My account")
        return visit.page(Page(title, trail: [Crumb(title)], main: render(model, t)), status: status)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            t("Votre compte, \(model.name)", "Your account, \(model.name)"),
            lead: t(
                "Vous vous connectez avec l’adresse \(model.email).", "You sign in with the address \(model.email)."))
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.summary))\
            \(columns(stack([profile(model, t), means(model, t)]), HeldRoles.render(model.roles, t)))
            """
    }

    private static func profile(_ model: Model, _ t: Language) -> HTML {
        let name = Field(
            t, "name", label: t("Nom affiché", "Displayed name"),
            hint: t(
                "Il signe ce que vous écrivez et figure au journal.", "It signs what you write and is in the journal."),
            error: model.errors["name"], isRequired: true)
        let language = Field(t, "language", label: t("Langue", "Language"), error: model.errors["language"])
        let fields: HTML = """
            \(textField(name, value: model.name, autocomplete: "name", maxLength: 200))\
            \(radioGroup(
                language, [Choice("fr", "Français"), Choice("en", "English")], selected: model.language.rawValue))\
            \(formActions(submit(t("Enregistrer", "Save"))))
            """
        return sheet(t("Qui je suis", "Who I am"), form(action: DoorURL.profile.path, fields))
    }

    private static func means(_ model: Model, _ t: Language) -> HTML {
        let secondFactor: HTML =
            model.hasSecondFactor
            ? badge(t, .proven, t("Active", "Enabled"))
            : badge(
                t, model.isSecondFactorMandatory ? .missing : .unanswered,
                model.isSecondFactorMandatory
                    ? t("À activer\u{00A0}: vos rôles l’exigent", "To enable: your roles require it")
                    : t("Non activée", "Not enabled"))
        let sessions = t.count(
            model.sessionCount, ("session ouverte", "sessions ouvertes"), ("open session", "open sessions"))
        return sheet(
            t("Comment je me connecte", "How I sign in"),
            definitionList([
                (
                    t("Mot de passe", "Password"),
                    link(DoorURL.password.path, t("Changer de mot de passe", "Change the password"))
                ),
                (
                    t("Double authentification", "Second factor"),
                    "\(secondFactor) \(link(SiteAddress.secondFactor.path, t("La régler", "Set it up")))"
                ),
                (
                    t("Appareils", "Devices"),
                    "\(sessions) \(link(DoorURL.sessions.path, t("Voir où je suis connecté", "See where")))"
                ),
            ]))
    }

    private static func link(_ path: URLPath, _ title: String) -> HTML { "<a href=\"\(path)\">\(title)</a>" }
}
