// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The form of an appointment, new or to correct.
enum AppointmentForm {
    /// What was typed, as typed.
    struct Typed: Sendable {
        var job = ""
        var title = ""
        var person = ""
        var account = ""
        var startsOn: Day?
        var endsOn: Day?
        var share = ""
        var mission = ""
        var served: Set<String> = []
    }

    struct Model: Sendable {
        let place: Organisation
        /// Nil for a new one.
        let appointment: Appointment?
        var typed: Typed
        /// Those that may be served.
        let establishments: [Keeper]
        let people: [AccountChoice]
        let letters: [Appointment.Attachment]
        /// Where proofs are registered, when a feature of the house offers it.
        let vault: URLPath?
        var errors = FormErrors()
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        var view = FormView(
            title: title(model, t),
            lead: t(
                "Une nomination en cours devient une preuve dans chaque établissement servi\u{00A0}; elle cesse de "
                    + "compter le jour où elle finit.",
                "An appointment in force becomes a proof in each establishment it serves; it stops counting the day "
                    + "it ends."
            ),
            button: t("Enregistrer", "Save"),
            action: model.appointment.map { GovernanceURL.appointment(place, .init($0.id)).path }
                ?? GovernanceURL.appointmentCreation(place).path,
            back: GovernanceURL.appointments(place).path, errors: model.errors)
        if let appointment = model.appointment {
            view.others = [
                Action(
                    t("Mettre fin à la nomination", "End the appointment"),
                    href: GovernanceURL.appointmentEnd(place, .init(appointment.id)).path),
                Action(
                    t("Retirer", "Remove"), post: GovernanceURL.appointmentRemoval(place, .init(appointment.id)).path,
                    style: .danger,
                    confirm: t(
                        "Retirer cette nomination\u{00A0}? Elle ne servira plus de preuve. Vous pourrez la rétablir.",
                        "Remove this appointment? It will no longer serve as a proof. You can restore it.")),
            ]
        }
        return view.render(
            t, "\(function(model, t))\(person(model, t))\(period(model, t))\(reach(model, t))\(letter(model, t))")
    }

    static func title(_ model: Model, _ t: Language) -> String {
        guard let appointment = model.appointment else {
            return t("Qui nommez-vous, et à quelle fonction\u{00A0}?", "Whom do you appoint, and to which function?")
        }
        return t(
            "Nomination de \(appointment.person), \(appointment.name(t))",
            "Appointment of \(appointment.person), \(appointment.name(t))")
    }

    private static func function(_ model: Model, _ t: Language) -> HTML {
        fieldRow([
            select(
                Field(
                    t, "fonction", label: t("Fonction", "Function"), error: model.errors["fonction"], isRequired: true),
                Job.allCases.map {
                    Choice($0.rawValue, "\(AppointmentsPage.capitalised($0.title(t))) – \($0.meaning(t))")
                },
                selected: model.typed.job, placeholder: t("Choisissez", "Choose")),
            textField(
                Field(
                    t, "intitule", label: t("Intitulé", "Title"),
                    hint: t(
                        "Facultatif, sauf pour une autre fonction.", "Optional, except for another function."),
                    error: model.errors["intitule"]),
                value: model.typed.title, maxLength: 150),
        ])
    }

    private static func person(_ model: Model, _ t: Language) -> HTML {
        fieldRow([
            textField(
                Field(
                    t, "personne", label: t("Nom de la personne", "Name of the person"),
                    error: model.errors["personne"], isRequired: true),
                value: model.typed.person, maxLength: 200),
            select(
                Field(
                    t, "compte", label: t("Compte Carène", "Carène account"),
                    hint: t("Pour lui adresser ses rappels\u{00A0}; facultatif.", "To send reminders; optional."),
                    error: model.errors["compte"]),
                model.people.map { Choice($0.id.text, $0.name) }, selected: model.typed.account,
                placeholder: t("Aucun", "None")),
        ])
    }

    private static func period(_ model: Model, _ t: Language) -> HTML {
        fieldRow([
            dateField(
                Field(t, "debut", label: t("À partir du", "From"), error: model.errors["debut"], isRequired: true),
                value: model.typed.startsOn),
            dateField(
                Field(
                    t, "fin", label: t("Dernier jour", "Last day"),
                    hint: t("Vide si aucune fin n’est prévue.", "Empty if no end is planned."),
                    error: model.errors["fin"]),
                value: model.typed.endsOn),
            textField(
                Field(
                    t, "part", label: t("Part d’un temps plein, en %", "Share of a full-time post, in %"),
                    hint: t("De 0 à 100.", "From 0 to 100."), error: model.errors["part"], isRequired: true),
                value: model.typed.share, maxLength: 4, isNumeric: true),
        ])
    }

