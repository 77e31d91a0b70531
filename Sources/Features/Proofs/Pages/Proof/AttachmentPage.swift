// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Attaching a proof by hand to requirements whose framework says nothing of proofs.
enum AttachmentPage {
    struct Line: Sendable, Hashable {
        let pin: ProofPin
        let title: String
        let frameworkTitle: String

        var value: String { "\(pin.framework)/\(pin.requirement)" }
    }

    struct Model: Sendable {
        let proof: Proof
        let text: String
        let framework: String?
        /// Identifier and title, those that have requirements without a rule.
        let frameworks: [Choice]
        let attached: [Line]
        /// Nil before anything was searched for.
        let found: [Line]?
    }

    static let limit = 40
    private enum Name {
        static let text = "mots"
        static let framework = "referentiel"
        static let requirement = "exigence"
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ProofDesk.open(visit)
        try desk.requireManaging()
        let proof = desk.proof
        let pins = try await visit.read { session in try ProofStore.pins(of: proof.series, in: session) }
        let frameworks = try await visit.house.newestFrameworks()
        let text = ProofWords.line(String((visit.query[Name.text] ?? "").prefix(100)))
        let model = model(
            proof, pins: pins, text: text, framework: visit.query[Name.framework], in: frameworks)
        let t = visit.language
        let trail = [
            Crumb(t("Preuves", "Proofs"), href: ProofsURL.list(.init(desk.place.organisation.id)).path),
            Crumb(proof.title, href: ProofsURL.proof(.init(proof.id)).path), Crumb(t("Rattachement", "Attachment")),
        ]
        return visit.page(Page(title(t), at: desk.place, trail: trail, main: render(model, t)))
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ProofDesk.open(visit)
        try desk.requireManaging()
        let proof = desk.proof
        guard proof.isCurrent else { throw proof.replacedBy == nil ? ProofError.withdrawn : ProofError.replaced }
        let known = Set(open(in: try await visit.house.newestFrameworks()).map(\.value))
        let asked = Set(form.all(Name.requirement))
        try await visit.change { change in
            // What is attached already may stay, even to a framework of which a newer version brought a rule.
            let kept = try ProofStore.pins(of: proof.series, in: change.session)
                .filter { asked.contains("\($0.framework)/\($0.requirement)") }
            let added = asked.intersection(known).compactMap(pin)
            try ProofStore.pin(proof, to: Set(kept + added), in: change)
        }
        return .redirect(
            ProofsURL.proof(.init(proof.id)).path,
            notice: visit.language("Le rattachement est enregistré.", "The attachment is saved."))
    }

    private static func pin(_ value: String) -> ProofPin? {
        let parts = value.split(separator: "/", maxSplits: 1).map(String.init)
        return parts.count == 2 ? ProofPin(framework: parts[0], requirement: parts[1]) : nil
    }

    /// Requirements that are answered and that no rule proves.
    private static func open(in frameworks: [Framework]) -> [Line] {
        frameworks.flatMap { framework in
            framework.requirements.filter { $0.isAssessable && $0.evidence == nil }.map {
                Line(
                    pin: ProofPin(framework: framework.identity.identifier, requirement: $0.code), title: $0.title,
                    frameworkTitle: framework.title)
            }
        }
    }

    static func model(
        _ proof: Proof, pins: [ProofPin], text: String, framework: String?, in frameworks: [Framework]
    ) -> Model {
        let open = open(in: frameworks)
        let titles = Dictionary(frameworks.map { ($0.identity.identifier, $0) }) { first, _ in first }
        let attached = pins.map { pin in
            Line(
                pin: pin, title: titles[pin.framework]?.requirement(pin.requirement)?.title ?? pin.requirement,
                frameworkTitle: titles[pin.framework]?.title ?? pin.framework)
        }
        let words = folded(text).split(separator: " ").prefix(8)
        let found = open.filter { line in
            let content = folded("\(line.pin.requirement) \(line.title)")
            return (framework == nil || line.pin.framework == framework) && !pins.contains(line.pin)
                && words.allSatisfy { content.contains($0) }
        }
        let offered = frameworks.filter { known in open.contains { $0.pin.framework == known.identity.identifier } }
        return Model(
            proof: proof, text: text, framework: framework,
            frameworks: offered.map { Choice($0.identity.identifier, $0.title) }, attached: attached,
            found: text.isEmpty && framework == nil ? nil : Array(found.prefix(limit)))
    }

    private static func title(_ t: Language) -> String {
        t("À quelles exigences rattacher cette preuve\u{00A0}?", "Which requirements does this proof answer?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let path = ProofsURL.attachments(.init(model.proof.id)).path
        let lead = t(
            "Seules les exigences sans règle sont proposées\u{00A0}: les autres reconnaissent leurs preuves d’elles-mêmes.",
            "Only requirements without a rule are offered: the others recognise their proofs by themselves.")
        let fields: HTML = """
            \(textField(
                Field(t, Name.text, label: t("Code ou mots", "Code or words")), value: model.text, maxLength: 100))\
            \(select(
                Field(t, Name.framework, label: t("Référentiel", "Framework")), model.frameworks,
                selected: model.framework, placeholder: t("Tous", "All")))
            """
        let reset = model.found == nil ? nil : path
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\
            \(filterForm(t, action: path, fields: fields, reset: reset))\(choice(model, path, t))
            """
    }

    private static func choice(_ model: Model, _ path: URLPath, _ t: Language) -> HTML {
        let found = model.found ?? []
        guard !model.attached.isEmpty || !found.isEmpty else {
            return model.found == nil
                ? emptyState(
                    title: t("Cherchez une exigence", "Search for a requirement"),
                    text: t(
                        "Par son code, par un mot de son titre, ou en choisissant un référentiel.",
                        "By its code, a word of its title, or by choosing a framework."))
                : emptyState(
                    title: t("Aucune exigence sans règle ne correspond", "No requirement without a rule matches"),
                    text: t("Essayez un autre mot.", "Try another word."))
        }
        let kept = group("deja", t("Déjà rattachée à", "Already attached to"), model.attached, isChecked: true, t)
        let new = group("trouvees", t("Exigences trouvées", "Requirements found"), found, isChecked: false, t)
        return form(
            action: path,
            "\(kept)\(new)\(formActions(submit(t("Enregistrer le rattachement", "Save the attachment"))))")
    }

    /// Two groups that share a name need identifiers of their own, so their fields are not made by one `Field`.
    private static func group(_ key: String, _ title: String, _ lines: [Line], isChecked: Bool, _ t: Language) -> HTML {
        guard !lines.isEmpty else { return HTML() }
        return """
            <fieldset class="field" id="champ-\(key)"><legend>\(title)</legend>\(lines.html { line in
                """
                <label class="tick"><input type="checkbox" name="\(Name.requirement)" value="\(line.value)"\
                \(flag: " checked", when: isChecked)><span>\(line.pin.requirement) · \(line.title)\
                <small>\(line.frameworkTitle)</small></span></label>
                """
            })</fieldset>
            """
    }
}
