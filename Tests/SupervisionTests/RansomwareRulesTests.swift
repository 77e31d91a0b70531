// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Sigma
import Testing

@testable import Supervision

/// What an attack does, event by event, and what an ordinary day does that looks like it.
@Suite("The rules against ransomware, each with what fires it and what does not")
struct RansomwareRulesTests {
    struct Story: Sendable, CustomTestStringConvertible {
        let title: String
        let attack: [String]
        let innocent: [String]
        var testDescription: String { title }

        init(_ title: String, _ attack: [String], innocent: [String]) {
            self.title = title
            self.attack = attack
            self.innocent = innocent
        }
    }

    private static func process(_ command: String, second: Int = 0, host: String = "PC-1") -> String {
        event(sysmon, 1, host: host, second: second, record: second, ["CommandLine": command, "Image": "C:\\x.exe"])
    }

    private static func file(_ number: Int, _ name: String, second: Int = 0, image: String = "C:\\Temp\\x.exe")
        -> String
    {
        event(sysmon, number, second: second, record: second, ["TargetFilename": name, "Image": image])
    }

    private static func access(_ name: String, _ list: String, second: Int = 0, user: String = "agent") -> String {
        event(
            "Security", 4663, host: "SRV-FIC", second: second, record: second,
            ["ObjectType": "File", "ObjectName": name, "AccessList": list, "SubjectUserName": user])
    }

    private static func service(_ name: String, _ path: String, host: String = "PC-1", second: Int = 0) -> String {
        event("System", 7045, host: host, second: second, ["ServiceName": name, "ImagePath": path])
            .replacing("\"winlog\":{", with: "\"winlog\":{\"provider_name\":\"Service Control Manager\",")
    }

    private static func failure(_ second: Int, user: String, address: String = "10.1.1.9") -> String {
        event("Security", 4625, second: second, ["TargetUserName": user, "IpAddress": address])
    }

    private static func logon(_ host: Int, user: String, type: String = "3", every: Int = 1) -> String {
        event(
            "Security", 4624, host: "PC-\(host)", second: host * every, ["LogonType": type, "TargetUserName": user])
    }

