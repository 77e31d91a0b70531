// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// What continuity puts into the crisis kit: durations, degraded modes, reflex sheets in large type, the text of the plans.
enum ContinuityKit {
    static func documents(
        of organisation: Organisation, in house: House, _ t: Language
    ) async throws -> [KitDocument] {
        let place = organisation.lineage
        let (map, modes, sheets, plans) = try await house.database.read { session in
            (
                try ServiceMapStore.map(seenFrom: place, in: session), try ModeStore.all(under: place, in: session),
                try SheetStore.all(at: place, in: session), try texts(seenFrom: place, in: session)
            )
        }
        var found: [KitDocument] = []
        if !map.nodes.isEmpty { found.append(durations(map, t)) }
        let kept = modes.filter { !$0.isRemoved }
        if !kept.isEmpty { found.append(degraded(kept, t)) }
        found += sheets.filter { !$0.isRemoved }.enumerated().map { index, sheet in
            KitDocument(
                identifier: "fiche-\(index + 1)-\(slug(sheet.draft.title))", title: sheet.draft.title,
                summary: sheet.draft.trigger.isEmpty ? sheet.draft.audience : sheet.draft.trigger,
                chapter: .firstHours,
                content: SheetPage.card(
                    sheet.draft,
                    footer: t(
                        "Version \(sheet.version) du \(t.date(sheet.updatedOn))",
                        "Version \(sheet.version) of \(t.date(sheet.updatedOn))"), hasTitle: false, t), isLarge: true)
        }
        found += plans.enumerated().map { index, one in document(one.plan, one.version, index, t) }
        return found
    }

    /// The approved text of each plan, or the only one there is.
    private static func texts(
        seenFrom place: Lineage, in session: any Session
    ) throws(DatabaseError) -> [(plan: Plan, version: PlanVersion)] {
        var found: [(plan: Plan, version: PlanVersion)] = []
        for plan in try PlanStore.seen(from: place, in: session).filter({ !$0.isRemoved }).prefix(60) {
            let number = plan.approved?.version ?? plan.version
            if let version = try PlanStore.version(number, of: plan.id, in: session) { found.append((plan, version)) }
        }
        return found
    }

    private static func durations(_ map: PlacedMap, _ t: Language) -> KitDocument {
        let rank: [Layer: Int] = [.activity: 0, .service: 1, .component: 2]
        let nodes = map.nodes.sorted {
            (rank[$0.layer] ?? 3, $0.node.careClass ?? 9, $0.node.recoveryTimeObjective ?? .infinity, folded($0.name))
                < (
                    rank[$1.layer] ?? 3, $1.node.careClass ?? 9, $1.node.recoveryTimeObjective ?? .infinity,
                    folded($1.name)
                )
        }
        let header = [
            t("Élément", "Element"), t("Étage", "Layer"), t("Durée tolérable", "Tolerable period"), t("DMIA", "RTO"),
            t("PDMA", "RPO"), t("Tient en mode dégradé", "Holds degraded"), t("Tenu par", "Kept by"),
        ]
        func words(_ hours: Double?) -> String { hours.map { Duration.words($0, t) } ?? "–" }
        let rows = nodes.map { node in
            [
                node.name, NodeWords.layer(node.layer, t), words(node.node.maximumTolerablePeriod),
                words(node.node.recoveryTimeObjective), words(node.node.recoveryPointObjective),
                words(node.node.degradedEndurance), node.keeperName,
            ]
        }
        let title = t("En combien de temps chacun doit revenir", "How fast each must come back")
        return KitDocument(
            identifier: "durees", title: title,
            summary: t(
                "Pour décider dans quel ordre redémarrer, les activités les plus vitales d’abord.",
                "To decide in which order to restart, the most vital activities first."), chapter: .care,
            content: table(
                t,
                Table(
                    caption: title, columns: header.map { Column($0) },
                    rows: rows.map { cells in cells.map { "\($0)" as HTML } })),
            tables: [KitDocument.Table(name: "durees", header: header, rows: rows)])
    }

