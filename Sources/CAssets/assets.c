/* SPDX-FileCopyrightText: The Carène authors */
/* SPDX-License-Identifier: EUPL-1.2 */

/* Written by scripts/embed-assets.sh: run it again rather than editing. */

#include "assets.h"

static const unsigned char asset_0[] = {
#embed "../../actions/annuaires-identites.yaml" suffix(,)
    0};

static const unsigned char asset_1[] = {
#embed "../../actions/continuite.yaml" suffix(,)
    0};

static const unsigned char asset_2[] = {
#embed "../../actions/exposition-acces-distants.yaml" suffix(,)
    0};

static const unsigned char asset_3[] = {
#embed "../../actions/gouvernance.yaml" suffix(,)
    0};

static const unsigned char asset_4[] = {
#embed "../../actions/hospiconnect.yaml" suffix(,)
    0};

static const unsigned char asset_5[] = {
#embed "../../actions/postes-detection.yaml" suffix(,)
    0};

static const unsigned char asset_6[] = {
#embed "../../actions/reseau.yaml" suffix(,)
    0};

static const unsigned char asset_7[] = {
#embed "../../actions/ressources-mutualisation.yaml" suffix(,)
    0};

static const unsigned char asset_8[] = {
#embed "../../actions/sauvegardes.yaml" suffix(,)
    0};

static const unsigned char asset_9[] = {
#embed "../../actions/sensibilisation-crise.yaml" suffix(,)
    0};

static const unsigned char asset_10[] = {
#embed "../../Sources/Platform/Components/Assets/carene.svg" suffix(,)
    0};

static const unsigned char asset_11[] = {
#embed "../../Sources/Platform/Components/Assets/report.css" suffix(,)
    0};

static const unsigned char asset_12[] = {
#embed "../../Sources/Platform/Components/Assets/site.css" suffix(,)
    0};

static const unsigned char asset_13[] = {
#embed "../../Sources/Platform/Components/Assets/site.js" suffix(,)
    0};

static const unsigned char asset_14[] = {
#embed "../../continuity/fiches-reflexes.yaml" suffix(,)
    0};

static const unsigned char asset_15[] = {
#embed "../../continuity/reperes.yaml" suffix(,)
    0};

static const unsigned char asset_16[] = {
#embed "../../detection/canaris.yaml" suffix(,)
    0};

static const unsigned char asset_17[] = {
#embed "../../detection/deplacement.yaml" suffix(,)
    0};

static const unsigned char asset_18[] = {
#embed "../../detection/fichiers.yaml" suffix(,)
    0};

static const unsigned char asset_19[] = {
#embed "../../detection/instantanes.yaml" suffix(,)
    0};

static const unsigned char asset_20[] = {
#embed "../../detection/journaux.yaml" suffix(,)
    0};

static const unsigned char asset_21[] = {
#embed "../../detection/sauvegardes.yaml" suffix(,)
    0};

static const unsigned char asset_22[] = {
#embed "../../detection/services.yaml" suffix(,)
    0};

static const unsigned char asset_23[] = {
#embed "../../frameworks/anssi-ad-points.yaml" suffix(,)
    0};

static const unsigned char asset_24[] = {
#embed "../../frameworks/anssi-hygiene.yaml" suffix(,)
    0};

static const unsigned char asset_25[] = {
#embed "../../frameworks/care-d1.yaml" suffix(,)
    0};

static const unsigned char asset_26[] = {
#embed "../../frameworks/care-d2.yaml" suffix(,)
    0};

static const unsigned char asset_27[] = {
#embed "../../frameworks/care-programme.yaml" suffix(,)
    0};

static const unsigned char asset_28[] = {
#embed "../../frameworks/diagnostic-depart.yaml" suffix(,)
    0};

static const unsigned char asset_29[] = {
#embed "../../frameworks/hospiconnect-hopen2.yaml" suffix(,)
    0};

static const unsigned char asset_30[] = {
#embed "../../frameworks/mappings/anssi-ad-points--anssi-hygiene.yaml" suffix(,)
    0};

