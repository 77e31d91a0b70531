// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports

/// What the programs of Debian 12 really write, shortened. The tests of the browser run the programs themselves.
enum Sample {
    static let resticBackup = """
        {"message_type":"status","percent_done":0.61,"total_files":2,"files_done":1,"total_bytes":2097158,"bytes_done":1285103}
        {"message_type":"summary","files_new":2,"files_changed":0,"data_added":2098350,"total_files_processed":2,"total_bytes_processed":2097158,"total_duration":265.2,"snapshot_id":"0a9f6e77"}

        """
    static let resticSnapshots = """
        [{"time":"2026-11-30T17:26:45.180993556Z","tree":"eae8b14a","paths":["/srv/dpi"],"hostname":"srv1","username":"root","tags":["dpi"],"id":"0a9f6e773e17282c6a7c40244a68f91dcfbc79deca127c201b2d50acbfec669f","short_id":"0a9f6e77"},
        {"time":"2026-11-29T18:26:45+01:00","tree":"eae8b14b","paths":["/srv/labo"],"hostname":"srv2","id":"1b9f6e77","short_id":"1b9f6e77","summary":{"backup_end":"2026-11-29T17:40:00Z","total_bytes_processed":42}}]
        """
    static let resticCheckText = """
        using temporary cache in /var/cache/restic-check-cache-3958452350
        create exclusive lock for repository
        load indexes
        check all packs
        check snapshots, trees and blobs
        [0:00] 100.00%  1 / 1 snapshots

        no errors were found
        """
    static let resticCheckDamaged = """
        check all packs
        check snapshots, trees and blobs
        pack 4f5c34d1: unexpected file size: got 100, expected 2097579
        Fatal: repository contains errors
        """
    static let resticRestore = """
        {"message_type":"status","seconds_elapsed":1,"percent_done":0.5,"total_files":4,"files_restored":2}
        {"message_type":"summary","seconds_elapsed":7200,"total_files":4,"files_restored":4,"total_bytes":100,"bytes_restored":100}
        """
    static let resticRestoreText =
        "restoring <Snapshot 0a9f6e77 of [/srv/dpi] at 2026-11-30 17:26:45.18 +0000 UTC by root@srv1> to out"
    static let borgList = """
        {
            "archives": [
                {"archive": "dpi-2026-11-30T02:00", "id": "585cbadcb2a5", "name": "dpi-2026-11-30T02:00",
                 "start": "2026-11-30T02:00:19.000000", "time": "2026-11-30T02:00:19.000000"}
            ],
            "encryption": {"mode": "repokey"},
            "repository": {"id": "696c4bbf", "last_modified": "2026-11-30T02:10:19.000000", "location": "/mnt/borg"}
        }
        """
    static let borgCreate = """
        {"archive": {"command_line": ["borg"], "duration": 36.4, "end": "2026-11-30T02:10:00.000000", "id": "585cbadcb2a5",
         "name": "labo-2026-11-30T02:00", "start": "2026-11-30T02:00:00.000000", "stats": {"original_size": 2097697}},
         "cache": {}, "encryption": {"mode": "repokey"}, "repository": {"id": "6", "location": "ssh://nas/./labo"}}
        """
    static func borgLine(_ message: String, _ level: String, _ name: String, at time: Double = 1_796_059_701) -> String
    {
        """
        {"type": "log_message", "time": \(time), "message": "\(message)", "levelname": "\(level)", "name": "\(name)"}

        """
    }
    static func exit(_ code: String) -> String {
        borgLine("terminating with some status, rc \(code)", "INFO", "borg.output.show-rc", at: 1_796_059_801)
    }
    static let checkStart = borgLine("Starting repository check", "INFO", "borg.repository")
    static let damage = borgLine("Finished full repository check, errors found.", "ERROR", "borg.repository")

    static let csv = """
        tâche;élément;début;fin;résultat;octets;nature;copie;support;immuable;hors site
        DPI nuit;dpi;2026-11-30 02:00;2026-11-30 03:15;réussi;1200;sauvegarde;Baie B;disque;oui;non
        "Labo; nuit";sgl;;2026-11-30T04:00:00Z;Completed with warnings;;;;;;
        PACS;ris-pacs;;2026-11-30 05:00;bizarre;;;;;;

        """
}

/// Half past five in the evening of 30 November 2026, UTC.
let arrival = Moment(milliseconds: 1_796_059_800_000)

func read(_ text: String, _ change: (inout ReportContext) -> Void = { _ in }) throws -> BackupReport {
    var context = ReportContext(receivedAt: arrival)
    change(&context)
    return try BackupReport.read(Array(text.utf8), context)
}
