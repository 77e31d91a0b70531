// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Site

/// Where this room keeps its files and what it listens to: `CARENE_RULES`, `CARENE_SPOOL`, `CARENE_SPOOL_MB`,
/// `CARENE_KEPT`, `CARENE_KEPT_DAYS`, `CARENE_KEPT_MB`, `CARENE_SYSLOG_PORT`, `CARENE_SYSLOG_HOST`, `CARENE_SYSLOG_CERTIFICATE` and `CARENE_SYSLOG_KEY`.
public struct SupervisionSettings: Sendable, Hashable {
    /// Nil: beside the database.
    public var rulesFolder: String?
    public var spoolFolder: String?
    public var spoolBytes: Int
    /// Events that were examined, kept to be searched.
    public var keptFolder: String?
    public var keptDays = 30
    public var keptBytes = 10 << 30
    /// Nil: syslog is not listened to.
    public var syslogPort: Int?
    public var syslogHost: String
    /// Files of a certificate chain and of its key: syslog then speaks TLS alone.
    public var certificate: (chain: String, key: String)? {
        guard let chain, let key else { return nil }
        return (chain, key)
    }
    var chain: String?
    var key: String?

    public init(
        rulesFolder: String? = nil, spoolFolder: String? = nil, spoolBytes: Int = 1 << 30, syslogPort: Int? = nil,
        syslogHost: String = "0.0.0.0"
    ) {
        self.rulesFolder = rulesFolder
        self.spoolFolder = spoolFolder
        self.spoolBytes = spoolBytes
        self.syslogPort = syslogPort
        self.syslogHost = syslogHost
    }

    public static func environment(_ values: [String: String] = ProcessInfo.processInfo.environment) -> Self {
        func value(_ name: String) -> String? { values["CARENE_" + name].flatMap { $0.isEmpty ? nil : $0 } }
        var settings = Self(rulesFolder: value("RULES"), spoolFolder: value("SPOOL"))
        if let megabytes = value("SPOOL_MB").flatMap({ Int($0) }) {
            settings.spoolBytes = min(max(megabytes, 1), 1_000_000) << 20
        }
        settings.keptFolder = value("KEPT")
        if let days = value("KEPT_DAYS").flatMap({ Int($0) }) { settings.keptDays = min(max(days, 0), 3650) }
        if let megabytes = value("KEPT_MB").flatMap({ Int($0) }) {
            settings.keptBytes = min(max(megabytes, 0), 100_000_000) << 20
        }
        settings.syslogPort = value("SYSLOG_PORT").flatMap { Int($0) }.flatMap { (1...65_535).contains($0) ? $0 : nil }
        settings.syslogHost = value("SYSLOG_HOST") ?? settings.syslogHost
        settings.chain = value("SYSLOG_CERTIFICATE")
        settings.key = value("SYSLOG_KEY")
        return settings
    }

    func rules(for house: House) -> String { rulesFolder ?? Self.beside(house, "rules") }
    func spool(for house: House) -> String { spoolFolder ?? Self.beside(house, "spool") }

    func kept(for house: House) -> String { keptFolder ?? Self.beside(house, "journaux") }

    private static func beside(_ house: House, _ name: String) -> String {
        let folder = house.vaultFolder
        return (folder.hasSuffix(".proofs") ? String(folder.dropLast(7)) : folder) + "." + name
    }
}
