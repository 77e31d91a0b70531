// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site
import ThreatIndicators

extension SoughtValue {
    /// What the rooms that keep events are asked for.
    init(_ value: IndicatorValue) {
        let kind: SoughtValue.Kind =
            switch value.kind {
            case .ipv4, .ipv6: .address
            case .network: .network
            case .domain: .domain
            case .url: .url
            case .email: .email
            case .md5: .md5
            case .sha1: .sha1
            case .sha256: .sha256
            case .fileName: .fileName
            case .filePath: .filePath
            case .registryKey: .registryKey
            case .process: .process
            case .account: .account
            }
        self.init(kind, value.text)
    }
}
