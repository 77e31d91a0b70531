// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Registering a proof: first what it is, then what it says. The same form replaces a proof by a newer version.
enum RegistrationPage {
    struct Model: Sendable {
        let organisation: Organisation
        /// All kinds, for the first step.
        let kinds: [ProofKind]
        /// Chosen in the first step; nil while it is not.
        let kind: ProofKind?
        /// For each fact, the words that the frameworks use.
        var words: [String: [String]] = [:]
        /// What the proof may be valid for: the organisation in view first, then what stands below.
        var places: [Organisation] = []
        /// The requirement that the person came from.
        var target: Target?
        /// The version that is replaced.
        var previous: Proof?
        var entry = ProofEntry()
        var errors = FormErrors()
        let today: Day
    }

    /// A requirement that the proof is meant for.
    struct Target: Sendable, Hashable {
        let pin: ProofPin
        let frameworkTitle: String
        let title: String
        /// Of its rule, the kinds that answer it; empty when the framework says nothing.
        let kinds: [String]
    }

    /// More would make a form that nobody reads: the rest is reached from the place below.
    static let placeLimit = 200

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: ProofPermissions.register)
        let query = visit.query
        var model = try await model(
            place.organisation, kind: query[ProofEntry.Name.kind], target: query[ProofEntry.Name.requirement], visit)
        if let kind = model.kind {
            model.entry = ProofEntry(query, kind: kind, words: model.words, at: place.organisation.id)
        } else if query[ProofEntry.Name.kind] != nil {
            let message = visit.language("Choisissez une nature dans la liste.", "Choose a kind in the list.")
            model.errors.add(message, to: ProofEntry.Name.kind)
            return page(model, place, visit, status: .unprocessable)
        }
        return page(model, place, visit)
    }

    static func model(
        _ organisation: Organisation, kind: String?, target: String?, _ visit: Visit
    ) async throws -> Model {
        let house = visit.house
        let frameworks = try await house.newestFrameworks()
        let kind = kind.flatMap { house.proofKind($0) }
        var model = Model(organisation: organisation, kinds: house.proofKinds, kind: kind, today: visit.today)
        model.target = target.flatMap { self.target($0, in: frameworks) }
        guard let kind else { return model }
        model.words = FactVocabularies.words(of: kind, in: frameworks)
        model.places = try await places(around: organisation, visit)
        return model
    }

    /// The organisation itself and, from a group down, what it holds.
    private static func places(around organisation: Organisation, _ visit: Visit) async throws -> [Organisation] {
        guard !organisation.kind.isTerritory, organisation.kind != .site else { return [organisation] }
        let below = try await visit.read { session in
            try OrganisationStore.members(
                of: organisation.lineage, kinds: [.ght, .legalEntity, .site], in: session)
        }
        return [organisation] + ordered(below, under: organisation.id).prefix(placeLimit)
    }

    /// By name, each followed by what stands below it.
    static func ordered(_ organisations: [Organisation], under parent: Organisation.ID) -> [Organisation] {
        let children = Dictionary(grouping: organisations.filter { $0.parent != nil }) { $0.parent ?? $0.id }
        var (order, waiting) = ([Organisation](), [Organisation]((children[parent] ?? []).reversed()))
        while let next = waiting.popLast() {
            order.append(next)
            waiting += (children[next.id] ?? []).reversed()
        }
        return order
    }

    static func target(_ text: String, in frameworks: [Framework]) -> Target? {
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let framework = frameworks.first(where: { $0.identity.identifier == parts[0] }),
            let requirement = framework.requirement(parts[1])
        else { return nil }
        var kinds: [String] = []
        for condition in requirement.evidence?.conditions ?? [] where !kinds.contains(condition.kind) {
            kinds.append(condition.kind)
        }
        return Target(
            pin: ProofPin(framework: parts[0], requirement: parts[1]), frameworkTitle: framework.title,
            title: requirement.title, kinds: kinds)
    }

    static func page(_ model: Model, _ place: Place, _ visit: Visit, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        var trail = [Crumb(t("Preuves", "Proofs"), href: ProofsURL.list(.init(place.organisation.id)).path)]
        if let previous = model.previous {
            trail.append(Crumb(previous.title, href: ProofsURL.proof(.init(previous.id)).path))
            trail.append(Crumb(t("Nouvelle version", "New version")))
        } else {
            trail.append(Crumb(t("Nouvelle preuve", "New proof")))
        }
        return visit.page(Page(title(model, t), at: place, trail: trail, main: render(model, t)), status: status)
    }

    static func title(_ model: Model, _ t: Language) -> String {
        if model.previous != nil {
            return t("Par quoi remplacer cette preuve\u{00A0}?", "What replaces this proof?")
        }
        return model.kind == nil
            ? t("De quelle preuve s’agit-il\u{00A0}?", "What kind of proof is it?")
            : t("Que dit cette preuve\u{00A0}?", "What does this proof say?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        guard let kind = model.kind else { return kindStep(model, t) }
        return ProofForm.render(model, kind, t)
    }

    private static func kindStep(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            title(model, t),
            lead: t(
                "La nature dit ce que la preuve peut montrer, et donc à quelles exigences elle répond.",
                "The kind says what the proof can show, and so which requirements it answers."))
        let wanted = model.target?.kinds ?? []
        let field = Field(
            t, ProofEntry.Name.kind, label: t("Nature de la preuve", "Kind of proof"),
            hint: target(model, t), error: model.errors[ProofEntry.Name.kind], isRequired: true)
        let asked = model.kinds.filter { wanted.contains($0.id) }.map { Choice($0.id, ProofWords.kind($0, t)) }
        let groups =
            (asked.isEmpty ? [] : [(t("Ce que l’exigence demande", "What the requirement asks for"), asked)])
            + ProofFamily.groups(model.kinds.filter { !wanted.contains($0.id) }, t)
        var hidden: [(name: String, value: String)] = []
        if let target = model.target {
            hidden = [(ProofEntry.Name.requirement, "\(target.pin.framework)/\(target.pin.requirement)")]
        }
        let errors = errorSummary(t, model.errors.all.map { FieldError(name: $0.field, message: $0.message) })
        return """
            \(pageHead(t, head))\(errors)\(form(
                action: ProofsURL.registration(.init(model.organisation.id)).path, method: .get, hidden: hidden,
                """
                \(select(
                    field, groups: groups, selected: asked.first?.value,
                    placeholder: t("Choisissez une nature", "Choose a kind")))\
                \(formActions(submit(t("Continuer", "Continue"))))
                """))
            """
    }

    static func target(_ model: Model, _ t: Language) -> String? {
        model.target.map { target in
            t(
                "Pour l’exigence \(target.pin.requirement), «\u{00A0}\(target.title)\u{00A0}» (\(target.frameworkTitle)).",
                "For requirement \(target.pin.requirement), “\(target.title)” (\(target.frameworkTitle)).")
        }
    }
}
