// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Embedded
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Sigma
import Site

/// The supervision of the support hospital: forty machines, two of them critical, a dozen alerts of every state, a filter,
/// a silence, and the coverage as a proof. All invented.
enum SupervisionDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let hospital = try demonstration.organisation(.support)
        let today = demonstration.today
        let officer = demonstration.person(.rssi)
        let actor = Actor(account: officer?.account.text, name: officer?.name ?? "Claire Morvan")
        let now = house.clock.now
        try await house.database.change(by: actor, at: now.adding(seconds: -40 * 86_400)) { change in
            let token = try SenderStore.add("Winlogbeat, collecteur WEF", at: hospital.id, in: change)
            // The machines were seen minutes ago: so was whoever sends for them.
            try SenderStore.touch(token.id, at: now.adding(seconds: -180), in: change.session)
            try HostStore.keep(inventory(today), of: hospital.id, in: change)
        }
        let plan = plan(at: now, of: hospital.id)
        try await house.database.write { session in
            for (key, news) in outcome(at: now, of: hospital.id).hosts {
                var outcome = LiveOutcome()
                outcome.hosts = [key: news]
                _ = try LiveStore.keep(outcome, at: news.last, in: session)
            }
            var classes = LiveOutcome()
            for (channel, event) in arriving {
                classes.classes[.init(organisation: hospital.id, channel: channel, eventID: event)] = now
            }
            _ = try LiveStore.keep(classes, at: now, in: session)
        }
        try await house.database.change(by: actor, at: now.adding(seconds: -30 * 86_400)) { change in
            for name in ["sa-ad-01", "sa-sauv-01"] {
                if let id = try HostStore.id(of: name, at: hospital.id, in: change.session) {
                    try HostStore.setCritical(id, true, at: hospital.id, in: change)
                }
            }
        }
        for one in plan {
            try await house.database.change(by: actor, at: one.draft.last) { change in
                let ids = try LiveStore.keep(alerts: [one.draft], at: change.now, in: change.session)
                if let state = one.state, let id = ids.first,
                    let alert = try AlertStore.alert(id, in: change.session)
                {
                    try AlertStore.move(alert, to: state, reason: one.reason, in: change)
                    if state == .falsePositive {
                        let events = try AlertStore.events(of: id, in: change.session)
                        try FilterStore.add(
                            filter: FilterProposal.text(for: alert, events, RuleSet([])),
                            title: "Télédistribution du parc", reason: one.reason, for: alert, in: change)
                    }
                } else {
                    // What the rules find is nobody's act; the demonstration is.
                    try change.record(
                        "supervision.hunt.kept", organisation: hospital.id.text, subject: hospital.id.text, detail: "1")
                }
            }
        }
        try await house.database.change(by: actor, at: now.adding(seconds: -3600)) { change in
            let noisy = try AlertStore.page(
                AlertQuery(under: hospital.lineage, text: "mots de passe"), in: change.session
            ).rows.first
            if let noisy {
                try FilterStore.silence(
                    noisy, onHost: false, hours: 72, reason: "Changement des mots de passe du service de nuit",
                    in: change)
            }
            try CoverageProof.publish(hospital, on: today, in: change)
        }
    }

    // MARK: Machines

    private static let families: [(prefix: String, count: Int, system: String)] = [
        ("sa-urg", 8, "Windows 11 24H2"), ("sa-rea", 5, "Windows 11 24H2"), ("sa-med", 9, "Windows 11 23H2"),
        ("sa-lab", 5, "Windows 10 22H2"), ("sa-adm", 7, "Windows 11 24H2"), ("sa-img", 3, "Windows 7"),
        ("sa-ad", 2, "Windows Server 2022"), ("sa-sauv", 1, "Windows Server 2022"),
    ]

    private static var names: [(name: String, system: String, number: Int)] {
        families.flatMap { family in
            (1...family.count).map { ("\(family.prefix)-0\($0)", family.system, $0) }
        }
    }

    private static func inventory(_ today: Day) -> [(name: String, machine: Inventory)] {
        names.map { name, system, number in
            var machine = Inventory(on: today.adding(days: -12), system: system)
            machine.isObsolete = system == "Windows 7" || system == "Windows 10 22H2"
            machine.hasEDR = system != "Windows 7"
            machine.isEncrypted = number % 4 != 0
            machine.hasLocalAdmin = number % 5 == 0
            machine.ageYears = system == "Windows 7" ? 11 : 1 + number % 6
            return (name, machine)
        }
    }

    private static let arriving: [(String, Int)] = [
        ("security", 4624), ("security", 4625), ("security", 4688), ("security", 1102), ("system", 7045),
        ("system", 104), ("microsoft-windows-sysmon/operational", 1), ("microsoft-windows-sysmon/operational", 11),
        ("microsoft-windows-powershell/operational", 4104),
    ]

    /// Three in four send; the imaging consoles never did.
    private static func outcome(at now: Instant, of hospital: Organisation.ID) -> LiveOutcome {
        var outcome = LiveOutcome()
        for (name, system, number) in names where system != "Windows 7" && number != 7 {
            let last = now.adding(seconds: -number * 340)
            var news = LiveOutcome.HostNews(name: name, last: last)
            news.sources = [.logon: last, .system: last, .commandLine: last]
            if system.contains("Server") || number <= 3 { news.sources[.sysmon] = last }
            if number % 2 == 1 { news.sources[.scriptBlock] = last }
            outcome.hosts[LiveOutcome.HostKey(organisation: hospital, host: name)] = news
        }
        return outcome
    }

    // MARK: Alerts

    private struct Planned: Sendable {
        let draft: AlertDraft
        var state: Alert.State?
        var reason = ""
    }

    /// Which log would have told it.
    private static func origin(of fields: [String]) -> (channel: String, event: Int) {
        if fields.contains("LogonType") { return ("Security", 4624) }
        if fields.contains("IpAddress") { return ("Security", 4625) }
        if fields.contains("ObjectName") { return ("Security", 4663) }
        if fields.contains("ServiceName") { return ("System", 7045) }
        if fields.contains("Channel") { return ("System", 104) }
        return ("Security", 4688)
    }

    private static func plan(at now: Instant, of hospital: Organisation.ID) -> [Planned] {
        func planned(
            _ title: String, _ level: Level, _ tags: [String], on host: String, key: String, hoursAgo: Int,
            count: Int = 1, details: [(String, String)], _ state: Alert.State? = nil, _ reason: String = ""
        ) -> Planned {
            let last = now.adding(seconds: -hoursAgo * 3600)
            let rule = RuleSet.Headline(named: title, level: level, tags: tags)
            var draft = AlertDraft(rule, host: host, key: key, organisation: hospital, at: last.adding(seconds: -240))
            let source = origin(of: details.map(\.0))
            for index in 0..<count {
                let at = last.adding(seconds: -240 + 240 * (index + 1) / count)
                draft.add(
                    AlertEvent(
                        identity: Examination.identity([title, host, String(index)]), at: at,
                        channel: source.channel, eventID: source.event, details: details.map { ($0.0, $0.1) },
                        body:
                            #"{"Channel":"\#(source.channel)","EventID":\#(source.event),"Computer":"\#(host)"}"#))
            }
            return Planned(draft: draft, state: state, reason: reason)
        }
        let cmd = #"C:\Windows\System32\cmd.exe"#
        return [
            planned(
                "Suppression des instantanés de disque", .critical, ["attack.impact", "attack.t1490"], on: "sa-lab-03",
                key: #"C:\Windows\System32\vssadmin.exe, svc-labo"#, hoursAgo: 1, count: 2,
                details: [
                    ("CommandLine", "vssadmin.exe delete shadows /all /quiet"),
                    ("ParentImage", cmd), ("User", "svc-labo"),
                ]),
            planned(
                "Services arrêtés en série", .high, ["attack.impact", "attack.t1489"], on: "sa-lab-03",
                key: "", hoursAgo: 1, count: 3,
                details: [("Count", "14"), ("CommandLine", "net stop \"SQL Server\"")]),
            planned(
                "Un compte ouvre des sessions sur beaucoup de machines", .high,
                ["attack.lateral-movement", "attack.t1021"], on: "sa-ad-01", key: "TargetUserName: svc-labo",
                hoursAgo: 2, count: 4, details: [("TargetUserName", "svc-labo"), ("LogonType", "3")]),
            planned(
                "Mots de passe essayés en série", .medium, ["attack.credential-access", "attack.t1110"],
                on: "sa-ad-02", key: "IpAddress: 10.20.4.51", hoursAgo: 5, count: 6,
                details: [("IpAddress", "10.20.4.51"), ("TargetUserName", "m.leroux")]),
            planned(
                "Protection Defender coupée par une commande", .high, ["attack.defense-evasion", "attack.t1562.001"],
                on: "sa-adm-04", key: "powershell.exe, j.castan", hoursAgo: 9,
                details: [("CommandLine", "powershell Add-MpPreference -ExclusionPath D:\\Paie")], .seen),
            planned(
                "Service installé par un outil d’exécution à distance", .high,
                ["attack.lateral-movement", "attack.t1569.002"], on: "sa-sauv-01", key: "PSEXESVC", hoursAgo: 26,
                details: [("ServiceName", "PSEXESVC")], .handled,
                "Dépannage annoncé par le prestataire de sauvegarde, confirmé par téléphone."),
            planned(
                "Journal Windows vidé", .high, ["attack.defense-evasion", "attack.t1070.001"], on: "sa-med-02",
                key: "System", hoursAgo: 50, details: [("Channel", "Application")], .handled,
                "Remplacement du disque par le technicien\u{00A0}; poste refait depuis l’image."),
            planned(
                "Journaux vidés par une commande", .high, ["attack.defense-evasion", "attack.t1070.001"],
                on: "sa-med-05", key: "wevtutil.exe, teledist", hoursAgo: 74, count: 5,
                details: [("CommandLine", "wevtutil cl Setup"), ("User", "teledist")], .falsePositive,
                "La télédistribution vide le journal d’installation après chaque mise à jour."),
            planned(
                "Fichier canari ouvert", .critical, ["attack.impact", "attack.t1486"], on: "sa-adm-02",
                key: "carene-canari-paie.xlsx, p.vidal", hoursAgo: 120,
                details: [
                    ("ObjectName", #"E:\Partages\Paie\carene-canari-paie.xlsx"#), ("SubjectUserName", "p.vidal"),
                ],
                .handled, "Ouvert par curiosité par une nouvelle collègue\u{00A0}; expliqué, compte vérifié."),
            planned(
                "Arrêt du service d’un logiciel de sauvegarde", .high, ["attack.impact", "attack.t1489"],
                on: "sa-sauv-01", key: "net.exe, adm-sauv", hoursAgo: 200,
                details: [("CommandLine", "net stop VeeamBackupSvc"), ("User", "adm-sauv")], .handled,
                "Mise à jour du logiciel de sauvegarde, prévue au calendrier."),
            planned(
                "Réparation de Windows désactivée au démarrage", .high, ["attack.impact", "attack.t1490"],
                on: "sa-urg-02", key: "bcdedit.exe", hoursAgo: 310,
                details: [("CommandLine", "bcdedit /set {default} recoveryenabled no")], .handled,
                "Préparation de l’image des postes des urgences."),
            planned(
                "Le même service installé sur plusieurs machines", .high,
                ["attack.lateral-movement", "attack.t1569.002"], on: "sa-ad-01", key: "ServiceName: AgentInventaire",
                hoursAgo: 400, count: 8, details: [("ServiceName", "AgentInventaire")], .handled,
                "Déploiement de l’agent d’inventaire par l’équipe postes."),
        ]
    }
}

extension RuleSet.Headline {
    /// The rule that the program carries under this title, so that the page of the alert can tell what it sees.
    fileprivate init(named title: String, level: Level, tags: [String]) {
        let id = Self.carried[title] ?? title
        self.init(id: id, title: title, level: level, tags: tags)
    }

    private static let carried: [String: String] = {
        var found: [String: String] = [:]
        for file in RuleLibrary.carried {
            for document in SigmaReader().read(String(decoding: file.bytes, as: UTF8.self), file: file.name).documents {
                switch document {
                case .rule(let rule): found[rule.title] = rule.id
                case .correlation(let correlation): found[correlation.title] = correlation.id
                case .filter: break
                }
            }
        }
        return found
    }()
}
