// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps

/// What must come back before anything else can, and is forgotten most: without it the copies of all the rest are of no
/// use.
enum Essential: String, Sendable, Hashable, CaseIterable {
    case directory
    case hypervisor
    case catalogue
    case secrets

    func title(_ t: Language) -> String {
        switch self {
        case .directory: t("Annuaire (Active Directory)", "Directory (Active Directory)")
        case .hypervisor: t("Configuration de l’hyperviseur", "Configuration of the hypervisor")
        case .catalogue: t("Catalogue de l’outil de sauvegarde", "Catalogue of the backup tool")
        case .secrets: t("Clés et coffre de mots de passe", "Keys and password vault")
        }
    }

    func reason(_ t: Language) -> String {
        switch self {
        case .directory:
            t("Sans lui, personne n’ouvre de session et presque rien ne démarre.", "Without it nobody signs in.")
        case .hypervisor:
            t("Sans elle, il faut redessiner chaque réseau et chaque machine.", "Without it every network is redrawn.")
        case .catalogue:
            t(
                "Sans lui, il faut relire toutes les copies pour savoir ce qu’elles contiennent.",
                "Without it every copy must be read again to know what it holds.")
        case .secrets:
            t("Sans elles, une copie chiffrée est perdue.", "Without them an encrypted copy is lost.")
        }
    }
}

enum Medium: String, Sendable, Hashable, CaseIterable {
    case disk
    case tape
    case object
    case removable

    func title(_ t: Language) -> String {
        switch self {
        case .disk: t("disque", "disk")
        case .tape: t("bande", "tape")
        case .object: t("stockage objet", "object storage")
        case .removable: t("support amovible", "removable medium")
        }
    }
}

/// One place where a job puts what it saved.
struct BackupCopy: Sendable, Hashable {
    var place: String
    var medium: Medium
    var isOffsite = false
    /// Nobody can change or erase it: immutable, or out of reach.
    var isImmutable = false
    var isEncrypted = false
    /// An administrator of the domain has no right there (D2.O3.A).
    var hasOwnAccess = false
}

/// How the runs of a job are recognised; an empty text stands for anything, `*` for any letters.
struct BackupRule: Sendable, Hashable {
    var repository = ""
    var host = ""
    var label = ""

    var isEmpty: Bool { repository.isEmpty && host.isEmpty && label.isEmpty }
    /// The more it says, the sooner it is asked.
    var weight: Int { [repository, host, label].count { !$0.isEmpty } }

    func matches(repository: String, host: String, label: String) -> Bool {
        Pattern.matches(self.repository, repository) && Pattern.matches(self.host, host)
            && Pattern.matches(self.label, label)
    }
}

enum Pattern {
    /// Case does not matter. Linear in the product of the lengths, both bounded by the schema.
    static func matches(_ pattern: String, _ text: String) -> Bool {
        guard !pattern.isEmpty else { return true }
        let (pattern, text) = (Array(folded(pattern).utf8), Array(folded(text).utf8))
        var (p, s) = (0, 0)
        var star: (p: Int, s: Int)?
        while s < text.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p, s)
                p += 1
            } else if p < pattern.count, pattern[p] == text[s] {
                p += 1
                s += 1
            } else if let last = star {
                star = (last.p, last.s + 1)
                p = last.p + 1
                s = last.s + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

/// Something that is saved regularly, by what, and where the copies lie.
struct BackupJob: Sendable, Hashable {
    typealias ID = Identifier<BackupJob>

    let id: ID
    let keeper: Keeper
    let name: String
    let tool: String
    /// Hours between two runs.
    let interval: Double
    let essentials: Set<Essential>
    /// A function: who reads its reports.
    let watcher: String
    let note: String
    let isRemoved: Bool
    var nodes: [PlacedNode.ID] = []
    var copies: [BackupCopy] = []
    var rules: [BackupRule] = []

    var hasImmutable: Bool { copies.contains(where: \.isImmutable) }
    var hasOffsite: Bool { copies.contains(where: \.isOffsite) }
    /// The data in use is the first of the three.
    var exemplars: Int { copies.count + 1 }
    /// The data in use lies on disks.
    var media: Int { Set(copies.map(\.medium)).union([.disk]).count }
    var isThreeTwoOne: Bool { exemplars >= 3 && media >= 2 && hasOffsite }

    func matches(repository: String, host: String, label: String) -> Int? {
        let best = rules.filter { $0.matches(repository: repository, host: host, label: label) }.map(\.weight).max()
        if let best { return best }
        // Neutral files name the job itself.
        return !label.isEmpty && folded(label) == folded(name) ? 1 : nil
    }
}

struct BackupJobDraft: Sendable, Hashable {
    var name: String
    var tool: String
    var interval: Double
    var essentials: Set<Essential> = []
    var watcher = ""
    var note = ""
    var nodes: [PlacedNode.ID] = []
    var copies: [BackupCopy] = []
    var rules: [BackupRule] = []

    static let copyLimit = 4
    static let nodeLimit = 200
    static let ruleLimit = 50
}