    static let stories: [Story] = [
        Story(
            "Suppression des instantanés de disque", [process("wmic.exe shadowcopy delete /nointeractive")],
            innocent: [process("vssadmin list shadows"), process("wmic shadowcopy list brief")]),
        Story(
            "Suppression des instantanés par un script PowerShell",
            [
                event(
                    "Microsoft-Windows-PowerShell/Operational", 4104,
                    ["ScriptBlockText": "Get-WmiObject Win32_ShadowCopy | % { $_.Delete() }"])
            ],
            innocent: [
                event(
                    "Microsoft-Windows-PowerShell/Operational", 4104,
                    ["ScriptBlockText": "Get-CimInstance Win32_ShadowCopy | Measure-Object"])
            ]),
        Story(
            "Réparation de Windows désactivée au démarrage",
            [process("bcdedit.exe /set {default} bootstatuspolicy ignoreallfailures")],
            innocent: [process("bcdedit /enum all"), process("bcdedit /set {default} recoveryenabled Yes")]),
        Story(
            "Suppression de sauvegardes Windows", [process("wbadmin.exe DELETE SYSTEMSTATEBACKUP -keepVersions:0")],
            innocent: [process("wbadmin get versions"), process("wbadmin start backup -quiet")]),
        Story(
            "Plusieurs fichiers de sauvegarde effacés d’un coup",
            (0..<5).map { file(26, "E:\\Sauvegardes\\base\($0).vbk", second: 20 * $0) },
            innocent: (0..<5).map { file(26, "E:\\Sauvegardes\\base\($0).vbk", second: 3600 * $0) }),
        Story(
            "Arrêt du service d’un logiciel de sauvegarde", [process("net.exe stop VeeamBackupSvc /y")],
            innocent: [process("net stop spooler"), process("sc query VeeamBackupSvc")]),
        Story(
            "Services arrêtés en série", (0..<10).map { process("taskkill /F /IM sql\($0).exe", second: 2 * $0) },
            innocent: (0..<9).map { process("taskkill /F /IM sql\($0).exe", second: 2 * $0) }),
        Story(
            "Chiffrement de documents en cours",
            (0..<20).map { file(11, "D:\\Dossiers\\cr-\($0).pdf.lockbit", second: $0) },
            innocent: (0..<40).map { file(11, "D:\\Dossiers\\cr-\($0).pdf.tmp", second: $0) }
                + (0..<40).map { file(11, "D:\\Dossiers\\v1.\($0).pdf", second: $0) }),
        Story(
            "Documents effacés en masse", (0..<200).map { file(23, "D:\\Dossiers\\cr-\($0).docx", second: $0 / 8) },
            innocent: (0..<300).map { file(23, "C:\\Temp\\x\($0).tmp", second: $0 / 8) }
                + (0..<150).map { file(23, "D:\\Dossiers\\cr-\($0).docx", second: $0 / 8) }),
        Story(
            "Chiffrement de documents en cours sur un partage",
            (0..<20).map { access("D:\\Partage\\cr-\($0).docx.encrypted", "%%4417 %%4418", second: $0) },
            innocent: (0..<60).map { access("D:\\Partage\\cr-\($0).docx", "%%4417", second: $0) }
                // One document, saved again and again.
                + (0..<60).map { access("D:\\Partage\\lettre.docx.copie", "%%4417", second: $0) }),
        Story(
            "Documents renommés ou effacés en masse sur un partage",
            (0..<200).map { access("D:\\Partage\\cr-\($0).xlsx", "%%1537", second: $0 / 5) },
            innocent: (0..<300).map { access("D:\\Partage\\cr-\($0).xlsx", "%%4416", second: $0 / 8) }
                + (0..<199).map { access("D:\\Partage\\cr-\($0).xlsx", "%%1537", second: $0 / 5, user: "autre") }),
        Story(
            "Demandes de rançon déposées dans plusieurs dossiers",
            (0..<5).map { file(11, "D:\\Dossier\($0)\\HOW_TO_RESTORE.txt", second: $0) },
            innocent: (0..<5).map { _ in file(11, "C:\\Logiciel\\README.txt") }),
        Story("Journal de sécurité vidé", [event("Security", 1102, [:])], innocent: [event("Security", 1100, [:])]),
        Story("Journal Windows vidé", [event("System", 104, [:])], innocent: [event("System", 105, [:])]),
        Story(
            "Journaux vidés par une commande", [process("wevtutil.exe cl Security")],
            innocent: [process("wevtutil el"), process("wevtutil qe System /c:10")]),
        Story(
            "Protection Defender coupée",
            [event("Microsoft-Windows-Windows Defender/Operational", 5001, [:])],
            innocent: [event("Microsoft-Windows-Windows Defender/Operational", 1001, [:])]),
        Story(
            "Protection Defender coupée par une commande",
            [process("powershell Set-MpPreference -DisableRealtimeMonitoring $true")],
            innocent: [process("powershell Set-MpPreference -ScanScheduleDay 3")]),
        Story(
            "Un compte ouvre des sessions sur beaucoup de machines", (0..<15).map { logon($0, user: "svc-labo") },
            // Slower than the window; a machine's own account; a person at the keyboard.
            innocent: (0..<40).map { logon($0, user: "technicien", every: 60) }
                + (0..<40).map { logon($0, user: "SRV01$") } + (0..<40).map { logon($0, user: "a", type: "2") }),
        Story(
            "Mots de passe essayés en série", (0..<30).map { failure($0, user: "admin") },
            innocent: (0..<30).map { failure(20 * $0, user: "agent") }),
        Story(
            "Un mot de passe essayé sur beaucoup de comptes", (0..<10).map { failure($0, user: "agent\($0)") },
            innocent: (0..<20).map { failure($0, user: "agent") }),
        Story(
            "Le même service installé sur plusieurs machines",
            (0..<5).map { service("majinv", "C:\\majinv.exe", host: "PC-\($0)", second: $0) },
            innocent: (0..<9).map { service("Service\($0)", "C:\\s.exe", host: "PC-\($0)", second: $0) }),
        Story(
            "Service installé par un outil d’exécution à distance",
            [service("PSEXESVC", "%SystemRoot%\\PSEXESVC.exe")],
            innocent: [service("Spouleur", "C:\\Windows\\System32\\spoolsv.exe")]),
        Story(
            "Fichier canari ouvert", [access("E:\\Paie\\carene-canari-paie.xlsx", "%%4416")],
            innocent: [access("E:\\Paie\\paie.xlsx", "%%4416")]),
        Story(
            "Fichier canari réécrit", [file(11, "E:\\Paie\\carene-canari-paie.xlsx.locked")],
            innocent: [file(11, "E:\\Paie\\canari.xlsx")]),
        Story(
            "Fichier canari effacé", [file(26, "E:\\Paie\\carene-canari-paie.xlsx")],
            innocent: [file(26, "E:\\Paie\\paie.xlsx")]),
    ]

    private static let rules = RuleLibrary(folder: "/nonexistent").rules

    private func alerts(_ lines: [String]) -> Set<String> {
        let rules = Self.rules
        var hunter = LiveHunter(rules)
        var correlator = Correlator(rules)
        var titles: Set<String> = []
        let unreadable = hunter.read(Array(lines.joined(separator: "\n").utf8)) { seen in
            for rule in seen.alerting { titles.insert(rules.headline(rule).title) }
            for rule in seen.correlated {
                let match = Correlator.Match(time: Double(seen.time ?? 0) / 1e9, token: 0, values: seen.values)
                for found in correlator.note(rule: rule, match) {
                    titles.insert(rules.correlations[found.correlation].title)
                }
            }
        }
        #expect(unreadable == 0)
        return titles
    }

    @Test(arguments: stories) func `it speaks of an attack and keeps silent on an ordinary day`(_ story: Story) {
        #expect(alerts(story.attack).contains(story.title))
        #expect(alerts(story.innocent).isEmpty)
    }

    @Test func `every rule that alerts has its story here`() {
        let rules = Self.rules
        let alerting = rules.rules.indices.filter {
            rules.alertsAlone($0) && rules.headline($0).level > .informational
        }.map { rules.headline($0).title }
        let told = Set(Self.stories.map(\.title))
        #expect(Set(alerting + rules.correlations.map(\.title)).subtracting(told) == [])
    }
}
