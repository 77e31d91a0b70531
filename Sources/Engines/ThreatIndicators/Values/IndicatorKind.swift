// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What an indicator of compromise is, by what one would look for.
public enum IndicatorKind: String, Sendable, Hashable, CaseIterable, Codable {
    case ipv4
    case ipv6
    /// A block of addresses of either family, in CIDR.
    case network
    case domain
    case url
    case email
    case md5
    case sha1
    case sha256
    case fileName
    case filePath
    case registryKey
    /// The name of a process, or a command line.
    case process
    case account

    /// Two values that differ only in case are one: Windows names, and what people type.
    var ignoresCase: Bool {
        switch self {
        case .fileName, .filePath, .registryKey, .process, .account: true
        default: false
        }
    }

    public var isHash: Bool { self == .md5 || self == .sha1 || self == .sha256 }

    /// How little else it can mean: of several values that only count together, the first of these stands for all.
    var precision: Int {
        switch self {
        case .sha256: 0
        case .sha1: 1
        case .md5: 2
        case .url: 3
        case .email: 4
        case .domain: 5
        case .ipv4, .ipv6: 6
        case .registryKey: 7
        case .filePath: 8
        case .process: 9
        case .fileName: 10
        case .account: 11
        case .network: 12
        }
    }
}
