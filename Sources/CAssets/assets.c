/* SPDX-FileCopyrightText: The Carène authors */
/* SPDX-License-Identifier: EUPL-1.2 */

/* Written by scripts/embed-assets.sh: run it again rather than editing. */

#include "assets.h"

static const unsigned char asset_0[] = {
#embed "../../Sources/Platform/Components/Assets/carene.svg" suffix(,)
    0};

static const unsigned char asset_1[] = {
#embed "../../Sources/Platform/Components/Assets/site.css" suffix(,)
    0};

static const unsigned char asset_2[] = {
#embed "../../Sources/Platform/Components/Assets/site.js" suffix(,)
    0};

static const unsigned char asset_3[] = {
#embed "../../frameworks/anssi-ad-points.yaml" suffix(,)
    0};

static const unsigned char asset_4[] = {
#embed "../../frameworks/anssi-hygiene.yaml" suffix(,)
    0};

static const unsigned char asset_5[] = {
#embed "../../frameworks/care-d1.yaml" suffix(,)
    0};

static const unsigned char asset_6[] = {
#embed "../../frameworks/care-d2.yaml" suffix(,)
    0};

static const unsigned char asset_7[] = {
#embed "../../frameworks/care-programme.yaml" suffix(,)
    0};

static const unsigned char asset_8[] = {
#embed "../../frameworks/diagnostic-depart.yaml" suffix(,)
    0};

static const unsigned char asset_9[] = {
#embed "../../frameworks/hospiconnect-hopen2.yaml" suffix(,)
    0};

static const unsigned char asset_10[] = {
#embed "../../frameworks/mappings/anssi-ad-points--anssi-hygiene.yaml" suffix(,)
    0};

static const unsigned char asset_11[] = {
#embed "../../frameworks/mappings/anssi-hygiene--recyf-objectives.yaml" suffix(,)
    0};

static const unsigned char asset_12[] = {
#embed "../../frameworks/mappings/care-d1--care-programme.yaml" suffix(,)
    0};

static const unsigned char asset_13[] = {
#embed "../../frameworks/mappings/care-d2--anssi-hygiene.yaml" suffix(,)
    0};

static const unsigned char asset_14[] = {
#embed "../../frameworks/mappings/care-d2--care-programme.yaml" suffix(,)
    0};

static const unsigned char asset_15[] = {
#embed "../../frameworks/mappings/care-d2--recyf-objectives.yaml" suffix(,)
    0};

static const unsigned char asset_16[] = {
#embed "../../frameworks/mappings/care-programme--anssi-hygiene.yaml" suffix(,)
    0};

static const unsigned char asset_17[] = {
#embed "../../frameworks/mappings/diagnostic-depart--anssi-hygiene.yaml" suffix(,)
    0};

static const unsigned char asset_18[] = {
#embed "../../frameworks/mappings/diagnostic-depart--care-programme.yaml" suffix(,)
    0};

static const unsigned char asset_19[] = {
#embed "../../frameworks/mappings/diagnostic-depart--recyf-objectives.yaml" suffix(,)
    0};

static const unsigned char asset_20[] = {
#embed "../../frameworks/recyf-objectives.yaml" suffix(,)
    0};

static const CareneAsset table[] = {
    {"assets/carene.svg", asset_0, sizeof asset_0 - 1},
    {"assets/site.css", asset_1, sizeof asset_1 - 1},
    {"assets/site.js", asset_2, sizeof asset_2 - 1},
    {"frameworks/anssi-ad-points.yaml", asset_3, sizeof asset_3 - 1},
    {"frameworks/anssi-hygiene.yaml", asset_4, sizeof asset_4 - 1},
    {"frameworks/care-d1.yaml", asset_5, sizeof asset_5 - 1},
    {"frameworks/care-d2.yaml", asset_6, sizeof asset_6 - 1},
    {"frameworks/care-programme.yaml", asset_7, sizeof asset_7 - 1},
    {"frameworks/diagnostic-depart.yaml", asset_8, sizeof asset_8 - 1},
    {"frameworks/hospiconnect-hopen2.yaml", asset_9, sizeof asset_9 - 1},
    {"frameworks/mappings/anssi-ad-points--anssi-hygiene.yaml", asset_10, sizeof asset_10 - 1},
    {"frameworks/mappings/anssi-hygiene--recyf-objectives.yaml", asset_11, sizeof asset_11 - 1},
    {"frameworks/mappings/care-d1--care-programme.yaml", asset_12, sizeof asset_12 - 1},
    {"frameworks/mappings/care-d2--anssi-hygiene.yaml", asset_13, sizeof asset_13 - 1},
    {"frameworks/mappings/care-d2--care-programme.yaml", asset_14, sizeof asset_14 - 1},
    {"frameworks/mappings/care-d2--recyf-objectives.yaml", asset_15, sizeof asset_15 - 1},
    {"frameworks/mappings/care-programme--anssi-hygiene.yaml", asset_16, sizeof asset_16 - 1},
    {"frameworks/mappings/diagnostic-depart--anssi-hygiene.yaml", asset_17, sizeof asset_17 - 1},
    {"frameworks/mappings/diagnostic-depart--care-programme.yaml", asset_18, sizeof asset_18 - 1},
    {"frameworks/mappings/diagnostic-depart--recyf-objectives.yaml", asset_19, sizeof asset_19 - 1},
    {"frameworks/recyf-objectives.yaml", asset_20, sizeof asset_20 - 1},
    {"", (const unsigned char *)"", 0},
};

const CareneAsset *carene_assets(void) { return table; }

size_t carene_asset_count(void) { return sizeof table / sizeof table[0] - 1; }
