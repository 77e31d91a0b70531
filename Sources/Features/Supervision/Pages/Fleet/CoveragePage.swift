// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What would we see of an attack, and where are we blind?
struct CoveragePage: Sendable {
    struct Model: Sendable {
        let place: Organisation
        let coverage: AttackCoverage
    }

    let office: SupervisionOffice

    func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched()
        let id = place.organisation.id
        let now = visit.now
        let classes = try await visit.read { session in try HostStore.classes(of: id, now: now, in: session) }
        let rules = await office.rules(for: visit.house).rules
        let model = Model(place: place.organisation, coverage: AttackCoverage(rules, arriving: classes))
        let t = visit.language
        return visit.supervisionPage(Self.title(t), at: place, tab: .coverage, Self.render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Que verrions-nous d’une attaque\u{00A0}?", "What would we see of an attack?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let coverage = model.coverage
        let seeing = coverage.rules - coverage.blind
        let lead = t(
            "Une règle est aveugle quand les événements dont elle parle n’arrivent jamais. Étapes d’une attaque selon MITRE ATT&CK.",
            "A rule is blind when the events it is about never arrive. Steps of an attack after MITRE ATT&CK.")
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\
            \(SupervisionTabs.render(model.place.id, current: .coverage, t))\
            \(figures(t, [
                Figure(
                    t.number(seeing), meaning: t("règles voient quelque chose", "rules see something"),
                    tone: seeing > 0 ? .good : .bad),
                Figure(
                    t.number(coverage.blind), meaning: t("règles sont aveugles", "rules are blind"),
                    tone: coverage.blind > 0 ? .warn : .good),
            ]))\(ransomware(coverage, t))\(tactics(coverage, at: model.place.id, t))\(sources(coverage, t))
            """
    }

    private static func ransomware(_ coverage: AttackCoverage, _ t: Language) -> HTML {
        guard !coverage.ransomware.isEmpty else { return HTML() }
        let rows = coverage.ransomware.map { sight -> [HTML] in
            [
                "\(sight.behaviour.title(t))", "\(t.number(sight.own))",
                "\(t.number(sight.loaded))\(t(" sur ", " of "))\(t.number(sight.behaviour.public.count))",
                "\(t.number(sight.seeing))",
                verdict(sight, t),
            ]
        }
        let isPartial = coverage.ransomware.contains { $0.loaded < $0.behaviour.public.count }
        return sheet(
            t("Un rançongiciel d’abord", "Ransomware first"),
            """
            \(table(
                t,
                Table(
                    caption: t("Ce que fait un rançongiciel et qui le verrait", "What a ransomware does and what would see it"),
                    isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Ce qu’il fait", "What it does")),
                        Column(t("Règles de Carène", "Rules of Carène"), isNumber: true),
                        Column(t("Publiques chargées", "Public ones loaded"), isShort: true),
                        Column(t("Règles qui voient", "Seeing rules"), isNumber: true),
                        Column(t("Verdict", "Verdict"), isShort: true),
                    ], rows: rows)))\
            \(when(
                isPartial,
                paragraph(
                    t(
                        "Les règles publiques retenues pour cela viennent avec l’archive de SigmaHQ\u{00A0}: déposez-la page «\u{00A0}Règles\u{00A0}».",
                        "The public rules chosen for this come with the archive of SigmaHQ: give it on the page “Rules”."),
                    isQuiet: true)))
            """)
    }

    private static func verdict(_ sight: RansomwareBundle.Sight, _ t: Language) -> HTML {
        if sight.seeing > 0 { return badge(t, .proven, t("Vu", "Seen")) }
        if sight.own + sight.loaded > 0 { return badge(t, .missing, t("Aveugle", "Blind")) }
        return badge(t, .missing, t("Sans règle", "No rule"))
    }

    private static func tactics(_ coverage: AttackCoverage, at place: Organisation.ID, _ t: Language) -> HTML {
        let rows = zip(AttackCoverage.order, coverage.tactics).map { step, tactic -> [HTML] in
            [
                "\(step.title(t))", "\(t.number(tactic.rules - tactic.blind))", "\(t.number(tactic.blind))",
                tactic.techniques.isEmpty
                    ? "–" : "\(t.number(tactic.seen.count))\(t(" sur ", " of "))\(t.number(tactic.techniques.count))",
                verdict(tactic, t),
            ]
        }
        let without = coverage.tactics.count { $0.rules == 0 }
        let more: HTML = when(
            without > 0,
            """
            \(paragraph(t(
                "\(t.count(without, ("étape n’a", "étapes n’ont"), ("step has", "steps have"))) aucune règle\u{00A0}: les règles du programme ne visent que les rançongiciels. Les règles publiques de SigmaHQ voient les autres.",
                "\(t.count(without, ("étape n’a", "étapes n’ont"), ("step has", "steps have"))) no rule: the rules of the program are about ransomware alone. The public rules of SigmaHQ see the others."
            )))\
            \(actions([Action(t("Ajouter les règles publiques", "Add the public rules"), href: SupervisionURL.rules(.init(place)).path)]))
            """)
        return sheet(
            t("Étape par étape", "Step by step"),
            more
                + table(
                    t,
                    Table(
                        caption: t("Règles par étape d’une attaque", "Rules by step of an attack"),
                        isCaptionHidden: true,
                        columns: [
                            Column(t("Étape", "Step")), Column(t("Règles qui voient", "Seeing rules"), isNumber: true),
                            Column(t("Aveugles", "Blind"), isNumber: true),
                            Column(t("Techniques visibles", "Visible techniques"), isShort: true),
                            Column(t("Verdict", "Verdict"), isShort: true),
                        ], rows: rows)))
    }

    private static func verdict(_ tactic: AttackCoverage.Tactic, _ t: Language) -> HTML {
        if tactic.rules == 0 { return badge(t, .notApplicable, t("Sans règle", "No rule")) }
        if tactic.blind == tactic.rules { return badge(t, .missing, t("Aveugle", "Blind")) }
        if tactic.blind * 2 > tactic.rules { return badge(t, .expiring, t("Vue basse", "Poor sight")) }
        return badge(t, .proven, t("Voit", "Sees"))
    }

    private static func sources(_ coverage: AttackCoverage, _ t: Language) -> HTML {
        let rows = coverage.sources.prefix(60).map { source -> [HTML] in
            [
                "\(source.name)", "\(t.number(source.rules))",
                source.arrives
                    ? badge(t, .proven, t("Arrive", "Arrives"))
                    : badge(t, .missing, t("N’arrive pas", "Does not arrive")),
                source.arrives ? "–" : "\(advice(for: source.name)(t))",
            ]
        }
        guard !rows.isEmpty else { return HTML() }
        return sheet(
            t("Ce qu’il faudrait recevoir", "What should be received"),
            table(
                t,
                Table(
                    caption: t("Sources de journaux que les règles attendent", "Log sources that rules wait for"),
                    isCaptionHidden: true,
                    columns: [
                        Column(t("Source (nom Sigma)", "Source (Sigma’s name)")),
                        Column(t("Règles", "Rules"), isNumber: true), Column(t("État", "State"), isShort: true),
                        Column(t("Pour la recevoir", "To receive it")),
                    ], rows: rows)))
    }

    /// What to set so that a source of Sigma's arrives; its name says which.
    static func advice(for source: String) -> Phrase {
        let words = Set(source.split(whereSeparator: { " ·".contains($0) }).map(String.init))
        let known: [(Set<String>, HostSource)] = [
            (["process_creation"], .commandLine), (["ps_script", "powershell", "ps_module"], .scriptBlock),
            (["windefend"], .defender), (["system"], .system), (["security"], .logon),
            (
                [
                    "sysmon", "file_event", "file_delete", "file_change", "file_rename", "file_access", "image_load",
                    "driver_load", "network_connection", "dns_query", "registry_add", "registry_delete", "registry_set",
                    "registry_event", "process_access", "process_termination", "process_tampering", "pipe_created",
                    "create_remote_thread", "create_stream_hash", "raw_access_thread", "sysmon_status", "sysmon_error",
                    "wmi_event", "clipboard_capture",
                ], .sysmon
            ),
        ]
        if let match = known.first(where: { !$0.0.isDisjoint(with: words) }) { return match.1.advice }
        return Phrase(
            "Ajoutez ce journal au transfert, sur les machines qui le tiennent.",
            "Add this log to what is forwarded, on the machines that keep it.")
    }
}
