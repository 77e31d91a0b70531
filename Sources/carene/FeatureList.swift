// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Access
import Agenda
import Backups
import Cartography
import Continuity
import Crisis
import CrisisKit
import Dossiers
import Establishments
import Exercises
import Governance
import Indicators
import Logbook
import Proofs
import Restart
import Roadmap
import SelfAssessment
import Site
import Supervision

/// The rooms of the house. Taking one out leaves a program that works.
let features: [any Feature] = [
    SelfAssessmentFeature(),
    ProofsFeature(),
    DossiersFeature(),
    AgendaFeature(),
    GovernanceFeature(),
    RoadmapFeature(solver: ChildProcessSolver()),
    CartographyFeature(),
    ContinuityFeature(),
    BackupsFeature(),
    RestartFeature(),
    CrisisKitFeature(),
    SupervisionFeature(),
    CrisisFeature(),
    LogbookFeature(),
    IndicatorsFeature(),
    ExercisesFeature(),
    EstablishmentsFeature(),
    AccessFeature(),
]
