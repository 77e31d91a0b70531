// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Gives the list of machines that the establishment keeps elsewhere.
enum InventoryPage {
    static let mostBytes = 16 << 20

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        return page(visit, place, errors: FormErrors())
    }

    private static func page(_ visit: Visit, _ place: Place, errors: FormErrors) -> Reply {
        let t = visit.language
        return visit.supervisionPage(
            title(t), at: place, tab: .fleet, crumb: t("Inventaire", "Inventory"),
            status: errors.isEmpty ? .ok : .unprocessable, render(place.organisation, errors, t))
    }

    @Sendable
    static func load(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let form = try await visit.form(fileLimit: mostBytes)
        let t = visit.language
        var errors = FormErrors()
        guard let file = form.file("fichier") else {
            errors.add(t("Choisissez un fichier.", "Choose a file."), to: "fichier")
            return page(visit, place, errors: errors)
        }
        let day = visit.today
        let machines: [(name: String, machine: Inventory)]
        do {
            machines = try InventoryFile.read(.file(path: file.path), on: day)
        } catch let error as any ExplainedError {
            errors.add(error.message(t), to: "fichier")
            return page(visit, place, errors: errors)
        }
        try await visit.supervise(place) { change in
            try HostStore.keep(machines, of: place.organisation.id, in: change)
            try CoverageProof.publish(place.organisation, on: day, in: change)
        }
        return .redirect(
            SupervisionURL.fleet(.init(place.organisation.id)).path,
            notice: t(
                "\(t.count(machines.count, ("machine est", "machines sont"), ("", ""))) à l’inventaire.",
                "\(t.count(machines.count, ("", ""), ("machine is", "machines are"))) on the inventory."))
    }

    static func title(_ t: Language) -> String {
        t("Quelles machines devraient être vues\u{00A0}?", "Which machines should be seen?")
    }

    static func render(_ place: Organisation, _ errors: FormErrors, _ t: Language) -> HTML {
        let lead = t(
            "Un tableau CSV avec une colonne «\u{00A0}nom\u{00A0}»\u{00A0}; systeme, obsolete, edr, chiffrement, admin_local et age (en années) si vous les avez, en oui ou non. Il remplace le précédent\u{00A0}; ce que les machines ont envoyé reste.",
            "A CSV table with a column “nom”; systeme, obsolete, edr, chiffrement, admin_local and age (in years) if you have them, as oui or non. It replaces the one before; what the machines sent stays."
        )
        let content: HTML = """
            \(fileField(
                Field(
                    t, "fichier", label: t("Inventaire (CSV)", "Inventory (CSV)"), error: errors["fichier"],
                    isRequired: true), accept: ".csv,text/csv"))\
            \(formActions("""
                \(submit(t("Charger", "Load")))\
                \(buttonLink(t("Annuler", "Cancel"), href: SupervisionURL.fleet(.init(place.id)).path))
                """))
            """
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(errorSummary(t, errors.faults))\
            \(form(action: SupervisionURL.inventory(.init(place.id)).path, isMultipart: true, content))
            """
    }
}