    private static func reach(_ model: Model, _ t: Language) -> HTML {
        guard model.establishments.count > 1 else { return HTML() }
        return checkboxGroup(
            Field(
                t, "pour", label: t("Pour quels établissements\u{00A0}?", "For which establishments?"),
                hint: t(
                    "Cochez-en plusieurs pour une fonction partagée.", "Tick several of them for a shared function."),
                error: model.errors["pour"], isRequired: true),
            model.establishments.map { one in
                Choice(
                    one.id.text, one.name,
                    note: one.id == model.place.id
                        ? t("En entier, avec tous ses sites.", "As a whole, with all its sites.") : nil)
            }, selected: model.typed.served)
    }

    private static func letter(_ model: Model, _ t: Language) -> HTML {
        let field = Field(
            t, "lettre", label: t("Lettre de mission", "Letter of mission"),
            hint: model.letters.isEmpty
                ? t(
                    "Aucune nomination ni politique écrite n’est dans le coffre des preuves.",
                    "The vault has no appointment or written policy.")
                : t("Un document du coffre des preuves.", "A document of the vault."), error: model.errors["lettre"])
        let link: HTML = when(model.vault) {
            "<p><a href=\"\($0)\">\(t("Déposer la lettre dans le coffre des preuves", "Put the letter into the vault"))</a></p>"
        }
        return select(
            field, model.letters.map { Choice($0.id.text, $0.title) }, selected: model.typed.mission,
            placeholder: t("Aucune", "None")) + link
    }
}

extension AppointmentForm.Typed {
    init(_ appointment: Appointment) {
        job = appointment.job.rawValue
        title = appointment.title
        person = appointment.person
        account = appointment.account?.text ?? ""
        startsOn = appointment.startsOn
        endsOn = appointment.endsOn
        share = String(appointment.share)
        mission = appointment.mission?.id.text ?? ""
        served = Set(appointment.served.map(\.id.text))
    }

    /// What was typed, and the draft when nothing is wrong.
    static func read(
        _ form: Site.Form, alone: Organisation.ID?, _ t: Language
    ) -> (typed: Self, draft: AppointmentDraft?, errors: FormErrors) {
        var errors = FormErrors()
        var typed = Self()
        typed.job = form["fonction"]
        typed.title = form["intitule"]
        typed.person = form["personne"]
        typed.account = form["compte"]
        typed.share = form["part"]
        typed.mission = form["lettre"]
        // Where only one establishment can be served, the form does not ask.
        typed.served = alone.map { [$0.text] } ?? Set(form.all("pour"))
        let job = Job(rawValue: typed.job)
        if job == nil { errors.add(t("Choisissez la fonction.", "Choose the function."), to: "fonction") }
        if job == .other, typed.title.isEmpty {
            errors.add(t("Dites de quelle fonction il s’agit.", "Say which function this is."), to: "intitule")
        }
        errors.bound(typed.title, "intitule", limit: 150, in: t)
        errors.require(typed.person, "personne", limit: 200, in: t)
        typed.startsOn = errors.day(form, "debut", isRequired: true, in: t)
        typed.endsOn = errors.day(form, "fin", in: t)
        if let start = typed.startsOn, let end = typed.endsOn, end < start {
            errors.add(GovernanceError.endBeforeStart.message(t), to: "fin")
        }
        let share = Int(typed.share)
        if share == nil || !(0...100).contains(share ?? -1) {
            errors.add(t("Un nombre entier de 0 à 100.", "A whole number from 0 to 100."), to: "part")
        }
        let served = typed.served.compactMap { Organisation.ID($0) }
        if served.isEmpty { errors.add(GovernanceError.nobodyServed.message(t), to: "pour") }
        guard errors.isEmpty, let job, let start = typed.startsOn, let share else { return (typed, nil, errors) }
        let draft = AppointmentDraft(
            job: job, title: typed.title, person: typed.person, account: Account.ID(typed.account), startsOn: start,
            endsOn: typed.endsOn, share: share, mission: Proof.ID(typed.mission), served: served)
        return (typed, draft, errors)
    }
}
