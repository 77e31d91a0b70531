// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Dispatch
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Sigma
import Site

/// Which rules look at the logs, where they come from, and how to bring newer ones without a network.
struct RulesPage: Sendable {
    struct Model: Sendable {
        let place: Organisation
        let known: RuleLibrary.Known
        var errors = FormErrors()
        var mayManage = false
    }

    static let mostBytes = 64 << 20

    let office: SupervisionOffice

    func show(_ visit: Visit) async throws -> Reply {
        try await page(visit, try await visit.watched(), errors: FormErrors())
    }

    private func page(_ visit: Visit, _ place: Place, errors: FormErrors) async throws -> Reply {
        var model = Model(place: place.organisation, known: await office.rules(for: visit.house))
        model.errors = errors
        model.mayManage = try await mayChange(visit, place)
        let t = visit.language
        return visit.supervisionPage(
            Self.title(t), at: place, tab: .rules, status: errors.isEmpty ? .ok : .unprocessable,
            Self.render(model, t))
    }

    /// The rules serve everybody who sends: who changes them must keep the supervision of all.
    private func mayChange(_ visit: Visit, _ place: Place) async throws -> Bool {
        guard visit.maySupervise(place.organisation.lineage) else { return false }
        let senders = try await visit.read { session in try SenderStore.lineages(in: session) }
        return senders.allSatisfy { visit.maySupervise($0) }
    }

    private func place(_ visit: Visit) async throws -> Place {
        let place = try await visit.watched(SupervisionPermissions.manage)
        guard try await mayChange(visit, place) else { throw SupervisionError.rulesOfOthers }
        return place
    }

    private func proposals(_ visit: Visit) -> RuleProposals {
        RuleProposals(folder: office.library(for: visit.house).folder)
    }

