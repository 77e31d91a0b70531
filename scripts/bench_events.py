# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up events of an ordinary day, as Winlogbeat 8 writes them: some 500 machines, programs and accounts that repeat,
about 1.4 kB an event. What the rules look at most is the most frequent: processes, files, registry, network, logons, scripts.
"""

import json
import random

SYSMON = "Microsoft-Windows-Sysmon/Operational"
POWERSHELL = "Microsoft-Windows-PowerShell/Operational"
PROGRAMS = [
    ("C:\\Windows\\System32\\svchost.exe", "C:\\Windows\\System32\\svchost.exe -k netsvcs -p -s Schedule"),
    ("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe", '"chrome.exe" --type=renderer --lang=fr --field={0}'),
    ("C:\\Program Files\\DPI\\client.exe", '"C:\\Program Files\\DPI\\client.exe" /poste {0} /service urgences'),
    ("C:\\Windows\\System32\\conhost.exe", "\\??\\C:\\Windows\\System32\\conhost.exe 0xffffffff -ForceV1"),
    ("C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE", 'WINWORD.EXE /n "D:\\Courriers\\lettre-{0}.docx" /o ""'),
    ("C:\\Windows\\System32\\taskhostw.exe", "taskhostw.exe KEYROAMING"),
    ("C:\\Windows\\System32\\spoolsv.exe", "C:\\Windows\\System32\\spoolsv.exe"),
    ("C:\\Program Files\\PACS\\viewer.exe", "viewer.exe --study 1.2.250.1.{0}"),
]
# Nobody's day has Word started by a service: what starts what is as on a real machine.
PARENTS = {
    "C:\\Windows\\System32\\svchost.exe": ("C:\\Windows\\System32\\services.exe", "C:\\Windows\\system32\\services.exe"),
    "C:\\Windows\\System32\\spoolsv.exe": ("C:\\Windows\\System32\\services.exe", "C:\\Windows\\system32\\services.exe"),
    "C:\\Windows\\System32\\taskhostw.exe": ("C:\\Windows\\System32\\svchost.exe", "svchost.exe -k netsvcs -p -s Schedule"),
    "C:\\Windows\\System32\\conhost.exe": ("C:\\Windows\\System32\\cmd.exe", "cmd.exe /c inventaire.cmd"),
    None: ("C:\\Windows\\explorer.exe", "C:\\Windows\\Explorer.EXE"),
}
KINDS = [1, 3, 5, 7, 10, 11, 12, 13, 22, 4624, 4634, 4663, 4672, 4688, 5156, 4104, 7036]
WEIGHTS = [10, 8, 6, 14, 6, 8, 6, 10, 4, 6, 4, 4, 3, 8, 4, 1, 1]


def data(number, draw):
    image, command = PROGRAMS[draw.randrange(len(PROGRAMS))]
    parent, parent_command = PARENTS.get(image, PARENTS[None])
    serial = draw.randrange(100_000)
    process = {
        "ProcessGuid": f"{{8a3f{serial:04x}-1b2c-6745-{serial % 9999:04d}-00000000{serial % 99:02d}00}}", "ProcessId": str(4 * serial),
        "Image": image, "User": f"CHU\\agent{serial % 900}", "RuleName": "-",
    }
    security = {
        "SubjectUserSid": f"S-1-5-21-1004336348-1177238915-682003330-{serial % 900}", "SubjectUserName": f"agent{serial % 900}",
        "SubjectDomainName": "CHU", "SubjectLogonId": f"0x{serial:x}",
    }
    match number:
        case 1:
            return process | {
                "CommandLine": command.format(serial), "CurrentDirectory": "C:\\Windows\\system32\\", "IntegrityLevel": "Medium",
                "Hashes": f"SHA256={serial:064X}", "ParentImage": parent, "ParentCommandLine": parent_command.format(serial),
                "OriginalFileName": image.rsplit("\\", 1)[1], "Company": "Éditeur", "Description": "Programme ordinaire",
            }
        case 3:
            return process | {
                "Protocol": "tcp", "Initiated": "true", "SourceIp": f"10.20.{serial % 250}.{serial % 199}", "SourcePort": str(serial),
                "DestinationIp": f"10.1.4.{serial % 90}", "DestinationPort": "443", "DestinationHostname": f"srv-{serial % 90}.chu.example",
            }
        case 7:
            return process | {
                "ImageLoaded": f"C:\\Windows\\System32\\module{serial % 400}.dll", "Signed": "true", "Signature": "Microsoft Windows",
                "SignatureStatus": "Valid", "Hashes": f"SHA256={serial:064X}", "OriginalFileName": f"module{serial % 400}.dll",
            }
        case 10:
            return {
                "SourceImage": image, "TargetImage": parent, "GrantedAccess": "0x1000", "SourceProcessId": str(serial),
                "CallTrace": "C:\\Windows\\SYSTEM32\\ntdll.dll+9d1e4|C:\\Windows\\System32\\KERNELBASE.dll+2c13e|UNKNOWN",
            }
        case 11:
            return process | {"TargetFilename": f"C:\\Users\\agent{serial % 900}\\AppData\\Local\\Temp\\f{serial}.tmp"}
        case 12 | 13:
            return process | {
                "EventType": "SetValue", "TargetObject": f"HKLM\\System\\CurrentControlSet\\Services\\bam\\State\\Value{serial % 700}",
                "Details": f"DWORD (0x{serial:08x})",
            }
        case 22:
            return process | {"QueryName": f"srv-{serial % 90}.chu.example", "QueryStatus": "0", "QueryResults": f"10.1.4.{serial % 90};"}
        case 4624 | 4634 | 4672:
            return security | {
                "TargetUserName": f"agent{serial % 900}", "TargetDomainName": "CHU", "LogonType": "2", "LogonProcessName": "User32",
                "AuthenticationPackageName": "Negotiate", "WorkstationName": f"PC-{serial % 500:03d}", "IpAddress": "127.0.0.1",
            }
        case 4663:
            return security | {
                "ObjectType": "File", "ObjectName": f"D:\\Partage\\Service{serial % 40}\\note-{serial}.docx", "AccessMask": "0x1",
                "AccessList": "%%4416", "ProcessName": image,
            }
        case 4688:
            return security | {
                "NewProcessName": image, "CommandLine": command.format(serial), "ParentProcessName": parent, "TokenElevationType": "%%1938",
            }
        case 5156:
            return {"Application": "\\device\\harddiskvolume2\\windows\\system32\\svchost.exe", "DestAddress": "10.1.4.7", "DestPort": "53"}
        case 4104:
            return {"ScriptBlockText": "Get-Service | Where-Object Status -eq 'Running' | Sort-Object Name\n" * 12, "Path": ""}
        case 7036:
            return {"param1": f"Service {serial % 70}", "param2": "running"}
        case _:
            return process


def channel(number):
    match number:
        case 4104:
            return POWERSHELL
        case 7036:
            return "System"
        case _ if number > 1000:
            return "Security"
        case _:
            return SYSMON


def event(number, host, record, time, values):
    """One line of JSON, with what Winlogbeat adds to every event."""
    return json.dumps({
        "@timestamp": time, "agent": {"type": "winlogbeat", "version": "8.17.0", "name": "WEF-01", "id": "5c0f1a0e-2b7d-4f1e-9d52-0a4b0e7a9c11"},
        "ecs": {"version": "8.0.0"}, "event": {"code": str(number), "kind": "event", "provider": channel(number).rsplit("/", 1)[0]},
        "host": {"name": f"{host}.chu.example"}, "log": {"level": "information"},
        "winlog": {
            "api": "wineventlog", "channel": channel(number), "computer_name": f"{host}.chu.example", "event_id": str(number),
            "record_id": record, "process": {"pid": 3032, "thread": {"id": 4180}}, "event_data": values,
        },
    }, ensure_ascii=False)


def day(count, time, seed=1):
    """`count` ordinary events at one time."""
    draw = random.Random(seed)
    numbers = draw.choices(KINDS, WEIGHTS, k=count)
    return [
        event(number, f"PC-{draw.randrange(500):03d}", seed * 1_000_000 + index, time, data(number, draw))
        for index, number in enumerate(numbers)
    ]