static const unsigned char asset_31[] = {
#embed "../../frameworks/mappings/anssi-hygiene--recyf-objectives.yaml" suffix(,)
    0};

static const unsigned char asset_32[] = {
#embed "../../frameworks/mappings/care-d1--care-programme.yaml" suffix(,)
    0};

static const unsigned char asset_33[] = {
#embed "../../frameworks/mappings/care-d2--anssi-hygiene.yaml" suffix(,)
    0};

static const unsigned char asset_34[] = {
#embed "../../frameworks/mappings/care-d2--care-programme.yaml" suffix(,)
    0};

static const unsigned char asset_35[] = {
#embed "../../frameworks/mappings/care-d2--recyf-objectives.yaml" suffix(,)
    0};

static const unsigned char asset_36[] = {
#embed "../../frameworks/mappings/care-programme--anssi-hygiene.yaml" suffix(,)
    0};

static const unsigned char asset_37[] = {
#embed "../../frameworks/mappings/diagnostic-depart--anssi-hygiene.yaml" suffix(,)
    0};

static const unsigned char asset_38[] = {
#embed "../../frameworks/mappings/diagnostic-depart--care-programme.yaml" suffix(,)
    0};

static const unsigned char asset_39[] = {
#embed "../../frameworks/mappings/diagnostic-depart--recyf-objectives.yaml" suffix(,)
    0};

static const unsigned char asset_40[] = {
#embed "../../frameworks/recyf-objectives.yaml" suffix(,)
    0};

static const unsigned char asset_41[] = {
#embed "../../restart/etapes.yaml" suffix(,)
    0};

static const unsigned char asset_42[] = {
#embed "../../scenarios/deni-telephonie-internet.yaml" suffix(,)
    0};

static const unsigned char asset_43[] = {
#embed "../../scenarios/ehpad-messagerie-bloquee.yaml" suffix(,)
    0};

static const unsigned char asset_44[] = {
#embed "../../scenarios/fournisseur-acces-distant.yaml" suffix(,)
    0};

static const unsigned char asset_45[] = {
#embed "../../scenarios/fuite-donnees-presse.yaml" suffix(,)
    0};

static const unsigned char asset_46[] = {
#embed "../../scenarios/rancongiciel-dossier-patient.yaml" suffix(,)
    0};

static const unsigned char asset_47[] = {
#embed "../../scenarios/reseau-biomedical.yaml" suffix(,)
    0};

static const unsigned char asset_48[] = {
#embed "../../services/1-activites.yaml" suffix(,)
    0};

static const unsigned char asset_49[] = {
#embed "../../services/2-services-numeriques.yaml" suffix(,)
    0};

static const unsigned char asset_50[] = {
#embed "../../services/3-composants.yaml" suffix(,)
    0};

