// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery

/// The pictures and tables of a plan: on its page, in its report and in the crisis kit.
struct PlanParts: Sendable {
    let reading: PlanReading
    let t: Language
    var place: URLPath.Part?
    var now: Double?

    var services: HTML {
        let lines = reading.awaited
        let shown =
            Array(lines.prefix(40)) + reading.lines(.activity).filter { $0.back.degradedModeEnds != nil }.prefix(20)
        let chart = GanttChart.services(shown, reading, now: now, t)
        return """
            \(chart.html(t, caption: t(
                "Chaque barre va de la première étape au retour du service\u{00A0}: en plein le plus probable, en clair jusqu’à neuf chances sur dix.",
                "Each bar goes from the first step to the return of the service: full for what is most likely, pale up to nine chances in ten.")))\
            \(table(t, serviceTable(lines)))
            """
    }

    var serviceTable: Table { serviceTable(reading.awaited) }

    private func serviceTable(_ lines: [PlanReading.Line]) -> Table {
        let hasSpread = lines.contains { $0.back.spread != nil }
        var columns = [
            Column(t("Service", "Service")), Column(t("Classe", "Class"), isNumber: true),
            Column(t("DMIA", "Objective"), isNumber: true), Column(t("Prévu", "Planned"), isNumber: true),
        ]
        if hasSpread {
            columns += [
                Column(t("5 sur 10", "5 in 10"), isNumber: true), Column(t("8 sur 10", "8 in 10"), isNumber: true),
                Column(t("9 sur 10", "9 in 10"), isNumber: true), Column(t("Tenir la DMIA", "On time"), isNumber: true),
            ]
        }
        columns.append(Column(t("Verdict", "Verdict"), isShort: true))
        return Table(
            caption: t(
                "Les services devant leur DMIA, en heures de crise.",
                "Services against their objective, in hours of the crisis."),
            columns: columns,
            rows: lines.map { line in
                var cells: [HTML] = [
                    "\(line.node.name)", "\(line.node.careClass.map { t.number($0) } ?? "–")",
                    "\(line.node.recoveryTimeObjective.map { HourWords.length($0, t) } ?? "–")",
                    "\(HourWords.mark(line.back.planned, t))",
                ]
                if hasSpread {
                    let spread = line.back.spread
                    cells += [spread?.p50, spread?.p80, spread?.p90].map { value in
                        "\(value.map { HourWords.mark($0, t) } ?? "–")"
                    }
                    cells.append("\(line.back.probabilityOnTime.map { HourWords.odds($0) } ?? "–")")
                }
                return cells + [badge(t, PlanWords.verdict(line, t))]
            })
    }

    var teams: HTML {
        GanttChart.teams(reading, now: now, t).html(
            t,
            caption: t(
                "Une ligne par personne ou groupe occupé en même temps\u{00A0}; en rouge, les étapes dont dépend la date de fin.",
                "One line for those busy at the same time; in red, the steps on which the end depends."),
            numbers: Table(
                caption: t("Les étapes par équipe", "Steps by team"), isCaptionHidden: true,
                columns: [
                    Column(t("Équipe", "Team")), Column(t("Étape", "Step")),
                    Column(t("Début", "Start"), isNumber: true),
                    Column(t("Fin", "End"), isNumber: true),
                    Column(t("Décide de la date", "Decides the date"), isShort: true),
                ],
                rows: reading.model.teams.flatMap { team in
                    reading.tasks(of: team.key).map { task in
                        [
                            "\(team.name)", "\(reading.stepName(task.step))", "\(HourWords.mark(task.start, t))",
                            "\(HourWords.mark(task.finish, t))", "\(task.isCritical ? t("oui", "yes") : "")",
                        ]
                    }
                }))
    }

    var criticalChain: HTML {
        let chain = reading.criticalChain
        guard !chain.isEmpty else {
            return paragraph(
                t("Aucune étape ne décide seule de la date.", "No step decides the date alone."), isQuiet: true)
        }
        // The longest ones are where time can be won; all of them follow one gesture away.
        let longest = Set(
            chain.sorted { ($0.finish - $0.start, $1.step) > ($1.finish - $1.start, $0.step) }.prefix(8).map(\.step))
        let all = chain.count > longest.count
        return """
            \(table(t, chainTable(chain.filter { longest.contains($0.step) }, isHidden: false)))\
            \(when(all, disclosure(
                t("Toute la chaîne, \(t.number(chain.count)) étapes", "The whole chain, \(t.number(chain.count)) steps"),
                table(t, chainTable(chain, isHidden: true)))))
            """
    }

    private func chainTable(_ tasks: [RecoveryPlan.Task], isHidden: Bool) -> Table {
        Table(
            caption: t(
                "Retarder une de ces étapes retarde la fin\u{00A0}: c’est là qu’il faut gagner du temps, les plus longues d’abord.",
                "Delaying one of these steps delays the end: this is where to win time, the longest first."),
            isCaptionHidden: isHidden,
            columns: [
                Column(t("Élément", "Element")), Column(t("Étape", "Step")), Column(t("De", "From"), isNumber: true),
                Column(t("À", "To"), isNumber: true), Column(t("Décide dans", "Decides in"), isNumber: true),
            ],
            rows: tasks.map { task in
                let step = reading.step(task.step)
                return [
                    "\(step.map { reading.nodeName($0.node) } ?? "")", "\(step?.title ?? task.step)",
                    "\(HourWords.mark(task.start, t))", "\(HourWords.mark(task.finish, t))",
                    "\(task.criticality.map { t("\(t.percent($0)) des cas", "\(t.percent($0)) of cases") } ?? "–")",
                ]
            })
    }

