// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Which Windows channel and event numbers stand behind the log sources of Sigma's taxonomy (specification 2.1, "Taxonomy
/// appendix"), and under which names the security log says what Sysmon says.
enum WindowsSources {
    struct Place: Sendable, Hashable {
        /// Lower case.
        let channel: String
        /// Empty: every event of the channel.
        let events: Set<Int>
    }

    static let sysmon = "microsoft-windows-sysmon/operational"
    private static let powerShell = ["microsoft-windows-powershell/operational", "powershellcore/operational"]

    static let categories: [String: [Place]] = {
        var places: [String: [Place]] = [:]
        let bySysmon: [String: Set<Int>] = [
            "process_creation": [1], "file_change": [2], "network_connection": [3], "sysmon_status": [4, 16],
            "process_termination": [5], "driver_load": [6], "image_load": [7], "create_remote_thread": [8],
            "raw_access_thread": [9], "process_access": [10], "file_event": [11], "registry_add": [12],
            "registry_delete": [12], "registry_set": [13], "registry_rename": [14], "registry_event": [12, 13, 14],
            "create_stream_hash": [15], "pipe_created": [17, 18], "wmi_event": [19, 20, 21], "dns_query": [22],
            "file_delete": [23, 26], "clipboard_capture": [24], "process_tampering": [25],
            "file_delete_detected": [26], "file_block_executable": [27], "file_block_shredding": [28],
            "file_executable_detected": [29], "sysmon_error": [255],
        ]
        for (category, events) in bySysmon { places[category] = [Place(channel: sysmon, events: events)] }
        // What Windows itself writes about the same things.
        places["process_creation"]?.append(Place(channel: "security", events: [4688]))
        for category in ["registry_set", "registry_event"] {
            places[category]?.append(Place(channel: "security", events: [4657]))
        }
        places["network_connection"]?.append(Place(channel: "security", events: [5156]))
        places["ps_module"] = powerShell.map { Place(channel: $0, events: [4103]) }
        places["ps_script"] = powerShell.map { Place(channel: $0, events: [4104]) }
        places["ps_classic_start"] = [Place(channel: "windows powershell", events: [400])]
        places["ps_classic_provider_start"] = [Place(channel: "windows powershell", events: [600])]
        places["ps_classic_script"] = [Place(channel: "windows powershell", events: [800])]
        return places
    }()

    static let services: [String: [String]] = [
        "security": ["security"], "system": ["system"], "application": ["application"], "sysmon": [sysmon],
        "powershell": powerShell, "powershell-classic": ["windows powershell"],
        "taskscheduler": ["microsoft-windows-taskscheduler/operational"],
        "wmi": ["microsoft-windows-wmi-activity/operational"],
        "windefend": ["microsoft-windows-windows defender/operational"],
        "bits-client": ["microsoft-windows-bits-client/operational"],
        "codeintegrity-operational": ["microsoft-windows-codeintegrity/operational"],
        "firewall-as": ["microsoft-windows-windows firewall with advanced security/firewall"],
        "dns-client": ["microsoft-windows-dns client events/operational"],
        "dns-server": ["dns server"], "dns-server-audit": ["microsoft-windows-dns-server/audit"],
        "dns-server-analytic": ["microsoft-windows-dns-server/analytical"],
        "driver-framework": ["microsoft-windows-driverframeworks-usermode/operational"],
        "ntlm": ["microsoft-windows-ntlm/operational"],
        "applocker": [
            "microsoft-windows-applocker/exe and dll", "microsoft-windows-applocker/msi and script",
            "microsoft-windows-applocker/packaged app-deployment", "microsoft-windows-applocker/packaged app-execution",
        ],
        "appmodel-runtime": ["microsoft-windows-appmodel-runtime/admin"],
        "appxdeployment-server": ["microsoft-windows-appxdeploymentserver/operational"],
        "appxpackaging-om": ["microsoft-windows-appxpackaging/operational"],
        "capi2": ["microsoft-windows-capi2/operational"],
        "certificateservicesclient-lifecycle-system": [
            "microsoft-windows-certificateservicesclient-lifecycle-system/operational"
        ],
        "diagnosis-scripted": ["microsoft-windows-diagnosis-scripted/operational"],
        "hyper-v-worker": ["microsoft-windows-hyper-v-worker"],
        "iis-configuration": ["microsoft-iis-configuration/operational"],
        "kernel-event-tracing": ["microsoft-windows-kernel-eventtracing"],
        "kernel-shimengine": [
            "microsoft-windows-kernel-shimengine/operational", "microsoft-windows-kernel-shimengine/diagnostic",
        ],
        "ldap": ["microsoft-windows-ldap-client/debug"], "ldap_debug": ["microsoft-windows-ldap-client/debug"],
        "lsa-server": ["microsoft-windows-lsa/operational"],
        "microsoft-servicebus-client": ["microsoft-servicebus-client"],
        "msexchange-management": ["msexchange management"], "openssh": ["openssh/operational"],
        "printservice-admin": ["microsoft-windows-printservice/admin"],
        "printservice-operational": ["microsoft-windows-printservice/operational"],
        "security-mitigations": [
            "microsoft-windows-security-mitigations/kernel mode", "microsoft-windows-security-mitigations/user mode",
        ],
        "sense": ["microsoft-windows-sense/operational"],
        "servicebus-client": ["microsoft-servicebus-client/operational", "microsoft-servicebus-client/admin"],
        "shell-core": ["microsoft-windows-shell-core/operational"],
        "smbclient-connectivity": ["microsoft-windows-smbclient/connectivity"],
        "smbclient-security": ["microsoft-windows-smbclient/security"],
        "smbserver-connectivity": ["microsoft-windows-smbserver/connectivity"],
        "terminalservices-localsessionmanager": ["microsoft-windows-terminalservices-localsessionmanager/operational"],
        "vhdmp": ["microsoft-windows-vhdmp/operational"], "win32k": ["microsoft-windows-win32k/tracing"],
        "webauthn": ["microsoft-windows-webauthn/operational"],
        "windows-defender": ["microsoft-windows-windows defender/operational"],
        "wds": ["microsoft-windows-deployment-services-diagnostics/diagnostic"],
        "user-device-registration": ["microsoft-windows-user device registration/admin"],
    ]
}

/// The names under which the security log says what Sysmon says, so that one rule serves both.
public enum FieldAliases {
    /// By event of the security channel.
    public static let security: [Int: [(written: String, known: String)]] = [
        4688: [
            ("NewProcessName", "Image"), ("ParentProcessName", "ParentImage"), ("SubjectUserName", "User"),
            ("NewProcessId", "ProcessId"), ("MandatoryLabel", "IntegrityLevel"), ("SubjectLogonId", "LogonId"),
        ],
        4657: [
            ("ObjectName", "TargetObject"), ("NewValue", "Details"), ("ProcessName", "Image"),
            ("SubjectUserName", "User"),
        ],
        5156: [
            ("Application", "Image"), ("SourceAddress", "SourceIp"), ("DestAddress", "DestinationIp"),
            ("DestPort", "DestinationPort"), ("ProcessID", "ProcessId"),
        ],
    ]

    /// The other name of a field as it is written in an event.
    public static func known(for written: String, in source: EventSource) -> String? {
        guard source.channel == "security" else { return nil }
        return security[source.eventID]?.first { $0.written == written }?.known
    }
}