    private static func degraded(_ modes: [DegradedMode], _ t: Language) -> KitDocument {
        let header = [
            t("Activité", "Activity"), t("Tient", "Holds"), t("Pourquoi cela finit", "Why it ends"),
            t("Qui décide d’y passer", "Who switches to it"), t("Ce qu’on fait", "What is done"), t("Papier", "Paper"),
            t("Téléphones", "Telephones"), t("Personnel", "Staff"), t("Stocks", "Stocks"), t("Renfort", "Extra staff"),
            t("Retour à la normale", "Back to normal"),
        ]
        let rows = modes.map { mode in
            let draft = mode.draft
            return [
                mode.name, draft.endurance.map { Duration.words($0, t) } ?? "–", draft.endsBecause, draft.switchedBy,
                draft.work, draft.paper, draft.telephones, draft.staff, draft.stock, draft.extraStaff, draft.back,
            ]
        }
        let content = modes.html { mode -> HTML in
            let hours = mode.draft.endurance.map { Duration.words($0, t) } ?? t("pas mesuré", "not measured")
            return """
                <section><h2>\(mode.name)</h2><p><strong>\(t("Tient", "Holds"))\(t("\u{00A0}: ", ": "))\(hours).</strong> \
                \(mode.draft.endsBecause)</p>\(prose(mode.draft.work))\(definitionList(
                    zip(header, rest(of: mode.draft)).compactMap { term, text in
                        text.isEmpty ? nil : (term: term, value: prose(text))
                    }))</section>
                """
        }
        return KitDocument(
            identifier: "modes-degrades", title: t("Travailler sans informatique", "Working without computers"),
            summary: t(
                "Pour chaque unité\u{00A0}: ce qu’on fait, ce qu’il faut, jusqu’à quand cela tient.",
                "For each unit: what is done, what it needs, until when it holds."), chapter: .care, content: content,
            tables: [KitDocument.Table(name: "modes-degrades", header: header, rows: rows)])
    }

    /// In the order of the table; the first three and the work are said above it.
    private static func rest(of draft: DegradedModeDraft) -> [String] {
        [
            "", "", "", draft.switchedBy, "", draft.paper, draft.telephones, draft.staff, draft.stock, draft.extraStaff,
            draft.back,
        ]
    }

    private static func document(_ plan: Plan, _ version: PlanVersion, _ index: Int, _ t: Language) -> KitDocument {
        let sections = PlanPage.sections(plan.kind, version, t)
        let approval: String =
            version.approval.map {
                t("Validé le \(t.date($0.on)) par \($0.by).", "Approved on \(t.date($0.on)) by \($0.by).")
            }
            ?? t("Pas encore validé.", "Not approved yet.")
        let missing: HTML = when(
            sections.isEmpty,
            paragraph(
                t(
                    "Le texte de ce plan est dans un document du coffre des preuves.",
                    "The text of this plan is in a document of the vault.")))
        return KitDocument(
            identifier: "plan-\(index + 1)-\(slug(plan.title))", title: plan.title,
            summary: plan.kind.meaning(t).capitalizedFirst + ".", chapter: plan.kind.chapter,
            content: """
                <p><strong>\(t("Version", "Version")) \(version.number).</strong> \(approval)</p>\(missing)\
                \(sections.html { "<section><h2>\($0.title)</h2>\(prose($0.text))</section>" })
                """)
    }

    /// Letters, digits and dashes, as the names of files want.
    static func slug(_ text: String) -> String {
        var slug = ""
        for character in folded(text) {
            if character.isASCII, character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.hasSuffix("-") {
                slug.append("-")
            }
        }
        return String(slug.trimmingPrefix("-").prefix(40))
    }
}

extension PlanKind {
    var chapter: KitDocument.Chapter {
        switch self {
        case .continuity: .care
        case .recovery, .backupPlan, .backupPolicy: .restart
        case .isolation: .firstHours
        case .governance, .testSchedule: .people
        }
    }
}