    var marginal: HTML {
        guard let forecast = reading.plan.forecast, !forecast.marginal.isEmpty else {
            return paragraph(
                t(
                    "Se calcule avec le plan complet.", "Comes with the whole computation."), isQuiet: true)
        }
        let gains = forecast.marginal.filter { $0.hoursGained >= 0.05 || $0.latenessGained >= 0.05 }
        guard !gains.isEmpty else {
            return paragraph(
                t(
                    "Une personne de plus, où que ce soit, n’avance rien\u{00A0}: la date tient aux durées, pas aux effectifs.",
                    "One more person, wherever it is, brings nothing forward: the date hangs on durations, not on staff."
                ))
        }
        return table(
            t,
            Table(
                caption: t(
                    "Heures gagnées sur la fin, et sur les retards des services pondérés par leur classe de soin.",
                    "Hours gained at the end, and on the delays of services weighted by care class."),
                columns: [
                    Column(t("Une de plus dans", "One more in")), Column(t("Quand", "When"), isShort: true),
                    Column(t("Sur la fin", "At the end"), isNumber: true),
                    Column(t("Retards évités (h pondérées)", "Delays avoided (weighted h)"), isNumber: true),
                ],
                rows: gains.prefix(14).map { one in
                    let until = one.until.map { HourWords.mark($0, t) } ?? t("la fin", "the end")
                    let span =
                        reading.isAllAlong(one)
                        ? t("tout du long", "all along")
                        : t(
                            "de \(HourWords.mark(one.from, t)) à \(until)", "\(HourWords.mark(one.from, t)) to \(until)"
                        )
                    return [
                        "\(reading.teamName(one.resource))", "\(span)", "\(HourWords.length(one.hoursGained, t))",
                        "\(t.decimal(one.latenessGained, 0))",
                    ]
                }))
    }

    /// Activities left with nothing: a hard alert.
    var uncovered: HTML {
        let lines = reading.uncovered
        guard !lines.isEmpty else { return HTML() }
        let title = t("Modes dégradés trop courts", "Degraded modes too short")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: t(
                        "Ces activités resteront sans aucune façon de travailler\u{00A0}: prévoyez un transfert, un renfort, un autre mode.",
                        "These activities will have no way of working: plan a transfer, helpers, another mode."),
                    columns: [
                        Column(t("Activité", "Activity")),
                        Column(t("Le mode tient jusqu’à", "The mode holds until"), isNumber: true),
                        Column(t("Retour prévu", "Return planned"), isNumber: true),
                        Column(t("Sans rien", "With nothing"), isNumber: true),
                    ],
                    rows: lines.prefix(12).map { line in
                        [
                            "\(line.node.name)", "\(line.back.degradedModeEnds.map { HourWords.mark($0, t) } ?? "–")",
                            "\(HourWords.mark(line.back.planned, t))", "\(HourWords.length(line.uncovered ?? 0, t))",
                        ]
                    })))
    }

    /// What moves the end most, as a tornado and a table.
    var influences: HTML {
        guard let forecast = reading.plan.forecast, !forecast.influences.isEmpty else { return HTML() }
        let list = forecast.influences.prefix(12).map { one in
            TornadoChart.Bar(title: name(one.source), best: one.best, worst: one.worst)
        }
        return sheet(
            t("Ce qui fait bouger la date", "What moves the date"),
            TornadoChart(bars: Array(list), centre: forecast.end.p50).html(t))
    }

    private func name(_ source: RecoveryPlan.Influence.Source) -> String {
        switch source {
        case .step(let key): reading.stepName(key)
        case .setback(let index):
            reading.model.setbacks.indices.contains(index) ? reading.model.setbacks[index].name : "–"
        }
    }

    /// The ground floor, for those who rebuild it.
    var components: HTML {
        let lines = reading.lines(.component)
        guard !lines.isEmpty else { return HTML() }
        return disclosure(
            t("Le socle\u{00A0}: quand chaque composant revient", "The ground floor: when each component is back"),
            GanttChart.services(
                Array(lines.sorted { $0.back.planned < $1.back.planned }.prefix(60)), reading, now: now, t
            ).html(
                t,
                caption: t(
                    "Les composants dans l’ordre de leur retour.", "Components in the order of their return."),
                numbers: Table(
                    caption: t("Composants", "Components"), isCaptionHidden: true,
                    columns: [
                        Column(t("Composant", "Component")), Column(t("Prévu", "Planned"), isNumber: true),
                        Column(t("9 sur 10", "9 in 10"), isNumber: true), Column(t("Retenu par", "Held by")),
                    ],
                    rows: lines.map { line in
                        [
                            "\(line.node.name)", "\(HourWords.mark(line.back.planned, t))",
                            "\(line.back.spread.map { HourWords.mark($0.p90, t) } ?? "–")",
                            "\(line.back.heldBy.map(reading.stepName) ?? "–")",
                        ]
                    })))
    }
}
