// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Foundation
import Logging
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import Supervision

@Suite("What arrived and is kept")
struct EventArchiveTests {
    private let here = Organisation.ID.make(at: noon)
    private let there = Organisation.ID.make(at: noon)

    /// Lines that do not compress, so that sizes are known.
    private func record(_ organisation: Organisation.ID, kilobytes: Int = 1, seed: UInt64 = 1) -> SpoolRecord {
        var random = SplitMix64(seed: seed)
        let text = (0..<kilobytes * 128).map { _ in String(random.next(), radix: 36) }.joined()
        return SpoolRecord(organisation: organisation, lines: Array("{\"x\":\"\(text)\"}\n".utf8))
    }

    private func withArchive(
        _ limits: EventArchive.Limits = EventArchive.Limits(), _ body: (EventArchive, String) async throws -> Void
    ) async rethrows {
        let folder = temporaryFolder()
        try await body(EventArchive(folder: folder, limits: limits), folder)
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test func `what is kept is read again, after a restart too, each establishment apart`() async throws {
        try await withArchive { archive, folder in
            #expect(archive.keep([record(here), record(there)], at: noon) == nil)
            #expect(archive.keep([record(here, seed: 2)], at: noon.adding(seconds: 60)) == nil)
            let again = EventArchive(folder: folder)
            for known in [archive, again] {
                #expect(known.leaves(of: [here]).count == 1)
                #expect(known.summary(of: [here]).from == noon)
            }
            let reader = try ZstandardReader(path: archive.leaves(of: [here])[0].path)
            var bytes: [UInt8] = []
            while let piece = try reader.next() { bytes += piece }
            #expect(bytes == record(here).lines + record(here, seed: 2).lines)
            // What a crash may have cut is never written behind.
            #expect(again.keep([record(here, seed: 3)], at: noon.adding(seconds: 90)) == nil)
            #expect(again.leaves(of: [here]).count == 2)
        }
    }

    @Test func `the oldest leaves after its days, and everything when it is asked for`() async throws {
        var limits = EventArchive.Limits()
        (limits.days, limits.leafSize) = (30, 1)
        await withArchive(limits) { archive, _ in
            for day in 0..<5 {
                #expect(archive.keep([record(here)], at: noon.adding(seconds: day * 86_400)) == nil)
            }
            await archive.sweep(at: noon.adding(seconds: 32 * 86_400))
            #expect(archive.leaves(of: [here]).count == 3)
            #expect(await archive.erase(here) > 0)
            #expect(archive.summary(of: [here]) == EventArchive.Summary())
        }
    }

    @Test func `the noisiest establishment gives its place first`() async throws {
        var limits = EventArchive.Limits()
        (limits.bytes, limits.leafSize) = (20_000, 1)
        try await withArchive(limits) { archive, folder in
            #expect(archive.keep([record(there)], at: noon) == nil)
            for turn in 1..<40 {
                _ = archive.keep([record(here, seed: UInt64(turn))], at: noon.adding(seconds: turn))
            }
            #expect(archive.leaves(of: [there]).count == 1)
            let sum = archive.summary(of: [here, there])
            #expect(sum.bytes <= 20_000)
            #expect(archive.leaves(of: [here]).last?.from == noon.adding(seconds: 39))
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".zst") }
            #expect(files.count == archive.leaves(of: [here, there]).count)
        }
    }

    @Test func `a disk without room keeps nothing more, says so, and begins again`() async {
        var limits = EventArchive.Limits()
        limits.reserve = 1 << 60
        await withArchive(limits) { archive, _ in
            #expect(archive.keep([record(here)], at: noon) != nil)
            #expect(archive.isPaused)
        }
        limits.reserve = 0
        limits.days = 0
        await withArchive(limits) { archive, folder in
            #expect(archive.keep([record(here)], at: noon) == nil)
            #expect(!FileManager.default.fileExists(atPath: folder), "nothing is to be kept")
        }
    }

    @Test func `a folder that cannot be written is a reason, not a trap`() async {
        let archive = EventArchive(folder: "/proc/carene")
        #expect(archive.keep([record(here)], at: noon) != nil)
    }
}

@Suite("Values looked for in what is kept")
struct KeptSearchTests {
    private let place = Organisation.ID.make(at: noon)

    private func seen(_ wanted: [SoughtValue], in lines: [String]) async throws -> [Sighting] {
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = EventArchive(folder: folder)
        for line in lines {
            _ = archive.keep([SpoolRecord(organisation: place, lines: Array((line + "\n").utf8))], at: noon)
        }
        return try await KeptSearch().search(archive.leaves(of: [place]), for: wanted).sightings
    }

    /// Whether one value is seen in one field.
    private func isSeen(_ kind: SoughtValue.Kind, _ text: String, _ field: String, _ value: String) async throws -> Bool
    {
        try await !seen([SoughtValue(kind, text)], in: [event(sysmon, 3, [field: value])]).isEmpty
    }

