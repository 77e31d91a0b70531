/* SPDX-FileCopyrightText: The Carène authors */
/* SPDX-License-Identifier: EUPL-1.2 */

#ifndef CARENE_CCURL_H
#define CARENE_CCURL_H

#include <curl/curl.h>

/* curl_easy_setopt takes any type after the option, which Swift cannot call: one function for each type. */

static inline CURLcode carene_curl_set_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode carene_curl_set_number(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode carene_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(curl, option, value);
}

/* Where the bytes to send come from. */
static inline CURLcode carene_curl_set_source(CURL *curl, curl_read_callback read, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_READFUNCTION, read);
    return code != CURLE_OK ? code : curl_easy_setopt(curl, CURLOPT_READDATA, context);
}

/* Who follows the conversation. */
static inline CURLcode carene_curl_set_witness(CURL *curl, curl_debug_callback witness, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, witness);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_DEBUGDATA, context);
    return code != CURLE_OK ? code : curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
}

/* The last reply code of the server; 0 when there was none. */
static inline long carene_curl_reply(CURL *curl) {
    long code = 0;
    return curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code) == CURLE_OK ? code : 0;
}

#endif
