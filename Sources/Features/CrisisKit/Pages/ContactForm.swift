// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// One contact, new or to change; a card for those who only read.
enum ContactForm {
    struct Model: Sendable {
        let place: Organisation
        let contact: Contact?
        var draft = ContactDraft()
        var circle = ""
        var deputy = ""
        var others: [(id: Contact.ID, name: String)] = []
        let today: Day
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.kitPlace(CrisisKitPermissions.manage)
        return try await page(visit, place, Model(place: place.organisation, contact: nil, today: visit.today))
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, contact) = try await find(visit, CrisisKitPermissions.read)
        guard visit.mayManageKit(place.organisation.lineage) else { return card(visit, place, contact) }
        var model = Model(place: place.organisation, contact: contact, today: visit.today)
        model.draft = ContactDraft(
            role: contact.role, person: contact.person, circle: contact.circle, reach: contact.reach ?? Reach(),
            deputy: contact.deputy, checkedOn: contact.checkedOn)
        model.circle = contact.circle.rawValue
        model.deputy = contact.deputy?.text ?? ""
        return try await page(visit, place, model)
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        return try await save(visit, form, try await visit.kitPlace(CrisisKitPermissions.manage), nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, contact) = try await find(visit, CrisisKitPermissions.manage)
        return try await save(visit, form, place, contact)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, contact) = try await find(visit, CrisisKitPermissions.manage)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: CrisisKitPermissions.manage, in: change.session)
            try ContactStore.remove(contact, in: change)
        }
        return .redirect(
            CrisisKitURL.contact(.init(place.organisation.id), .init(contact.id)).path,
            notice: visit.language(
                "Le contact est retiré. Vous pouvez le rétablir ici.",
                "The contact is removed. You can restore it here."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, contact) = try await find(visit, CrisisKitPermissions.manage)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: CrisisKitPermissions.manage, in: change.session)
            try ContactStore.restore(contact, in: change)
        }
        return back(place, visit.language("Le contact est rétabli.", "The contact is restored."))
    }

    private static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, Contact) {
        let place = try await visit.kitPlace(permission)
        let id: Contact.ID = try visit.identifier("contact")
        let key = visit.secretKey
        let found = try await visit.read { session in try ContactStore.contact(id, under: key, in: session) }
        guard let found, found.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    private static func back(_ place: Place, _ notice: String) -> Reply {
        .redirect(CrisisKitURL.contacts(.init(place.organisation.id)).path, notice: notice)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ contact: Contact?
    ) async throws -> Reply {
        let t = visit.language
        var model = Model(place: place.organisation, contact: contact, today: visit.today)
        read(form, into: &model, t)
        // What cannot be read under this key must not be wiped out by somebody who corrects a name.
        if let contact, contact.isUnreadable, model.draft.reach.isEmpty {
            model.errors.add(
                t(
                    "Les numéros enregistrés sont scellés sous une autre clé\u{00A0}: saisissez-les de nouveau.",
                    "The numbers on record are sealed under another key: enter them again."), to: "prive1")
        }
        guard model.errors.isEmpty else { return try await page(visit, place, model, status: .unprocessable) }
        let (draft, key) = (model.draft, visit.secretKey)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: CrisisKitPermissions.manage, in: change.session)
            if let contact {
                try ContactStore.correct(contact, draft, under: key, in: change)
            } else {
                try ContactStore.add(draft, at: place.organisation.id, under: key, in: change)
            }
        }
        return back(place, t("Le contact est enregistré.", "The contact is saved."))
    }

    static func read(_ form: Site.Form, into model: inout Model, _ t: Language) {
        model.draft.role = form["role"]
        model.draft.person = form["personne"]
        model.circle = form["cercle"]
        model.deputy = form["suppleant"]
        model.draft.reach = Reach(
            work: form["travail"], first: form["prive1"], second: form["prive2"], channel: form["autre"])
        model.errors.require(model.draft.role, "role", limit: 150, in: t)
        model.errors.bound(model.draft.person, "personne", limit: 150, in: t)
        model.errors.bound(model.draft.reach.channel, "autre", limit: Reach.channelLimit, in: t)
        for (name, number) in [
            ("travail", model.draft.reach.work), ("prive1", model.draft.reach.first),
            ("prive2", model.draft.reach.second),
        ] where !Reach.isNumber(number) {
            model.errors.add(
                t(
                    "Un numéro, avec des chiffres, de \(Reach.numberLimit) caractères au plus.",
                    "A number, with digits, of \(Reach.numberLimit) characters at most."), to: name)
        }
        if let circle = Contact.Circle(rawValue: model.circle) {
            model.draft.circle = circle
        } else {
            model.errors.add(t("Choisissez le cercle.", "Choose the circle."), to: "cercle")
        }
        if !model.deputy.isEmpty {
            model.draft.deputy = Contact.ID(model.deputy)
            if model.draft.deputy == nil || model.draft.deputy == model.contact?.id {
                model.errors.add(CrisisKitError.unknownContact.message(t), to: "suppleant")
            }
        }
        model.draft.checkedOn = model.errors.day(form, "essai", in: t)
        if let day = model.draft.checkedOn, day > model.today {
            model.errors.add(t("Cette date est dans le futur.", "This date is in the future."), to: "essai")
        }
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ given: Model, status: Site.Status = .ok
    ) async throws -> Reply {
        let t = visit.language
        var model = given
        model.others = try await visit.read { session in
            try ContactStore.names(of: place.organisation.id, in: session)
        }
        let list = Crumb(t("Contacts", "Contacts"), href: CrisisKitURL.contacts(.init(place.organisation.id)).path)
        let name = model.contact?.role ?? t("Nouveau contact", "New contact")
        return visit.kitPage(title(model, t), at: place, trail: [list, Crumb(name)], status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.contact?.name ?? t("Qui appeler, et comment\u{00A0}?", "Who to call, and how?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let action =
            model.contact.map { CrisisKitURL.contact(place, .init($0.id)).path }
            ?? CrisisKitURL.contactCreation(place).path
        let buttons = formActions(
            "\(submit(t("Enregistrer", "Save")))\(buttonLink(t("Annuler", "Cancel"), href: CrisisKitURL.contacts(place).path))"
        )
        return """
            \(pageHead(t, PageHead(title(model, t), lead: t(
                "Les numéros sont chiffrés dans la base, et jamais écrits dans le journal. Prévenez la personne\u{00A0}: ses numéros privés iront dans la mallette.",
                "Numbers are encrypted in the database, and never written to the journal. Tell the person: their private numbers go into the kit."))))\
            \(errorSummary(t, model.errors.faults))\(form(action: action, fields(model, t) + buttons))\(others(model, t))
            """
    }

    private static func others(_ model: Model, _ t: Language) -> HTML {
        guard let contact = model.contact else { return HTML() }
        let place = URLPath.Part(model.place.id)
        return actions([
            contact.isRemoved
                ? Action(t("Rétablir", "Restore"), post: CrisisKitURL.contactRestoration(place, .init(contact.id)).path)
                : Action(
                    t("Retirer le contact", "Remove the contact"),
                    post: CrisisKitURL.contactRemoval(place, .init(contact.id)).path, style: .danger,
                    confirm: t(
                        "Retirer ce contact\u{00A0}? Vous pourrez le rétablir.",
                        "Remove this contact? You can restore it."))
        ])
    }

    private static func fields(_ model: Model, _ t: Language) -> HTML {
        let others = model.others.filter { $0.id != model.contact?.id }
        func number(_ name: String, _ label: String, _ value: String, _ hint: String? = nil) -> HTML {
            textField(
                Field(t, name, label: label, hint: hint, error: model.errors[name]), value: value, autocomplete: "off",
                maxLength: Reach.numberLimit)
        }
        return """
            \(fieldRow([
                textField(
                    Field(t, "role", label: t("Rôle", "Role"), hint: t("Directeur de garde, RSSI, astreinte réseau…", "Director on duty, security officer, network on call…"), error: model.errors["role"], isRequired: true),
                    value: model.draft.role, maxLength: 150),
                textField(
                    Field(t, "personne", label: t("Personne", "Person"), error: model.errors["personne"]),
                    value: model.draft.person, autocomplete: "off", maxLength: 150),
                select(
                    Field(t, "cercle", label: t("Cercle", "Circle"), error: model.errors["cercle"], isRequired: true),
                    Contact.Circle.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.circle,
                    placeholder: t("Choisissez", "Choose")),
            ]))\
            \(fieldRow([
                number("prive1", t("Numéro privé", "Private number"), model.draft.reach.first),
                number("prive2", t("Autre numéro privé", "Other private number"), model.draft.reach.second, t("Domicile, conjoint, second portable.", "Home, partner, second mobile.")),
                number("travail", t("Numéro de travail", "Work number"), model.draft.reach.work, t("Muet si la téléphonie tombe avec le réseau.", "Silent if telephony falls with the network.")),
            ]))\
            \(textField(
                Field(t, "autre", label: t("Autre moyen", "Other means"), hint: t("Radio, messagerie hors de l’hôpital, lieu de rendez-vous.", "Radio, messenger outside the hospital, meeting place."), error: model.errors["autre"]),
                value: model.draft.reach.channel, maxLength: Reach.channelLimit))\
            \(fieldRow([
                select(
                    Field(t, "suppleant", label: t("Suppléant", "Deputy"), error: model.errors["suppleant"]),
                    others.map { Choice($0.id.text, $0.name) }, selected: model.deputy, placeholder: t("Aucun", "None")),
                dateField(
                    Field(t, "essai", label: t("Numéros essayés le", "Numbers tried on"), hint: t("Un essai deux fois par an évite les mauvaises surprises.", "A try twice a year avoids bad surprises."), error: model.errors["essai"]),
                    value: model.draft.checkedOn, maximum: model.today),
            ]))
            """
    }

    private static func card(_ visit: Visit, _ place: Place, _ contact: Contact) -> Reply {
        let t = visit.language
        let list = Crumb(t("Contacts", "Contacts"), href: CrisisKitURL.contacts(.init(place.organisation.id)).path)
        var lines: [(term: String, value: HTML)] = [(t("Cercle", "Circle"), "\(contact.circle.title(t))")]
        if let deputy = contact.deputyName { lines.append((t("Suppléant", "Deputy"), "\(deputy)")) }
        if let day = contact.checkedOn { lines.append((t("Numéros essayés le", "Numbers tried on"), "\(t.date(day))")) }
        let numbers: HTML =
            contact.isUnreadable
            ? paragraph(t("Les numéros sont scellés sous une autre clé.", "The numbers are sealed under another key."))
            : contact.reach.map { definitionList(ContactWords.lines($0, t)) }
                ?? paragraph(t("Aucun numéro n’est noté.", "No number is noted."))
        return visit.kitPage(
            contact.name, at: place, trail: [list, Crumb(contact.role)],
            """
            \(pageHead(t, PageHead(contact.name)))\(sheet(t("Joindre", "Reach"), disclosure(t("Afficher les numéros", "Show the numbers"), isPrinted: true, numbers)))\
            \(sheet(t("À savoir", "To know"), definitionList(lines)))
            """)
    }
}