    @Test(arguments: [
        (SoughtValue.Kind.address, "203.0.113.7", "DestinationIp", "203.0.113.7", true),
        (.address, "203.0.113.7", "CommandLine", "ping 203.0.113.7:80.", true),
        (.address, "203.0.113.7", "DestinationIp", "203.0.113.70", false),
        (.address, "203.0.113.7", "DestinationIp", "1203.0.113.7", false),
        (.address, "2001:db8::1", "DestinationIp", "2001:DB8::1", true),
        (.address, "2001:db8::1", "DestinationIp", "2001:db8::12", false),
        (.network, "203.0.113.0/24", "DestinationIp", "203.0.113.99", true),
        (.network, "203.0.113.0/24", "CommandLine", "curl http://203.0.113.99:8080/x", true),
        (.network, "203.0.113.0/24", "DestinationIp", "203.0.114.1", false),
        (.network, "2001:db8::/32", "DestinationIp", "2001:db8:5::9", true),
        (.domain, "mal.example", "QueryName", "cdn.mal.example", true),
        (.domain, "mal.example", "QueryName", "MAL.example.", true),
        (.domain, "mal.example", "QueryName", "animal.example", false),
        (.domain, "mal.example", "QueryName", "mal.example.org", false),
        (.url, "http://mal.example/a", "CommandLine", "curl http://mal.example/a -o x", true),
        (.email, "a@mal.example", "CommandLine", "mailto:a@mal.example", true),
        (.email, "a@mal.example", "CommandLine", "la@mal.example", false),
        (.md5, "0123456789abcdef0123456789abcdef", "Hashes", "MD5=0123456789ABCDEF0123456789ABCDEF,IMPHASH=0", true),
        (.md5, "0123456789abcdef0123456789abcdef", "Hashes", "SHA1=0123456789abcdef0123456789abcdef01234567", false),
        (.fileName, "évil.exe", "Image", "C:\\Temp\\ÉVIL.exe", true),
        (.fileName, "evil.exe", "Image", "C:\\Temp\\devil.exe", false),
        (.fileName, "evil.exe", "Image", "C:\\Temp\\evil.exe.config", false),
        (.filePath, "C:\\Temp\\evil.exe", "CommandLine", "\"c:\\temp\\EVIL.EXE\" /s", true),
        (.registryKey, "HKLM\\Software\\Mal", "TargetObject", "\\REGISTRY\\MACHINE\\SOFTWARE\\Mal\\Run", true),
        (.process, "mimikatz", "CommandLine", "x.exe mimikatz::all", true),
        (.account, "svc-mal", "TargetUserName", "CHU\\svc-mal", true),
        (.account, "svc-mal", "Image", "C:\\svc-mal\\x.exe", false),
        (.account, "svc", "User", "svc-mal", false),
    ])
    func `a value is seen where it stands whole, however it is written`(
        _ kind: SoughtValue.Kind, _ text: String, _ field: String, _ value: String, _ expected: Bool
    ) async throws {
        #expect(try await isSeen(kind, text, field, value) == expected, "\(text) in \(value)")
    }

    @Test func `a beacon of a night is one sighting that counts`() async throws {
        let beacons = (0..<50).map {
            event(
                sysmon, 3, host: "PC-7", second: 60 * $0, record: $0,
                ["DestinationIp": "203.0.113.7", "Image": "C:\\x.exe"])
        }
        let other = event(sysmon, 3, host: "PC-8", ["DestinationIp": "203.0.113.7"])
        let found = try await seen([SoughtValue(.address, "203.0.113.7")], in: beacons + [other, "not json", "{"])
        #expect(found.count == 2)
        let beacon = try #require(found.first)
        #expect(beacon.host == "PC-7")
        #expect(beacon.times == 50)
        #expect(beacon.firstAt == noon)
        #expect(beacon.at == noon.adding(seconds: 60 * 49))
        #expect(beacon.excerpt.contains("C:\\x.exe"))
        #expect(beacon.place.french.contains("DestinationIp"))
    }

    @Test func `many values are looked for in one pass, and escapes do not hide them`() async throws {
        var wanted = (0..<5000).map { SoughtValue(.domain, "d\($0).mal.example") }
        wanted += [SoughtValue(.filePath, "C:\\Partage été\\a.exe"), SoughtValue(.account, "ab")]
        let line =
            #"{"winlog":{"channel":"Security","event_id":"4688","computer_name":"PC-1","event_data":{"NewProcessName":"C:\\Partage \u00e9t\u00e9\\a.exe","SubjectUserName":"ab","x":"d77.mal.example"}}}"#
        let found = try await seen(wanted, in: [line])
        #expect(Set(found.map(\.value.text)) == ["C:\\Partage été\\a.exe", "ab", "d77.mal.example"])
    }

    @Test func `any bytes are searched without harm`() async throws {
        var random = SplitMix64(seed: 9)
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = EventArchive(folder: folder)
        for _ in 0..<50 {
            let bytes = (0..<400).map { _ in
                [0x0A, 0x7B, 0x22, 0x7D, 0x3A, 0x2E, 0x31, UInt8.random(in: 0...255, using: &random)]
                    .randomElement(using: &random) ?? 0
            }
            _ = archive.keep([SpoolRecord(organisation: place, lines: bytes)], at: noon)
        }
        let leaf = try #require(archive.leaves(of: [place]).first)
        let whole = try #require(FileManager.default.contents(atPath: leaf.path))
        try whole.dropLast(9).write(to: URL(fileURLWithPath: leaf.path))
        let wanted = [SoughtValue(.network, "1.0.0.0/1"), SoughtValue(.network, "nonsense"), SoughtValue(.process, "")]
        #expect(try await KeptSearch().search([leaf], for: wanted).damaged == 1)
    }

    @Test func `a search that nobody waits for any more stops`() async throws {
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = EventArchive(folder: folder)
        _ = archive.keep([SpoolRecord(organisation: place, lines: Array("{}\n".utf8))], at: noon)
        let leaves = archive.leaves(of: [place])
        let work = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await KeptSearch().search(leaves, for: [SoughtValue(.process, "abc")]).sightings.count
        }
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
    }
}