static const CareneAsset table[] = {
    {"actions/annuaires-identites.yaml", asset_0, sizeof asset_0 - 1},
    {"actions/continuite.yaml", asset_1, sizeof asset_1 - 1},
    {"actions/exposition-acces-distants.yaml", asset_2, sizeof asset_2 - 1},
    {"actions/gouvernance.yaml", asset_3, sizeof asset_3 - 1},
    {"actions/hospiconnect.yaml", asset_4, sizeof asset_4 - 1},
    {"actions/postes-detection.yaml", asset_5, sizeof asset_5 - 1},
    {"actions/reseau.yaml", asset_6, sizeof asset_6 - 1},
    {"actions/ressources-mutualisation.yaml", asset_7, sizeof asset_7 - 1},
    {"actions/sauvegardes.yaml", asset_8, sizeof asset_8 - 1},
    {"actions/sensibilisation-crise.yaml", asset_9, sizeof asset_9 - 1},
    {"assets/carene.svg", asset_10, sizeof asset_10 - 1},
    {"assets/report.css", asset_11, sizeof asset_11 - 1},
    {"assets/site.css", asset_12, sizeof asset_12 - 1},
    {"assets/site.js", asset_13, sizeof asset_13 - 1},
    {"continuity/fiches-reflexes.yaml", asset_14, sizeof asset_14 - 1},
    {"continuity/reperes.yaml", asset_15, sizeof asset_15 - 1},
    {"detection/canaris.yaml", asset_16, sizeof asset_16 - 1},
    {"detection/deplacement.yaml", asset_17, sizeof asset_17 - 1},
    {"detection/fichiers.yaml", asset_18, sizeof asset_18 - 1},
    {"detection/instantanes.yaml", asset_19, sizeof asset_19 - 1},
    {"detection/journaux.yaml", asset_20, sizeof asset_20 - 1},
    {"detection/sauvegardes.yaml", asset_21, sizeof asset_21 - 1},
    {"detection/services.yaml", asset_22, sizeof asset_22 - 1},
    {"frameworks/anssi-ad-points.yaml", asset_23, sizeof asset_23 - 1},
    {"frameworks/anssi-hygiene.yaml", asset_24, sizeof asset_24 - 1},
    {"frameworks/care-d1.yaml", asset_25, sizeof asset_25 - 1},
    {"frameworks/care-d2.yaml", asset_26, sizeof asset_26 - 1},
    {"frameworks/care-programme.yaml", asset_27, sizeof asset_27 - 1},
    {"frameworks/diagnostic-depart.yaml", asset_28, sizeof asset_28 - 1},
    {"frameworks/hospiconnect-hopen2.yaml", asset_29, sizeof asset_29 - 1},
    {"frameworks/mappings/anssi-ad-points--anssi-hygiene.yaml", asset_30, sizeof asset_30 - 1},
    {"frameworks/mappings/anssi-hygiene--recyf-objectives.yaml", asset_31, sizeof asset_31 - 1},
    {"frameworks/mappings/care-d1--care-programme.yaml", asset_32, sizeof asset_32 - 1},
    {"frameworks/mappings/care-d2--anssi-hygiene.yaml", asset_33, sizeof asset_33 - 1},
    {"frameworks/mappings/care-d2--care-programme.yaml", asset_34, sizeof asset_34 - 1},
    {"frameworks/mappings/care-d2--recyf-objectives.yaml", asset_35, sizeof asset_35 - 1},
    {"frameworks/mappings/care-programme--anssi-hygiene.yaml", asset_36, sizeof asset_36 - 1},
    {"frameworks/mappings/diagnostic-depart--anssi-hygiene.yaml", asset_37, sizeof asset_37 - 1},
    {"frameworks/mappings/diagnostic-depart--care-programme.yaml", asset_38, sizeof asset_38 - 1},
    {"frameworks/mappings/diagnostic-depart--recyf-objectives.yaml", asset_39, sizeof asset_39 - 1},
    {"frameworks/recyf-objectives.yaml", asset_40, sizeof asset_40 - 1},
    {"restart/etapes.yaml", asset_41, sizeof asset_41 - 1},
    {"scenarios/deni-telephonie-internet.yaml", asset_42, sizeof asset_42 - 1},
    {"scenarios/ehpad-messagerie-bloquee.yaml", asset_43, sizeof asset_43 - 1},
    {"scenarios/fournisseur-acces-distant.yaml", asset_44, sizeof asset_44 - 1},
    {"scenarios/fuite-donnees-presse.yaml", asset_45, sizeof asset_45 - 1},
    {"scenarios/rancongiciel-dossier-patient.yaml", asset_46, sizeof asset_46 - 1},
    {"scenarios/reseau-biomedical.yaml", asset_47, sizeof asset_47 - 1},
    {"services/1-activites.yaml", asset_48, sizeof asset_48 - 1},
    {"services/2-services-numeriques.yaml", asset_49, sizeof asset_49 - 1},
    {"services/3-composants.yaml", asset_50, sizeof asset_50 - 1},
    {"", (const unsigned char *)"", 0},
};

const CareneAsset *carene_assets(void) { return table; }

size_t carene_asset_count(void) { return sizeof table / sizeof table[0] - 1; }
