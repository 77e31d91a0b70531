// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a backup program wrote about its work, whatever the program.
public enum BackupReport {}