    /// Files are read on a thread of their own.
    private func off<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(with: Result { try work() }) }
        }
    }

    func propose(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        let form = try await visit.form(fileLimit: Self.mostBytes)
        let t = visit.language
        var errors = FormErrors()
        guard let file = form.file("fichier") else {
            errors.add(t("Choisissez un fichier.", "Choose a file."), to: "fichier")
            return try await page(visit, place, errors: errors)
        }
        let proposals = proposals(visit)
        let now = visit.now
        do {
            let id = try await off { try proposals.keep(file.path, named: file.name, at: now) }
            return .redirect(SupervisionURL.rulesProposal(.init(place.organisation.id), .init(id)).path)
        } catch let error as any ExplainedError {
            errors.add(error.message(t), to: "fichier")
            return try await page(visit, place, errors: errors)
        }
    }

    func showProposal(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        let id: Identifier<RuleProposal> = try visit.identifier("proposition")
        let proposals = proposals(visit)
        let proposal: RuleProposal
        do {
            proposal = try await off { try proposals.difference(id) }
        } catch SupervisionError.proposalGone {
            throw Refusal.notFound
        }
        let t = visit.language
        return visit.supervisionPage(
            ProposalPage.title(t), at: place, tab: .rules, crumb: t("Proposition", "Proposal"),
            ProposalPage.render(proposal, id, place.organisation, t))
    }

    func apply(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        let id: Identifier<RuleProposal> = try visit.identifier("proposition")
        let proposals = proposals(visit)
        let library = office.library(for: visit.house)
        let proposal = try await off { try proposals.difference(id) }
        try await visit.supervise(place) { change in
            try change.record(
                "supervision.rules.applied", organisation: place.organisation.id.text, subject: id.text,
                detail: "+\(proposal.added.count) ~\(proposal.changed.count) −\(proposal.removed.count)")
            // Last: what the disk refuses takes the word in the journal back.
            try proposals.apply(id)
        }
        try await off { library.reload() }
        return .redirect(
            SupervisionURL.rules(.init(place.organisation.id)).path,
            notice: visit.language("Les nouvelles règles sont en place.", "The new rules are in force."))
    }

    func withdraw(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        let id: Identifier<RuleProposal> = try visit.identifier("proposition")
        let proposals = proposals(visit)
        try await off { try proposals.withdraw(id) }
        return .redirect(
            SupervisionURL.rules(.init(place.organisation.id)).path,
            notice: visit.language("La proposition est abandonnée.", "The proposal is dropped."))
    }

    static func title(_ t: Language) -> String {
        t("Quelles règles veillent\u{00A0}?", "Which rules keep watch?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let rules = model.known.rules
        let own =
            rules.rules.count(where: { RuleLibrary.isCarried($0.origin) })
            + rules.correlations.count(where: { RuleLibrary.isCarried($0.origin) })
        let all = rules.rules.count + rules.correlations.count
        let lead = t(
            "Les règles contre les rançongiciels sont dans le programme. Ajoutez les règles publiques de SigmaHQ, déposées ici sans réseau.",
            "Rules against ransomware are in the program. Add the public rules of SigmaHQ, given here without a network."
        )
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(errorSummary(t, model.errors.faults))\
            \(SupervisionTabs.render(model.place.id, current: .rules, t))\
            \(figures(t, [
                Figure(t.number(own), meaning: t("règles de Carène, toujours là", "rules of Carène, always there")),
                Figure(t.number(all - own), meaning: t("règles ajoutées", "rules added")),
                Figure(
                    t.number(rules.refused.count), meaning: t("refusées", "refused"),
                    tone: rules.refused.isEmpty ? .good : .warn),
            ]))\(levels(rules, t))\(adding(model, t))\(refused(rules.refused, t))\(carried(rules, t))
            """
    }

    private static func levels(_ rules: RuleSet, _ t: Language) -> HTML {
        var counts: [Level: Int] = [:]
        for rule in rules.rules { counts[rule.level, default: 0] += 1 }
        for correlation in rules.correlations { counts[correlation.level, default: 0] += 1 }
        let rows = Level.allCases.reversed().map { level -> [HTML] in
            [badge(t, level.badge, level.word(t)), "\(t.number(counts[level] ?? 0))"]
        }
        return sheet(
            t("Par niveau", "By level"),
            table(
                t,
                Table(
                    caption: t("Règles par niveau", "Rules by level"), isCaptionHidden: true,
                    columns: [Column(t("Niveau", "Level")), Column(t("Règles", "Rules"), isNumber: true)], rows: rows)))
    }

    private static func adding(_ model: Model, _ t: Language) -> HTML {
        let licences: HTML = when(
            !model.known.licences.isEmpty,
            paragraph(
                t("Licences gardées avec les règles\u{00A0}: ", "Licences kept with the rules: ")
                    + model.known.licences.joined(separator: ", "), isQuiet: true))
        guard model.mayManage else { return licences }
        let content: HTML = """
            \(fileField(
                Field(
                    t, "fichier", label: t("Archive ZIP ou fichier .yml", "ZIP archive or .yml file"),
                    hint: t(
                        "Elle remplace toutes les règles ajoutées. La différence s’affiche avant d’être appliquée.",
                        "It replaces all rules added. The difference is shown before it is applied."),
                    error: model.errors["fichier"], isRequired: true), accept: ".zip,.yml,.yaml"))\
            \(formActions(submit(t("Voir la différence", "See the difference"))))
            """
        return sheet(
            t("Mettre les règles à jour", "Update the rules"),
            "\(form(action: SupervisionURL.rules(.init(model.place.id)).path, isMultipart: true, content))\(licences)")
    }

    static func refused(_ faults: [SigmaFault], _ t: Language) -> HTML {
        guard !faults.isEmpty else { return HTML() }
        let rows = faults.prefix(100).map { fault -> [HTML] in
            ["\(fault.origin.file):\(fault.origin.line)", "\(fault.message)", "\(fault.subject)"]
        }
        return sheet(
            t("Règles refusées", "Rules refused"),
            table(
                t,
                Table(
                    caption: t("Règles refusées et pourquoi", "Rules refused and why"), isCaptionHidden: true,
                    stacks: true,
                    columns: [
                        Column(t("Fichier et ligne", "File and line")), Column(t("Raison", "Reason")),
                        Column(t("Règle", "Rule")),
                    ], rows: rows)))
    }

    private static func carried(_ rules: RuleSet, _ t: Language) -> HTML {
        let own =
            rules.rules.filter { RuleLibrary.isCarried($0.origin) && $0.level > .informational }
            .map { ($0.title, $0.description, $0.level) }
            + rules.correlations.filter { RuleLibrary.isCarried($0.origin) }.map {
                ($0.title, $0.description, $0.level)
            }
        let rows = own.sorted { ($1.2, $0.0) < ($0.2, $1.0) }.map { title, description, level -> [HTML] in
            ["\(title)", "\(description)", badge(t, level.badge, level.word(t))]
        }
        return sheet(
            t("Contre les rançongiciels, dans le programme", "Against ransomware, in the program"),
            table(
                t,
                Table(
                    caption: t("Règles de Carène", "Rules of Carène"), isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Règle", "Rule")), Column(t("Ce qu’elle voit", "What it sees")),
                        Column(t("Niveau", "Level"), isShort: true),
                    ], rows: rows)))
    }
}
