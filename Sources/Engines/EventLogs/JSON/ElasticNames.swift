// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Elastic Common Schema fields and the Windows fields that Winlogbeat's pipelines made them of. Winlogbeat's modules move
/// some fields rather than copy them, so that a rule for `Image` must find `process.executable`. Names: Elastic's Sysmon,
/// Security and PowerShell pipelines, as pySigma maps them the other way.
struct ElasticNames {
    private enum Scope: Substring {
        case system
        case sysmon
        case security
        case powershell
        case any
    }

    private struct Name {
        var scope: Scope
        /// Numbers of the events concerned; empty for all.
        var events: [Int64]
        var windows: [UInt8]
    }

    private var names: [String: [Name]] = [:]
    private var table = FieldTable()
    private var byKey: [[Name]] = []

    init() {
        for line in ElasticNames.known.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 3 else { continue }
            let scopeWords = words[1].split(separator: ":")
            guard let scope = Scope(rawValue: scopeWords[0]) else { continue }
            let events = scopeWords.count > 1 ? scopeWords[1].split(separator: ",").compactMap { Int64($0) } : []
            names[String(words[0]), default: []].append(
                Name(scope: scope, events: events, windows: Array(words[2].utf8)))
        }
        for (path, list) in names {
            let key = table.intern(path)
            while byKey.count <= key.index { byKey.append([]) }
            byKey[key.index] = list
        }
    }

    /// Data first, then what stands for a Windows field that is missing.
    func find(_ tree: borrowing JSONTree, _ root: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields) {
        var others: [(node: Int, path: Range<Int>)] = []
        var scope = Scope.any
        var eventID: Int64 = -1
        var present: Set<[UInt8]> = []
        tree.paths(root, &text) { node, path, text in
            for prefix in ["winlog.event_data.", "winlog.user_data."] as [StaticString]
            where text.hasPrefix(path, prefix) {
                var name = path.lowerBound + prefix.utf8CodeUnitCount..<path.upperBound
                // User data is nested: the last name counts, as for a record.
                if let dot = text.bytes[name].lastIndex(of: UInt8(ascii: ".")) { name = dot + 1..<name.upperBound }
                if text.isEqual(name, to: "xml_name") { return }
                present.insert(text.bytes[name].map(\.asciiLowercase))
                tree.add(node, as: name, &text, &fields)
                return
            }
            let value = tree.nodes[node].value
            if text.isEqual(path, to: "winlog.provider_name") {
                if text.isEqual(value, to: "Microsoft-Windows-Sysmon") { scope = .sysmon }
                if text.isEqual(value, to: "Microsoft-Windows-Security-Auditing") { scope = .security }
                if text.hasSuffix(value, "PowerShell") { scope = .powershell }
            } else if text.isEqual(path, to: "event.code") || text.isEqual(path, to: "winlog.event_id") {
                eventID = Event.integer(text.bytes.span.extracting(value)) ?? eventID
            }
            others.append((node, path))
        }
        // What Winlogbeat says itself counts before what a pipeline or a relay added.
        let own = others.filter { text.hasPrefix($0.path, "winlog.") }
        for (node, path) in own + others.filter({ !text.hasPrefix($0.path, "winlog.") }) {
            let key = table.key(for: text.bytes.span.extracting(path))
            var isMapped = false
            for name in key.map({ byKey[$0.index] }) ?? [] {
                guard name.scope == scope || name.scope == .any || name.scope == .system,
                    name.events.isEmpty || name.events.contains(eventID),
                    name.scope == .system || !present.contains(name.windows.map(\.asciiLowercase))
                else { continue }
                let start = text.count
                for byte in name.windows { text.append(byte) }
                let range = start..<text.count
                if name.scope == .system {
                    let isGiven = fields.holdsSystem(name.windows, text)
                    if !isGiven { tree.add(node, as: range, isSystem: true, &text, &fields) }
                    isMapped = true
                } else {
                    present.insert(name.windows.map(\.asciiLowercase))
                    tree.add(node, as: range, &text, &fields)
                }
            }
            // Rules written for ECS name the path itself.
            if !isMapped { tree.add(node, as: path, &text, &fields) }
        }
        if scope == .sysmon { hashes(tree, root, others, present, &text, &fields) }
    }

    /// Sysmon's `Hashes` is cut in pieces: put together again.
    private func hashes(
        _ tree: borrowing JSONTree, _ root: Int, _ others: [(node: Int, path: Range<Int>)], _ present: Set<[UInt8]>,
        _ text: inout ByteBuffer, _ fields: inout FlatFields
    ) {
        guard !present.contains(Array("hashes".utf8)) else { return }
        let start = text.count
        for (node, path) in others where tree.nodes[node].kind == .string {
            for (algorithm, suffix) in [
                ("SHA1=", ".hash.sha1"), ("MD5=", ".hash.md5"), ("SHA256=", ".hash.sha256"),
                ("IMPHASH=", ".pe.imphash"),
            ] as [(StaticString, StaticString)] where text.hasSuffix(path, suffix) {
                guard !text.hasPrefix(path, "process.parent.") else { continue }
                if text.count > start { text.append(UInt8(ascii: ",")) }
                text.append(algorithm)
                for index in tree.nodes[node].value {
                    let byte = text.bytes[index]
                    text.append(byte &- 0x61 < 26 ? byte & 0xDF : byte)
                }
            }
        }
        let value = start..<text.count
        if !value.isEmpty { fields.add(name: text.place("Hashes"), value: value, in: text) }
    }

    private static let known = """
        winlog.channel system Channel
        winlog.provider_name system Provider_Name
        winlog.provider_guid system Provider_Guid
        winlog.event_id system EventID
        event.code system EventID
        winlog.computer_name system Computer
        winlog.record_id system EventRecordID
        winlog.time_created system TimeCreated
        @timestamp system TimeCreated
        winlog.version system Version
        winlog.opcode system Opcode
        winlog.task system Task
        winlog.keywords system Keywords
        winlog.activity_id system ActivityID
        winlog.related_activity_id system RelatedActivityID
        winlog.process.pid system ProcessID
        winlog.process.thread.id system ThreadID
        winlog.user.identifier system UserID
        host.name system Computer
        message any Message
        process.executable sysmon Image
        process.executable sysmon:8,10 SourceImage
        process.executable security:4688 NewProcessName
        process.executable security ProcessName
        process.executable security:5156,5157,5158 Application
        process.command_line sysmon CommandLine
        process.command_line security CommandLine
        process.command_line powershell HostApplication
        process.working_directory sysmon CurrentDirectory
        process.entity_id sysmon ProcessGuid
        process.entity_id sysmon:8 SourceProcessGuid
        process.entity_id sysmon:10 SourceProcessGUID
        process.entity_id powershell HostId
        process.pid sysmon ProcessId
        process.pid sysmon:8,10 SourceProcessId
        process.pid security:4688 NewProcessId
        process.pid security ProcessId
        process.thread.id sysmon:8,10 SourceThreadId
        process.title powershell HostName
        process.pe.file_version sysmon:1 FileVersion
        process.pe.description sysmon:1 Description
        process.pe.product sysmon:1 Product
        process.pe.company sysmon:1 Company
        process.pe.original_file_name sysmon:1 OriginalFileName
        process.pe.imphash sysmon Imphash
        process.parent.executable sysmon ParentImage
        process.parent.executable security:4688 ParentProcessName
        process.parent.command_line sysmon ParentCommandLine
        process.parent.entity_id sysmon ParentProcessGuid
        process.parent.pid sysmon ParentProcessId
        process.parent.pid security:4688 ProcessId
        file.path sysmon:11,2,15,23,26,27,28,29 TargetFilename
        file.path sysmon:6,7 ImageLoaded
        file.path sysmon:9 Device
        file.path powershell ScriptName
        file.name sysmon:17,18 PipeName
        file.pe.file_version sysmon:7 FileVersion
        file.pe.description sysmon:7 Description
        file.pe.product sysmon:7 Product
        file.pe.company sysmon:7 Company
        file.pe.original_file_name sysmon:7 OriginalFileName
        file.pe.imphash sysmon Imphash
        file.code_signature.subject_name sysmon Signature
        file.code_signature.signed sysmon Signed
        file.code_signature.status sysmon SignatureStatus
        registry.path sysmon TargetObject
        registry.data.strings sysmon Details
        dns.question.name sysmon QueryName
        sysmon.dns.status sysmon QueryStatus
        sysmon.file.is_executable sysmon IsExecutable
        sysmon.file.archived sysmon Archived
        network.transport sysmon Protocol
        network.protocol sysmon DestinationPortName
        source.ip sysmon SourceIp
        source.domain sysmon SourceHostname
        source.port sysmon SourcePort
        destination.ip sysmon DestinationIp
        destination.domain sysmon DestinationHostname
        destination.port sysmon DestinationPort
        user.name sysmon User
        user.name security SubjectUserName
        user.domain security SubjectDomainName
        user.id security SubjectUserSid
        winlog.logon.id security SubjectLogonId
        source.ip security IpAddress
        source.ip security:5156,5157 SourceAddress
        source.port security IpPort
        source.domain security WorkstationName
        destination.ip security:5156,5157 DestAddress
        destination.port security:5156,5157 DestPort
        service.name security ServiceName
        powershell.file.script_block_text powershell ScriptBlockText
        powershell.file.script_block_id powershell ScriptBlockId
        powershell.command.invocation_details powershell Payload
        powershell.command.name powershell CommandName
        powershell.command.path powershell CommandPath
        powershell.command.type powershell CommandType
        powershell.command.value powershell CommandLine
        powershell.engine.version powershell EngineVersion
        powershell.engine.new_state powershell NewEngineState
        powershell.engine.previous_state powershell PreviousEngineState
        powershell.process.executable_version powershell HostVersion
        powershell.pipeline_id powershell PipelineId
        powershell.runspace_id powershell RunspaceId
        powershell.provider.name powershell ProviderName
        powershell.provider.new_state powershell NewProviderState
        powershell.sequence powershell MessageNumber
        powershell.total powershell MessageTotal
        event.sequence powershell SequenceNumber
        """
}

extension FlatFields {
    /// Whether a field of System was found already.
    fileprivate func holdsSystem(_ name: [UInt8], _ text: borrowing ByteBuffer) -> Bool {
        list.contains { field in
            guard field.isSystem, field.name.count == name.count else { return false }
            for (index, byte) in name.enumerated() where text.bytes[Int(field.name.lowerBound) + index] != byte {
                return false
            }
            return true
        }
    }
}
