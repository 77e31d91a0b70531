// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLogs

extension CrisisLogAddress: SiteURL {}
