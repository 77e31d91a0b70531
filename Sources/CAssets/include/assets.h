/* SPDX-FileCopyrightText: The Carène authors */
/* SPDX-License-Identifier: EUPL-1.2 */

/* Written by scripts/embed-assets.sh: run it again rather than editing. */

#ifndef CARENE_ASSETS_H
#define CARENE_ASSETS_H

#include <stddef.h>

/// A file carried by the binary.
typedef struct {
    /// Path with `/`, such as `assets/site.css` or `frameworks/care-d2.yaml`.
    const char *_Nonnull name;
    /// The content, followed by one zero byte that `count` does not include.
    const unsigned char *_Nonnull bytes;
    size_t count;
} CareneAsset;

/// The table of embedded files, sorted by name; it lives as long as the process.
const CareneAsset *_Nonnull carene_assets(void);

/// How many files the table holds.
size_t carene_asset_count(void);

#endif
