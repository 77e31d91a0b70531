// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Names of the values of common events, in order, for forwarders that send the values alone (Fluent Bit's
/// `StringInserts`). Windows keeps the names in the provider's manifest; these were read from the templates of real logs.
/// An event has several lists where versions of Windows added values: the number of values says which.
enum InsertNames {
    /// The names for an event of a provider with so many values; empty where they are not known.
    static func names(provider: String, eventID: Int64, count: Int) -> [Substring] {
        lists["\(provider) \(eventID) \(count)"] ?? []
    }

    private static let lists: [String: [Substring]] = {
        var lists: [String: [Substring]] = [:]
        for (provider, events) in known {
            for line in events.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let eventID = words.first else { continue }
                lists["\(provider) \(eventID) \(words.count - 1)"] = Array(words.dropFirst())
            }
        }
        return lists
    }()

    private static let known: [(provider: String, events: String)] = [
        (
            "Microsoft-Windows-Bits-Client",
            """
            3 string string2 string3
            3 jobTitle jobId jobOwner processPath processId
            59 transferId name Id url peer fileTime fileLength bytesTotal bytesTransferred bytesTransferredFromPeer
            60 transferId name Id url peer hr fileTime fileLength bytesTotal bytesTransferred proxy \
            peerProtocolFlags bytesTransferredFromPeer AdditionalInfoHr PeerContextInfo bandwidthLimit \
            ignoreBandwidthLimitsOnLan
            """
        ),
        (
            "Microsoft-Windows-PowerShell",
            """
            4104 MessageNumber MessageTotal ScriptBlockText ScriptBlockId Path
            """
        ),
        (
            "Microsoft-Windows-Security-Auditing",
            """
            4624 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName \
            TargetDomainName TargetLogonId LogonType LogonProcessName AuthenticationPackageName WorkstationName \
            LogonGuid TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort
            4624 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName \
            TargetDomainName TargetLogonId LogonType LogonProcessName AuthenticationPackageName WorkstationName \
            LogonGuid TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort \
            ImpersonationLevel
            4624 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName \
            TargetDomainName TargetLogonId LogonType LogonProcessName AuthenticationPackageName WorkstationName \
            LogonGuid TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort \
            ImpersonationLevel RestrictedAdminMode TargetOutboundUserName TargetOutboundDomainName VirtualAccount \
            TargetLinkedLogonId ElevatedToken
            4625 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName \
            TargetDomainName Status FailureReason SubStatus LogonType LogonProcessName AuthenticationPackageName \
            WorkstationName TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort
            4627 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName \
            TargetDomainName TargetLogonId LogonType EventIdx EventCountTotal GroupMembership
            4634 TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType
            4648 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId LogonGuid TargetUserName \
            TargetDomainName TargetLogonGuid TargetServerName TargetInfo ProcessId ProcessName IpAddress IpPort
            4656 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName \
            HandleId TransactionId AccessList AccessReason AccessMask PrivilegeList RestrictedSidCount ProcessId \
            ProcessName ResourceAttributes
            4658 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer HandleId ProcessId \
            ProcessName
            4661 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName \
            HandleId TransactionId AccessList AccessMask PrivilegeList Properties RestrictedSidCount ProcessId \
            ProcessName
            4662 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName \
            OperationType HandleId AccessList AccessMask Properties AdditionalInfo AdditionalInfo2
            4663 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName \
            HandleId AccessList AccessMask ProcessId ProcessName
            4663 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer ObjectType ObjectName \
            HandleId AccessList AccessMask ProcessId ProcessName ResourceAttributes
            4672 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId PrivilegeList
            4673 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectServer Service PrivilegeList \
            ProcessId ProcessName
            4688 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId NewProcessId NewProcessName \
            TokenElevationType ProcessId CommandLine
            4688 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId NewProcessId NewProcessName \
            TokenElevationType ProcessId CommandLine TargetUserSid TargetUserName TargetDomainName TargetLogonId \
            ParentProcessName MandatoryLabel
            4698 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent
            4699 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent
            4701 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent \
            ClientProcessStartKey ClientProcessId ParentProcessId RpcCallClientLocality FQDN
            4702 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContentNew
            4703 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName \
            TargetDomainName TargetLogonId ProcessName ProcessId EnabledPrivilegeList DisabledPrivilegeList
            4719 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId CategoryId SubcategoryId \
            SubcategoryGuid AuditPolicyChanges
            4720 TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName \
            SubjectLogonId PrivilegeList SamAccountName DisplayName UserPrincipalName HomeDirectory HomePath \
            ScriptPath ProfilePath UserWorkstations PasswordLastSet AccountExpires PrimaryGroupId \
            AllowedToDelegateTo OldUacValue NewUacValue UserAccountControl UserParameters SidHistory LogonHours
            4722 TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName \
            SubjectLogonId
            4724 TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName \
            SubjectLogonId
            4732 MemberName MemberSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName \
            SubjectDomainName SubjectLogonId PrivilegeList
            4738 Dummy TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName \
            SubjectLogonId PrivilegeList SamAccountName DisplayName UserPrincipalName HomeDirectory HomePath \
            ScriptPath ProfilePath UserWorkstations PasswordLastSet AccountExpires PrimaryGroupId \
            AllowedToDelegateTo OldUacValue NewUacValue UserAccountControl UserParameters SidHistory LogonHours
            4741 TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName \
            SubjectLogonId PrivilegeList SamAccountName DisplayName UserPrincipalName HomeDirectory HomePath \
            ScriptPath ProfilePath UserWorkstations PasswordLastSet AccountExpires PrimaryGroupId \
            AllowedToDelegateTo OldUacValue NewUacValue UserAccountControl UserParameters SidHistory LogonHours \
            DnsHostName ServicePrincipalNames
            4742 ComputerAccountChange TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName \
            SubjectDomainName SubjectLogonId PrivilegeList SamAccountName DisplayName UserPrincipalName \
            HomeDirectory HomePath ScriptPath ProfilePath UserWorkstations PasswordLastSet AccountExpires \
            PrimaryGroupId AllowedToDelegateTo OldUacValue NewUacValue UserAccountControl UserParameters SidHistory \
            LogonHours DnsHostName ServicePrincipalNames
            4765 SourceUserName SourceSid TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName \
            SubjectDomainName SubjectLogonId PrivilegeList SidList
            4768 TargetUserName TargetDomainName TargetSid ServiceName ServiceSid TicketOptions Status \
            TicketEncryptionType PreAuthType IpAddress IpPort CertIssuerName CertSerialNumber CertThumbprint
            4769 TargetUserName TargetDomainName ServiceName ServiceSid TicketOptions TicketEncryptionType IpAddress \
            IpPort Status LogonGuid TransmittedServices
            4771 TargetUserName TargetSid ServiceName TicketOptions Status PreAuthType IpAddress IpPort \
            CertIssuerName CertSerialNumber CertThumbprint
            4776 PackageName TargetUserName Workstation Status
            4781 OldTargetUserName NewTargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName \
            SubjectDomainName SubjectLogonId PrivilegeList
            4798 TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName \
            SubjectLogonId CallerProcessId CallerProcessName
            4799 TargetUserName TargetDomainName TargetSid SubjectUserSid SubjectUserName SubjectDomainName \
            SubjectLogonId CallerProcessId CallerProcessName
            5136 OpCorrelationID AppCorrelationID SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId \
            DSName DSType ObjectDN ObjectGUID ObjectClass AttributeLDAPDisplayName AttributeSyntaxOID AttributeValue \
            OperationType
            5140 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectType IpAddress IpPort \
            ShareName ShareLocalPath AccessMask AccessList
            5142 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ShareName ShareLocalPath
            5145 SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ObjectType IpAddress IpPort \
            ShareName ShareLocalPath RelativeTargetName AccessMask AccessList AccessReason
            5156 ProcessID Application Direction SourceAddress SourcePort DestAddress DestPort Protocol FilterRTID \
            LayerName LayerRTID RemoteUserID RemoteMachineID
            5158 ProcessId Application SourceAddress SourcePort Protocol FilterRTID LayerName LayerRTID
            """
        ),
        (
            "Microsoft-Windows-Sysmon",
            """
            1 RuleName UtcTime ProcessGuid ProcessId Image FileVersion Description Product Company CommandLine \
            CurrentDirectory User LogonGuid LogonId TerminalSessionId IntegrityLevel Hashes ParentProcessGuid \
            ParentProcessId ParentImage ParentCommandLine
            1 RuleName UtcTime ProcessGuid ProcessId Image FileVersion Description Product Company OriginalFileName \
            CommandLine CurrentDirectory User LogonGuid LogonId TerminalSessionId IntegrityLevel Hashes \
            ParentProcessGuid ParentProcessId ParentImage ParentCommandLine
            1 RuleName UtcTime ProcessGuid ProcessId Image FileVersion Description Product Company OriginalFileName \
            CommandLine CurrentDirectory User LogonGuid LogonId TerminalSessionId IntegrityLevel Hashes \
            ParentProcessGuid ParentProcessId ParentImage ParentCommandLine ParentUser
            2 RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime PreviousCreationUtcTime
            3 RuleName UtcTime ProcessGuid ProcessId Image User Protocol Initiated SourceIsIpv6 SourceIp \
            SourceHostname SourcePort SourcePortName DestinationIsIpv6 DestinationIp DestinationHostname \
            DestinationPort DestinationPortName
            4 UtcTime State Version SchemaVersion
            5 RuleName UtcTime ProcessGuid ProcessId Image
            6 RuleName UtcTime ImageLoaded Hashes Signed Signature SignatureStatus
            7 RuleName UtcTime ProcessGuid ProcessId Image ImageLoaded FileVersion Description Product Company \
            Hashes Signed Signature SignatureStatus
            7 RuleName UtcTime ProcessGuid ProcessId Image ImageLoaded FileVersion Description Product Company \
            OriginalFileName Hashes Signed Signature SignatureStatus
            7 RuleName UtcTime ProcessGuid ProcessId Image ImageLoaded FileVersion Description Product Company \
            OriginalFileName Hashes Signed Signature SignatureStatus User
            8 RuleName UtcTime SourceProcessGuid SourceProcessId SourceImage TargetProcessGuid TargetProcessId \
            TargetImage NewThreadId StartAddress StartModule StartFunction
            10 RuleName UtcTime SourceProcessGUID SourceProcessId SourceThreadId SourceImage TargetProcessGUID \
            TargetProcessId TargetImage GrantedAccess CallTrace
            10 RuleName UtcTime SourceProcessGUID SourceProcessId SourceThreadId SourceImage TargetProcessGUID \
            TargetProcessId TargetImage GrantedAccess CallTrace SourceUser TargetUser
            11 RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime
            11 RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime User
            12 RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject
            12 RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject User
            13 RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject Details
            13 RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject Details User
            15 RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime Hash
            16 UtcTime Configuration ConfigurationFileHash
            17 RuleName UtcTime ProcessGuid ProcessId PipeName Image
            17 RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image
            18 RuleName UtcTime ProcessGuid ProcessId PipeName Image
            18 RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image
            19 RuleName EventType UtcTime Operation User EventNamespace Name Query
            20 RuleName EventType UtcTime Operation User Name Type Destination
            21 RuleName EventType UtcTime Operation User Consumer Filter
            22 RuleName UtcTime ProcessGuid ProcessId QueryName QueryStatus QueryResults Image
            23 RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable Archived
            """
        ),
        (
            "Service Control Manager",
            """
            7045 ServiceName ImagePath ServiceType StartType AccountName
            """
        ),
    ]
}
