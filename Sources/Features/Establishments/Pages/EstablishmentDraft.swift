// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import Site

/// What somebody typed of an organisation, as typed: it goes back into the form when something is wrong.
struct EstablishmentDraft: Sendable, Hashable {
    var kind: Organisation.Kind?
    var name = ""
    var finess = ""
    var code = ""
    var categoryCode = ""
    var categoryLabel = ""
    var town = ""
    var department = ""
    var groupRole: Organisation.GroupRole?

    init(kind: Organisation.Kind? = nil) { self.kind = kind }

    init(_ form: Site.Form, kind: Organisation.Kind? = nil) {
        self.kind = kind ?? Organisation.Kind(rawValue: form["nature"])
        name = form["nom"]
        finess = form["finess"]
        code = form["code"]
        categoryCode = form["categorie"]
        categoryLabel = form["libelle"]
        town = form["ville"]
        department = form["departement"].uppercased()
        groupRole = Organisation.GroupRole(rawValue: form["role"])
    }

    init(_ organisation: Organisation) {
        kind = organisation.kind
        name = organisation.name
        finess = organisation.finess?.text ?? ""
        code = organisation.code ?? ""
        categoryCode = organisation.category?.code ?? ""
        categoryLabel = organisation.category?.label ?? ""
        town = organisation.town ?? ""
        department = organisation.department ?? ""
        groupRole = organisation.groupRole
    }

    /// What a person can see to be wrong before the tree is asked.
    func faults(_ t: Language) -> FormErrors {
        var errors = FormErrors()
        if kind == nil { errors.add(t("Choisissez la nature.", "Choose the kind."), to: "nature") }
        errors.require(name, "nom", limit: 300, in: t)
        if !finess.isEmpty, FINESS(finess) == nil {
            errors.add(
                t(
                    "Un numéro FINESS compte neuf chiffres ou lettres, comme 380000018 ou 2A0000014.",
                    "A FINESS number has nine digits or letters, like 380000018 or 2A0000014."), to: "finess")
        }
        errors.bound(code, "code", limit: 40, in: t)
        errors.bound(categoryCode, "categorie", limit: 10, in: t)
        errors.bound(categoryLabel, "libelle", limit: 200, in: t)
        if categoryCode.isEmpty, !categoryLabel.isEmpty {
            errors.add(
                t("Indiquez aussi le code de la catégorie.", "Give the category’s code too."), to: "categorie")
        }
        errors.bound(town, "ville", limit: 200, in: t)
        if !department.isEmpty, !Self.isDepartment(department) {
            errors.add(
                t(
                    "Deux ou trois chiffres, ou 2A et 2B pour la Corse.",
                    "Two or three digits, or 2A and 2B for Corsica."), to: "departement")
        }
        return errors
    }

    /// Only what the kind carries: the fields of another kind were on the page too, and may have been filled by
    /// mistake.
    func details(for kind: Organisation.Kind) -> OrganisationDetails {
        OrganisationDetails(
            name: name, finess: FINESS(finess), code: kind.hasCode && !code.isEmpty ? code : nil,
            category: kind.hasFINESS && !categoryCode.isEmpty
                ? Organisation.Category(code: categoryCode, label: categoryLabel.isEmpty ? nil : categoryLabel) : nil,
            town: town.isEmpty ? nil : town, department: department.isEmpty ? nil : department,
            groupRole: kind == .legalEntity ? groupRole : nil)
    }

    /// The field beside which the tree's own refusal is shown.
    static func field(of error: OrganisationError) -> String {
        switch error {
        case .duplicateFINESS, .unexpectedFINESS: "finess"
        case .duplicateCode: "code"
        case .parentCannotHold, .cycle, .tooDeep: "nature"
        case .emptyName, .nameTooLong, .notFound, .invalidActivity: "nom"
        }
    }

    private static func isDepartment(_ text: String) -> Bool {
        text == "2A" || text == "2B"
            || ((2...3).contains(text.utf8.count)
                && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    }
}

extension Organisation.Kind {
    /// Regions and groups are known by an official code instead of a FINESS number.
    var hasCode: Bool { self == .region || self == .ght }
}
