// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One thing of a service map: an activity of care, a service that it uses, or a component that the service stands on.
///
/// Durations are in hours. What nobody decided is nil: no objective is ever supposed.
public struct MapNode: Sendable, Hashable, Codable {
    /// Unique in its map. In a file, a short code; in the database, the identifier of the row.
    public var key: String
    public var name: String
    public var layer: Layer
    public var kind: NodeKind
    /// 1: lives depend on it within hours; 4: can wait for days. Nil: not decided.
    public var careClass: Int?
    /// DMIA (or DIMA), recovery time objective.
    public var recoveryTimeObjective: Double?
    /// PDMA, recovery point objective: how much recent data may be lost.
    public var recoveryPointObjective: Double?
    /// MTPD: after this, the harm of an activity standing still is unacceptable.
    public var maximumTolerablePeriod: Double?
    /// How long the degraded mode of an activity holds; zero: there is none. Nil: not known.
    public var degradedEndurance: Double?
    /// Time between two backups.
    public var backupInterval: Double?
    public var dataGigabytes: Double?

    public init(
        key: String, name: String, layer: Layer, kind: NodeKind, careClass: Int? = nil,
        recoveryTimeObjective: Double? = nil, recoveryPointObjective: Double? = nil,
        maximumTolerablePeriod: Double? = nil, degradedEndurance: Double? = nil, backupInterval: Double? = nil,
        dataGigabytes: Double? = nil
    ) {
        self.key = key
        self.name = name
        self.layer = layer
        self.kind = kind
        self.careClass = careClass
        self.recoveryTimeObjective = recoveryTimeObjective
        self.recoveryPointObjective = recoveryPointObjective
        self.maximumTolerablePeriod = maximumTolerablePeriod
        self.degradedEndurance = degradedEndurance
        self.backupInterval = backupInterval
        self.dataGigabytes = dataGigabytes
    }
}

/// The three floors of a map; what stands higher needs what stands lower, or its like.
public enum Layer: String, Sendable, Hashable, Codable, CaseIterable {
    case activity
    case service
    case component
}

/// What a node is. Decides its picture and the steps first proposed to restart it.
public enum NodeKind: String, Sendable, Hashable, Codable, CaseIterable {
    // Activities
    case care
    case technicalPlatform
    case administrative
    case logistics
    // Services
    case clinicalApplication
    case businessApplication
    case communication
    // Components
    case network
    case firewall
    case storage
    case hypervisor
    case backup
    case directory
    case naming
    case time
    case certificates
    case identity
    case detection
    case database
    case server
    case integration
    case workstations
    case remoteAccess
    case telephony
    case medicalDevices
    case building
    case supplier
    case other

    /// Where the kind belongs; `other` is possible everywhere.
    public var layer: Layer? {
        switch self {
        case .care, .technicalPlatform, .administrative, .logistics: .activity
        case .clinicalApplication, .businessApplication, .communication: .service
        case .other: nil
        case .network, .firewall, .storage, .hypervisor, .backup, .directory, .naming, .time, .certificates, .identity,
            .detection, .database, .server, .integration, .workstations, .remoteAccess, .telephony, .medicalDevices,
            .building, .supplier:
            .component
        }
    }
}
